namespace DockerPS.Help;

/// <summary>A type that goes into or comes out of a cmdlet.</summary>
internal sealed record TypeHelp(string Name, IReadOnlyList<string> Description);
