namespace DockerPS;

/// <summary>How a service runs in a swarm, and its resources (deploy).</summary>
public sealed class ComposeDeploy : ComposeElement
{
    /// <summary>replicated, global, replicated-job or global-job; null is replicated (mode).</summary>
    public string? Mode { get; init; }

    /// <summary>How many tasks; null is 1 (replicas).</summary>
    public int? Replicas { get; init; }

    /// <summary>Labels of the service, not of its containers (labels).</summary>
    public StringMap Labels { get; init; } = [];

    /// <summary>How tasks are replaced by newer ones (update_config).</summary>
    public ComposeUpdateConfig? UpdateConfig { get; init; }

    /// <summary>How tasks are taken back to what ran before (rollback_config).</summary>
    public ComposeUpdateConfig? RollbackConfig { get; init; }

    /// <summary>Limits and reservations (resources).</summary>
    public ComposeResources? Resources { get; init; }

    /// <summary>When a task that ended is replaced (restart_policy).</summary>
    public ComposeRestartPolicy? RestartPolicy { get; init; }

    /// <summary>On which nodes tasks run (placement).</summary>
    public ComposePlacement? Placement { get; init; }

    /// <summary>vip or dnsrr; null is vip (endpoint_mode).</summary>
    public string? EndpointMode { get; init; }

    /// <summary>The mode, and how many.</summary>
    public override string ToString() => Replicas is int replicas ? $"{Mode ?? "replicated"} {replicas}" : Mode ?? "";
}
