namespace DockerPS;

/// <summary>When a swarm replaces a task that ended (deploy.restart_policy).</summary>
public sealed class ComposeRestartPolicy : ComposeElement
{
    /// <summary>none, on-failure or any; null is any (condition).</summary>
    public string? Condition { get; init; }

    /// <summary>The time before the next try (delay).</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How many tries; null is without limit (max_attempts).</summary>
    public long? MaxAttempts { get; init; }

    /// <summary>How long a task must run to count as started (window).</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>The condition.</summary>
    public override string ToString() => Condition ?? "";
}
