namespace DockerPS.Help;

/// <summary>One example: a title (empty where there is none), the commands, and what they do.</summary>
internal sealed record ExampleHelp(string Title, string Code, IReadOnlyList<string> Remarks);
