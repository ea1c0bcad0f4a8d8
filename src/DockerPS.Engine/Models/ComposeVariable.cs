namespace DockerPS;

/// <summary>A variable that a compose file names in ${...}.</summary>
public sealed class ComposeVariable
{
    /// <summary>The variable's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether it must have a value: ${A:?message} or ${A?message}.</summary>
    public bool Required { get; init; }

    /// <summary>What stands in its place when it has none: ${A:-default}; null where there is no default.</summary>
    public string? DefaultValue { get; init; }

    /// <summary>What stands in its place when it has one: ${A:+other}; null where there is no such text.</summary>
    public string? AlternateValue { get; init; }

    /// <summary>Its value here; null where it is not set.</summary>
    public string? Value { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
