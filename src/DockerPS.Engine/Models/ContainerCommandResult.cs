using System.Globalization;

namespace DockerPS;

/// <summary>What a command in a container did, as a whole.</summary>
public sealed class ContainerCommandResult : DockerObject
{
    internal ContainerCommandResult()
    {
    }

    /// <summary>The container's name.</summary>
    public string Container { get; internal init; } = "";

    /// <summary>The container's full id.</summary>
    public string ContainerId { get; internal init; } = "";

    /// <summary>The exit code (ExitCode of GET /exec/{id}/json, StatusCode of POST /containers/{id}/wait); null where it could not be learnt.</summary>
    public long? ExitCode { get; internal init; }

    /// <summary>The lines of standard output; empty where they went to a file.</summary>
    public string[] Output { get; internal init; } = [];

    /// <summary>The lines of standard error.</summary>
    public string[] Error { get; internal init; } = [];

    /// <summary>How long it took, from its start to the end of its output.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The container and the exit code.</summary>
    public override string ToString() => $"{Container}: exit code {ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}";
}
