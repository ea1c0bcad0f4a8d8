using System.Management.Automation;
using DockerPS.Completion;

namespace DockerPS.Hosting;

public abstract partial class ServiceParametersCmdlet
{
    /// <summary>How many processors a task may use at most: 1.5; 0 is without limit (Resources.Limits.NanoCPUs).</summary>
    [Parameter]
    public double? LimitCpu { get; set; }

    /// <summary>The most memory of a task: bytes, 512MB, or docker's 512m; 0 is without limit (Resources.Limits.MemoryBytes).</summary>
    [Parameter]
    [SizeTransformation]
    public long? LimitMemory { get; set; }

    /// <summary>How many processes a task may have at most; 0 is without limit (Resources.Limits.Pids). Needs Engine API 1.41.</summary>
    [Parameter]
    [Alias("LimitPids")]
    [ValidateRange(0, long.MaxValue)]
    public long? LimitPid { get; set; }

    /// <summary>How many processors a node must have left for a task: 0.5 (Resources.Reservations.NanoCPUs).</summary>
    [Parameter]
    public double? ReserveCpu { get; set; }

    /// <summary>How much memory a node must have left for a task: bytes, 256MB, or docker's 256m (Resources.Reservations.MemoryBytes).</summary>
    [Parameter]
    [SizeTransformation]
    public long? ReserveMemory { get; set; }

    /// <summary>How much a task may swap: bytes, 1GB, or docker's 1g; -1 is without limit. It needs -LimitMemory (Resources.SwapBytes).
    /// Needs Engine API 1.52.</summary>
    [Parameter]
    [SizeTransformation(AllowUnlimited = true)]
    public long? MemorySwap { get; set; }

    /// <summary>How readily its memory is swapped out, 0 to 100; -1 is the node's own setting (Resources.MemorySwappiness).
    /// Needs Engine API 1.52.</summary>
    [Parameter]
    [ValidateRange(-1, 100)]
    public long? MemorySwappiness { get; set; }

    /// <summary>How soon the kernel kills it when the node's memory is short: -1000 (never) to 1000 (first) (ContainerSpec.OomScoreAdj).
    /// Needs Engine API 1.46.</summary>
    [Parameter]
    [Alias("OomScoreAdj")]
    [ValidateRange(-1000, 1000)]
    public int? OomScoreAdjustment { get; set; }

    /// <summary>When a task that has ended is followed by a new one: any, on-failure or none; of a job only tasks that failed are (RestartPolicy.Condition).</summary>
    /// <value>any for a new service</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RestartConditionCompleter))]
    public string? RestartCondition { get; set; }

    /// <summary>The time between the end of a task and the next one: seconds, a TimeSpan, or docker's 1m30s (RestartPolicy.Delay).</summary>
    /// <value>5 seconds for a new service</value>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? RestartDelay { get; set; }

    /// <summary>How many new tasks there are at most for one that ended; 0 is without end (RestartPolicy.MaxAttempts).</summary>
    /// <value>0 for a new service</value>
    [Parameter]
    [Alias("RestartMaxAttempts")]
    [ValidateRange(0, long.MaxValue)]
    public long? RestartMaximumAttempt { get; set; }

    /// <summary>The time in which -RestartMaximumAttempt counts: seconds, a TimeSpan, or docker's 1m30s; 0 is all time (RestartPolicy.Window).</summary>
    /// <value>0 for a new service</value>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? RestartWindow { get; set; }
}
