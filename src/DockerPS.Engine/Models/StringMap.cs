namespace DockerPS;

/// <summary>Names and values, such as labels; reads as "a=1, b=2", so that CSV and tables show what is in it.</summary>
public sealed class StringMap : Dictionary<string, string>
{
    /// <summary>An empty map; names are compared as the engine does, with case.</summary>
    public StringMap()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The pairs as "name=value", sorted by name and joined by ", ".</summary>
    public override string ToString() =>
        string.Join(", ", this.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}"));
}
