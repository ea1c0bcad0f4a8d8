namespace DockerPS;

/// <summary>How a swarm replaces the tasks of a service (update_config, rollback_config).</summary>
public sealed class ComposeUpdateConfig : ComposeElement
{
    /// <summary>How many tasks at once; 0 is all (parallelism).</summary>
    public long? Parallelism { get; init; }

    /// <summary>The time between two groups (delay).</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>pause, continue or rollback (failure_action).</summary>
    public string? FailureAction { get; init; }

    /// <summary>How long a new task is watched (monitor).</summary>
    public TimeSpan? Monitor { get; init; }

    /// <summary>The share of tasks that may fail, 0 to 1 (max_failure_ratio).</summary>
    public double? MaxFailureRatio { get; init; }

    /// <summary>stop-first or start-first (order).</summary>
    public string? Order { get; init; }

    /// <summary>The order, and how many at once.</summary>
    public override string ToString() => string.Join(", ", new[] { Order, Parallelism is null ? null : $"{Parallelism} at once", FailureAction }.Where(static part => part is not null));
}
