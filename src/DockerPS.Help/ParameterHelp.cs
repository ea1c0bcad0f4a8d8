namespace DockerPS.Help;

/// <summary>What is the same for a parameter in all its sets.</summary>
internal sealed record ParameterHelp
{
    public required string Name { get; init; }

    /// <summary>As PowerShell writes it in a syntax line: string[], int, switch.</summary>
    public required string TypeName { get; init; }

    public required bool IsSwitch { get; init; }

    public required bool IsArray { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    public required bool Wildcards { get; init; }

    public required string Default { get; init; }

    /// <summary>The only values that it takes, from [ValidateSet] or an enum; empty where it takes any.</summary>
    public required IReadOnlyList<string> Values { get; init; }
}
