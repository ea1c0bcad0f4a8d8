namespace DockerPS;

/// <summary>One line of the log of a service's task (GET /services/{id}/logs).</summary>
public sealed class ServiceLogEntry : DockerObject
{
    internal ServiceLogEntry()
    {
    }

    /// <summary>When the engine received the line, local time; null where the log driver does not tell.</summary>
    public DateTime? Timestamp { get; internal init; }

    /// <summary>stdout or stderr; always stdout where the containers have a TTY.</summary>
    public string Stream { get; internal init; } = "";

    /// <summary>The service's name.</summary>
    public string Service { get; internal init; } = "";

    /// <summary>The task's name: web.1, of a global service web and the name of the node.</summary>
    public string Task { get; internal init; } = "";

    /// <summary>The name of the task's node.</summary>
    public string Node { get; internal init; } = "";

    /// <summary>The line, without its end.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>The service's full id.</summary>
    public string ServiceId { get; internal init; } = "";

    /// <summary>The task's full id.</summary>
    public string TaskId { get; internal init; } = "";

    /// <summary>The full id of the task's node.</summary>
    public string NodeId { get; internal init; } = "";

    /// <summary>The labels and variables that the log options of the service name; empty where they name none.</summary>
    public StringMap Details { get; internal init; } = [];

    /// <summary>The line.</summary>
    public override string ToString() => Message;
}
