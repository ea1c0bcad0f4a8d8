namespace DockerPS;

/// <summary>A container with all that the engine tells of it (GET /containers/{id}/json).</summary>
public sealed class ContainerDetail : Container
{
    internal ContainerDetail()
    {
    }

    /// <summary>The program that runs (Path).</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The program's arguments (Args).</summary>
    public ReadableList<string> Arguments { get; internal init; } = [];

    /// <summary>The exit code of the last run; 0 while it runs or has never run (State.ExitCode).</summary>
    public long ExitCode { get; internal init; }

    /// <summary>The engine's error of the last start; empty where there was none (State.Error).</summary>
    public string Error { get; internal init; } = "";

    /// <summary>True where the kernel ended it for want of memory (State.OOMKilled).</summary>
    public bool OutOfMemoryKilled { get; internal init; }

    /// <summary>The process id on the engine's machine; 0 while it does not run (State.Pid).</summary>
    public int ProcessId { get; internal init; }

    /// <summary>When the last run began, local time; null where it never ran (State.StartedAt).</summary>
    public DateTime? Started { get; internal init; }

    /// <summary>When the last run ended, local time; null where it never ended (State.FinishedAt).</summary>
    public DateTime? Finished { get; internal init; }

    /// <summary>The health check's last results; null where there is no check (State.Health).</summary>
    public ContainerHealth? HealthDetail { get; internal init; }

    /// <summary>How often the restart policy has started it again (RestartCount).</summary>
    public int RestartCount { get; internal init; }

    /// <summary>The operating system it is for (Platform).</summary>
    public string Platform { get; internal init; } = "";

    /// <summary>What it was made with: environment, command, user, labels (Config).</summary>
    public ContainerConfiguration Configuration { get; internal init; } = new();

    /// <summary>How it is tied to the engine's machine: ports, mounts, limits, rights (HostConfig).</summary>
    public ContainerHostConfiguration HostConfiguration { get; internal init; } = new();

    /// <summary>The networks that it is attached to, with its addresses there, by the network's name (NetworkSettings.Networks).</summary>
    public NetworkEndpointMap Networks { get; internal init; } = [];

    /// <summary>The storage driver of its file system (Driver).</summary>
    public string Driver { get; internal init; } = "";

    /// <summary>The file on the engine's machine that holds its log; empty where the log driver has none (LogPath).</summary>
    public string LogPath { get; internal init; } = "";
}
