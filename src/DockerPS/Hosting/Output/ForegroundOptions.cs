namespace DockerPS.Hosting.Output;

/// <summary>What there is to know of a container that runs in the foreground.</summary>
internal sealed record ForegroundOptions
{
    /// <summary>True where the container has a terminal: its output is not framed.</summary>
    public bool Tty { get; init; }

    /// <summary>True where its standard input is taken.</summary>
    public bool TakesInput { get; init; }

    /// <summary>True where its standard output comes here.</summary>
    public bool AttachStdout { get; init; } = true;

    /// <summary>True where its standard error comes here.</summary>
    public bool AttachStderr { get; init; } = true;

    /// <summary>True where the engine removes it when it has ended.</summary>
    public bool AutoRemove { get; init; }

    /// <summary>Seconds from the stop signal to SIGKILL; -1 is never; null is the engine's default.</summary>
    public int? StopTimeoutSeconds { get; init; }

    /// <summary>True where it was made for this run alone: with AutoRemove it does not outlive an early end.</summary>
    public bool IsNew { get; init; }

    /// <summary>True where an early end sends it SIGINT; else it is left alone.</summary>
    public bool SignalProxy { get; init; } = true;

    /// <summary>The keys that leave its terminal, in docker's syntax; null is docker's own.</summary>
    public string? DetachKeys { get; init; }

    /// <summary>Of a container that is made for this run.</summary>
    public static ForegroundOptions Of(ContainerRequest request) => new()
    {
        Tty = request.Tty,
        TakesInput = request.OpenStdin,
        AttachStdout = request.AttachStdout,
        AttachStderr = request.AttachStderr,
        AutoRemove = request.AutoRemove,
        StopTimeoutSeconds = request.StopTimeoutSeconds,
        IsNew = true,
    };

    /// <summary>Of a container that was there before.</summary>
    /// <param name="container">The container.</param>
    /// <param name="takesInput">True where its standard input is wanted; it may have none.</param>
    public static ForegroundOptions Of(ContainerDetail container, bool takesInput) => new()
    {
        Tty = container.Configuration.Tty,
        TakesInput = takesInput && container.Configuration.OpenStdin,
        AutoRemove = container.HostConfiguration.AutoRemove,
    };
}
