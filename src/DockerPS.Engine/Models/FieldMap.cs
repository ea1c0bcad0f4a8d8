namespace DockerPS;

/// <summary>Fields by name, with plain .NET values; reads as the names, so that CSV and tables show what is in it.</summary>
public sealed class FieldMap : Dictionary<string, object?>
{
    /// <summary>An empty map; names are found without case.</summary>
    public FieldMap()
        : base(StringComparer.OrdinalIgnoreCase)
    {
    }

    /// <summary>The names, sorted and joined by ", ".</summary>
    public override string ToString() => string.Join(", ", Keys.Order(StringComparer.Ordinal));
}
