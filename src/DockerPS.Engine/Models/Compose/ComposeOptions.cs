namespace DockerPS;

/// <summary>Options by name, each with one value or more. Reads as "a=1, a=2, b=3".</summary>
public sealed class ComposeOptions : Dictionary<string, ReadableList<string>>
{
    /// <summary>No options; names are compared with case.</summary>
    public ComposeOptions()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The options, sorted by name and joined by ", ".</summary>
    public override string ToString() =>
        string.Join(", ", this.OrderBy(static pair => pair.Key, StringComparer.Ordinal).SelectMany(static pair => pair.Value.Select(value => $"{pair.Key}={value}")));
}
