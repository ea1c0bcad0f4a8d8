namespace DockerPS.Engine.Streams;

/// <summary>One line of the log of a service's task.</summary>
/// <param name="Line">The line without its context; its timestamp is before the text where it was to be kept.</param>
/// <param name="Context">Where it is from; null where the engine did not say.</param>
internal readonly record struct ServiceLogLine(OutputLine Line, ServiceLogContext? Context);
