namespace DockerPS;

/// <summary>What Wait-Container saw.</summary>
public sealed class ContainerWaitResult : DockerObject
{
    internal ContainerWaitResult()
    {
    }

    /// <summary>The container's full id.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The container's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The exit code (StatusCode of POST /containers/{id}/wait); null where it was waited for something else than an end.</summary>
    public long? ExitCode { get; internal init; }

    /// <summary>The engine's error beside the exit code; null where there is none (Error.Message).</summary>
    public string? Error { get; internal init; }

    /// <summary>The name and the exit code.</summary>
    public override string ToString() => ExitCode is long code ? $"{Name}: {code}" : Name;
}
