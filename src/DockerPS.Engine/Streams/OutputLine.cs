namespace DockerPS.Engine.Streams;

/// <summary>One line of a container's output.</summary>
/// <param name="Stream">Where it came from.</param>
/// <param name="Text">The line without its end and without the timestamp.</param>
/// <param name="Timestamp">When the engine received it, kind Local; null where timestamps were not asked for or the line has none.</param>
internal readonly record struct OutputLine(OutputStream Stream, string Text, DateTime? Timestamp = null);
