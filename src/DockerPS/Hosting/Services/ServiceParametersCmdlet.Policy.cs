using System.Management.Automation;
using DockerPS.Completion;

namespace DockerPS.Hosting;

public abstract partial class ServiceParametersCmdlet
{
    /// <summary>How many tasks an update replaces at once; 0 is all (UpdateConfig.Parallelism).</summary>
    /// <value>1 for a new service</value>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? UpdateParallelism { get; set; }

    /// <summary>The time between two batches of an update: seconds, a TimeSpan, or docker's 1m30s (UpdateConfig.Delay).</summary>
    /// <value>0 for a new service</value>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? UpdateDelay { get; set; }

    /// <summary>How long each new task of an update is watched for failure: seconds, a TimeSpan, or docker's 1m30s (UpdateConfig.Monitor).</summary>
    /// <value>5 seconds for a new service</value>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? UpdateMonitor { get; set; }

    /// <summary>What happens when an update fails: pause, continue or rollback (UpdateConfig.FailureAction).</summary>
    /// <value>pause for a new service</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(UpdateFailureActionCompleter))]
    public string? UpdateFailureAction { get; set; }

    /// <summary>How many of the tasks may fail before an update has failed, 0 to 1 (UpdateConfig.MaxFailureRatio).</summary>
    /// <value>0 for a new service</value>
    [Parameter]
    [Alias("UpdateMaxFailureRatio")]
    [ValidateRange(0.0, 1.0)]
    public double? UpdateMaximumFailureRatio { get; set; }

    /// <summary>What an update does first: stop-first ends the old task before the new one starts, start-first begins with the new one
    /// (UpdateConfig.Order).</summary>
    /// <value>stop-first for a new service</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(UpdateOrderCompleter))]
    public string? UpdateOrder { get; set; }

    /// <summary>How many tasks are rolled back at once; 0 is all (RollbackConfig.Parallelism).</summary>
    /// <value>1 for a new service</value>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? RollbackParallelism { get; set; }

    /// <summary>The time between two batches of a rollback: seconds, a TimeSpan, or docker's 1m30s (RollbackConfig.Delay).</summary>
    /// <value>0 for a new service</value>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? RollbackDelay { get; set; }

    /// <summary>How long each task of a rollback is watched for failure: seconds, a TimeSpan, or docker's 1m30s (RollbackConfig.Monitor).</summary>
    /// <value>5 seconds for a new service</value>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? RollbackMonitor { get; set; }

    /// <summary>What happens when a rollback fails: pause or continue (RollbackConfig.FailureAction).</summary>
    /// <value>pause for a new service</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RollbackFailureActionCompleter))]
    public string? RollbackFailureAction { get; set; }

    /// <summary>How many of the tasks may fail before a rollback has failed, 0 to 1 (RollbackConfig.MaxFailureRatio).</summary>
    /// <value>0 for a new service</value>
    [Parameter]
    [Alias("RollbackMaxFailureRatio")]
    [ValidateRange(0.0, 1.0)]
    public double? RollbackMaximumFailureRatio { get; set; }

    /// <summary>What a rollback does first: stop-first or start-first (RollbackConfig.Order).</summary>
    /// <value>stop-first for a new service</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(UpdateOrderCompleter))]
    public string? RollbackOrder { get; set; }

    /// <summary>The check of the containers' health: one string is a line for the container's shell, several are a program and its arguments,
    /// an empty string is the image's own check (Healthcheck.Test).</summary>
    [Parameter]
    [Alias("HealthCmd")]
    [AllowEmptyString]
    public string[]? HealthCommand { get; set; }

    /// <summary>The time between two checks: seconds, a TimeSpan, or docker's 1m30s (Healthcheck.Interval).</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? HealthInterval { get; set; }

    /// <summary>How many checks must fail in a row before a container is unhealthy, and its task has failed (Healthcheck.Retries).</summary>
    [Parameter]
    [Alias("HealthRetries")]
    [ValidateRange(0, int.MaxValue)]
    public int? HealthRetry { get; set; }

    /// <summary>The time between two checks while a container starts: seconds, a TimeSpan, or docker's 1m30s (Healthcheck.StartInterval).
    /// Needs Engine API 1.44.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? HealthStartInterval { get; set; }

    /// <summary>The time to start in, in which a failed check does not count: seconds, a TimeSpan, or docker's 1m30s (Healthcheck.StartPeriod).</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? HealthStartPeriod { get; set; }

    /// <summary>How long one check may take: seconds, a TimeSpan, or docker's 1m30s (Healthcheck.Timeout).</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? HealthTimeout { get; set; }

    /// <summary>Takes the image's check of health away; -NoHealthCheck:$false gives it back.</summary>
    [Parameter]
    public SwitchParameter NoHealthCheck { get; set; }
}
