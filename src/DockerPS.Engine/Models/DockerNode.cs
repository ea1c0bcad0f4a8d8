namespace DockerPS;

/// <summary>A node of a swarm: an engine that takes part in it, as its managers know it.</summary>
public abstract class DockerNode : DockerSwarmObject
{
    private protected DockerNode()
    {
    }

    /// <summary>manager or worker: as it was told to be (Spec.Role).</summary>
    public string Role { get; internal set; } = "";

    /// <summary>active: takes tasks; pause: keeps those that it has; drain: its tasks go elsewhere (Spec.Availability).</summary>
    public string Availability { get; internal set; } = "";

    /// <summary>ready, down, disconnected or unknown (Status.State).</summary>
    public string State { get; internal set; } = "";

    /// <summary>What is to be said about the state, such as why the node is down; mostly empty (Status.Message).</summary>
    public string StateMessage { get; internal set; } = "";

    /// <summary>Leader, Reachable or Unreachable for a manager; empty for a worker (ManagerStatus).</summary>
    public string ManagerStatus { get; internal set; } = "";

    /// <summary>True for the manager that leads the others (ManagerStatus.Leader).</summary>
    public bool Leader { get; internal set; }

    /// <summary>True for the node of the engine that was asked.</summary>
    public bool Self { get; internal set; }

    /// <summary>The node's address, as the managers see it (Status.Addr).</summary>
    public string Address { get; internal set; } = "";

    /// <summary>The address and port of a manager, as 10.0.0.5:2377; empty for a worker (ManagerStatus.Addr).</summary>
    public string ManagerAddress { get; internal set; } = "";

    /// <summary>The version of the node's engine (Description.Engine.EngineVersion).</summary>
    public string EngineVersion { get; internal set; } = "";

    /// <summary>The node's operating system, linux or windows (Description.Platform.OS).</summary>
    public string OperatingSystem { get; internal set; } = "";

    /// <summary>The node's processor, as x86_64 (Description.Platform.Architecture).</summary>
    public string Architecture { get; internal set; } = "";

    /// <summary>The node's processors; a fraction where its engine says so (Description.Resources.NanoCPUs).</summary>
    public double ProcessorCount { get; internal set; }

    /// <summary>The node's memory in bytes (Description.Resources.MemoryBytes).</summary>
    public long Memory { get; internal set; }

    /// <summary>The labels of the node's engine, which its own configuration sets; <see cref="DockerSwarmObject.Labels"/> are the swarm's (Description.Engine.Labels).</summary>
    public StringMap EngineLabels { get; internal set; } = [];
}
