namespace DockerPS.Completion;

/// <summary>One answer of a completion.</summary>
/// <param name="Text">What is put into the line.</param>
/// <param name="ToolTip">What the menu shows beside it.</param>
/// <param name="State">The state of what it names, for completers that offer only fitting ones; empty where there is none.</param>
internal sealed record Candidate(string Text, string ToolTip, string State = "");
