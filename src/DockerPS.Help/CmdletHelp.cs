namespace DockerPS.Help;

/// <summary>All that the help of one cmdlet says.</summary>
internal sealed record CmdletHelp
{
    public required string Verb { get; init; }

    public required string Noun { get; init; }

    public string Name => $"{Verb}-{Noun}";

    public required string Synopsis { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>Per parameter set, its parameters in the order of Get-Command -Syntax.</summary>
    public required IReadOnlyList<IReadOnlyList<SetParameter>> Syntax { get; init; }

    /// <summary>Each parameter once, by name.</summary>
    public required IReadOnlyList<SetParameter> Parameters { get; init; }

    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    public required IReadOnlyList<RelatedLink> Links { get; init; }
}
