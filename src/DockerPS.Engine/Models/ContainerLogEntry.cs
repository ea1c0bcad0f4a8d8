namespace DockerPS;

/// <summary>One line of a container's log (GET /containers/{id}/logs).</summary>
public sealed class ContainerLogEntry : DockerObject
{
    internal ContainerLogEntry()
    {
    }

    /// <summary>When the engine received the line, local time; null where the log driver does not tell.</summary>
    public DateTime? Timestamp { get; internal init; }

    /// <summary>stdout or stderr; always stdout where the container has a TTY.</summary>
    public string Stream { get; internal init; } = "";

    /// <summary>The container's name.</summary>
    public string Container { get; internal init; } = "";

    /// <summary>The container's full id.</summary>
    public string ContainerId { get; internal init; } = "";

    /// <summary>The line, without its end.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>The line.</summary>
    public override string ToString() => Message;
}
