namespace DockerPS.Hosting.Terminal;

/// <summary>How a terminal treats what is typed.</summary>
internal enum TerminalMode
{
    /// <summary>Every key goes on as it is, Ctrl+C too, and nothing is echoed: the terminal in the container does all that.</summary>
    Raw,

    /// <summary>Line by line, echoed and with the line's own editing keys, as programs without a terminal of their own read.</summary>
    Lines,
}
