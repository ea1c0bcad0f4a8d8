namespace DockerPS;

/// <summary>A service of a swarm, as far as every answer of the engine tells: what cmdlets take as -InputObject.</summary>
public abstract class DockerService : DockerSwarmObject
{
    private protected DockerService()
    {
    }

    /// <summary>replicated, global, replicated-job or global-job (Spec.Mode).</summary>
    public string Mode { get; internal set; } = "";

    /// <summary>How many tasks run and how many should, as docker writes it: 2/3, 2/3 (max 1 per node), 1/2 (3/5 completed).
    /// Empty where the engine was not asked.</summary>
    public string Replicas { get; internal set; } = "";

    /// <summary>How many tasks run; null where the engine was not asked (ServiceStatus.RunningTasks).</summary>
    public long? Running { get; internal set; }

    /// <summary>How many tasks should run; null where the engine was not asked (ServiceStatus.DesiredTasks).</summary>
    public long? Desired { get; internal set; }

    /// <summary>How many tasks of a job have ended well; null where the engine was not asked (ServiceStatus.CompletedTasks).</summary>
    public long? Completed { get; internal set; }

    /// <summary>The image without its digest (Spec.TaskTemplate.ContainerSpec.Image).</summary>
    public string Image { get; internal set; } = "";

    /// <summary>The image's digest, which makes all nodes run the same; empty where the service has none.</summary>
    public string ImageDigest { get; internal set; } = "";

    /// <summary>The published ports (Endpoint.Ports).</summary>
    public ReadableList<ServicePort> Ports { get; internal set; } = [];

    /// <summary>updating, paused, completed, rollback_started, rollback_paused or rollback_completed; empty where it was never updated (UpdateStatus.State).</summary>
    public string UpdateState { get; internal set; } = "";

    /// <summary>What the swarm says about its update, such as why it paused (UpdateStatus.Message).</summary>
    public string UpdateMessage { get; internal set; } = "";

    /// <summary>The stack that it belongs to; empty where it belongs to none (the label com.docker.stack.namespace).</summary>
    public string Stack { get; internal set; } = "";
}
