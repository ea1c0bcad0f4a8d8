namespace DockerPS.SmaDouble;

/// <summary>A word in quotes: a value, even where it begins with a dash.</summary>
public sealed record QuotedArgument(string Text);
