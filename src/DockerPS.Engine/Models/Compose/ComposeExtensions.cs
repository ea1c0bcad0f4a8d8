namespace DockerPS;

/// <summary>Fields by name, with plain .NET values, as a compose file has them: in their order, and names with case. Reads as the names.</summary>
public sealed class ComposeExtensions : Dictionary<string, object?>
{
    /// <summary>No fields.</summary>
    public ComposeExtensions()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The names, joined by ", ".</summary>
    public override string ToString() => string.Join(", ", Keys);
}
