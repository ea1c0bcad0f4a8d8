using System.Management.Automation;
using DockerPS.Completion;

namespace DockerPS.Hosting;

public abstract partial class RunParametersCmdlet
{
    /// <summary>When the engine starts it again: no, always, unless-stopped, on-failure, on-failure:3.</summary>
    [Parameter]
    [Alias("RestartPolicy")]
    [ArgumentCompleter(typeof(RestartPolicyCompleter))]
    public string? Restart { get; set; }

    /// <summary>Removes the container, with its anonymous volumes, when it has ended.</summary>
    [Parameter]
    [Alias("rm")]
    public SwitchParameter AutoRemove { get; set; }

    /// <summary>Runs a small init as the first process, which passes signals on and reaps what has ended.</summary>
    [Parameter]
    public SwitchParameter Init { get; set; }

    /// <summary>The signal that stops it, such as SIGQUIT; by default the image's, else SIGTERM.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SignalCompleter))]
    public string? StopSignal { get; set; }

    /// <summary>How long it has to end by itself when it is stopped: seconds, a TimeSpan, or docker's 1m30s, in whole seconds; -1 is without end.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? StopTimeout { get; set; }

    /// <summary>The check of its health: one string is a line for the container's shell, several are a program and its arguments.</summary>
    [Parameter]
    [Alias("HealthCmd")]
    [ValidateNotNullOrEmpty]
    public string[]? HealthCommand { get; set; }

    /// <summary>The time between two checks: seconds, a TimeSpan, or docker's 1m30s.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? HealthInterval { get; set; }

    /// <summary>How many checks must fail in a row before it is unhealthy.</summary>
    [Parameter]
    [Alias("HealthRetries")]
    [ValidateRange(0, int.MaxValue)]
    public int? HealthRetry { get; set; }

    /// <summary>The time between two checks while it starts: seconds, a TimeSpan, or docker's 1m30s. Needs Engine API 1.44.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? HealthStartInterval { get; set; }

    /// <summary>The time to start in, in which a failed check does not count: seconds, a TimeSpan, or docker's 1m30s.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? HealthStartPeriod { get; set; }

    /// <summary>How long one check may take: seconds, a TimeSpan, or docker's 1m30s.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? HealthTimeout { get; set; }

    /// <summary>Takes the image's check of health away.</summary>
    [Parameter]
    public SwitchParameter NoHealthCheck { get; set; }

    /// <summary>Where its output goes: json-file, local, journald, syslog, none ... By default as the engine is set.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LogDriverCompleter))]
    public string? LogDriver { get; set; }

    /// <summary>Options of the log driver: 'max-size=10m', or @{ 'max-size' = '10m' }.</summary>
    [Parameter]
    [Alias("LogOpt")]
    public object[]? LogOption { get; set; }

    /// <summary>The runtime that runs it, such as runc; by default the engine's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Runtime { get; set; }
}
