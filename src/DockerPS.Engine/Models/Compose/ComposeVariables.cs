namespace DockerPS;

/// <summary>Variables by name; null is a variable without a value. Reads as "A=1, B", so that CSV and tables show what is in it.</summary>
public sealed class ComposeVariables : Dictionary<string, string?>
{
    /// <summary>No variables; names are compared with case.</summary>
    public ComposeVariables()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The variables as docker writes them, "name=value" or the name alone, in their order.</summary>
    public IEnumerable<string> Lines => this.Select(static pair => pair.Value is null ? pair.Key : $"{pair.Key}={pair.Value}");

    /// <summary>The variables, sorted by name and joined by ", ".</summary>
    public override string ToString() => string.Join(", ", Lines.Order(StringComparer.Ordinal));
}
