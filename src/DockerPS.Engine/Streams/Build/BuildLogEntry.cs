namespace DockerPS.Engine.Streams.Build;

/// <summary>One line of a build's log.</summary>
/// <param name="Text">The text, fit for a terminal.</param>
/// <param name="IsWarning">True where the engine warns; the text is without its mark.</param>
internal readonly record struct BuildLogEntry(string Text, bool IsWarning);
