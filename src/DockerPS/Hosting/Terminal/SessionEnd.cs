namespace DockerPS.Hosting.Terminal;

/// <summary>How the streams of a container came to their end.</summary>
/// <param name="Lost">How the connection was lost; null where it ended cleanly.</param>
/// <param name="IsDetached">True where the user left with the detach keys.</param>
internal readonly record struct SessionEnd(ConnectionLostException? Lost, bool IsDetached = false);
