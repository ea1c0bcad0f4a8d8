namespace DockerPS;

/// <summary>A task of a service: one container, planned, running or ended (GET /tasks). Ended ones are kept for a while (-TaskHistoryLimit of the swarm).</summary>
public sealed class DockerTask : DockerSwarmObject
{
    internal DockerTask()
    {
    }

    /// <summary>The image without its digest (Spec.ContainerSpec.Image).</summary>
    public string Image { get; internal set; } = "";

    /// <summary>The name of the service; its id where it is gone.</summary>
    public string ServiceName { get; internal set; } = "";

    /// <summary>The full id of the service (ServiceID).</summary>
    public string ServiceId { get; internal set; } = "";

    /// <summary>The stack that the service belongs to; empty where it belongs to none.</summary>
    public string Stack { get; internal set; } = "";

    /// <summary>Which of a service's replicas it is, from 1; 0 for a global service (Slot).</summary>
    public int Slot { get; internal set; }

    /// <summary>The name of the node that it is on; its id where the node is gone; empty where none was found yet.</summary>
    public string Node { get; internal set; } = "";

    /// <summary>The full id of the node; empty where none was found yet (NodeID).</summary>
    public string NodeId { get; internal set; } = "";

    /// <summary>What it is to be: ready, running, complete, shutdown or remove (DesiredState).</summary>
    public string DesiredState { get; internal set; } = "";

    /// <summary>What it is: new, allocated, pending, assigned, accepted, preparing, ready, starting, running, complete, shutdown, failed,
    /// rejected, remove or orphaned (Status.State).</summary>
    public string State { get; internal set; } = "";

    /// <summary>Since when it is that, local time (Status.Timestamp).</summary>
    public DateTime Since { get; internal set; }

    /// <summary>What the swarm says about its state (Status.Message).</summary>
    public string Message { get; internal set; } = "";

    /// <summary>Why it failed, was rejected or is pending; empty where it did not (Status.Err).</summary>
    public string Error { get; internal set; } = "";

    /// <summary>The exit code of its container; null where it has not ended (Status.ContainerStatus.ExitCode).</summary>
    public int? ExitCode { get; internal set; }

    /// <summary>The full id of its container, on the node's engine; empty where there was none yet (Status.ContainerStatus.ContainerID).</summary>
    public string ContainerId { get; internal set; } = "";

    /// <summary>The container's main process on the node's machine; null where it does not run (Status.ContainerStatus.PID).</summary>
    public int? ProcessId { get; internal set; }

    /// <summary>The ports that it publishes on its node (Status.PortStatus.Ports).</summary>
    public ReadableList<ServicePort> Ports { get; internal set; } = [];

    /// <summary>The networks that it is in, with its addresses (NetworksAttachments).</summary>
    public ReadableList<TaskNetwork> Networks { get; internal set; } = [];

    /// <summary>True for one that a newer task of the same name has followed.</summary>
    public bool IsPrevious { get; internal set; }

    /// <summary>Which run of a job it belongs to; null for all but jobs (JobIteration.Index).</summary>
    public long? JobIteration { get; internal set; }

    /// <summary>What it was told to be; null without -Detailed (Spec).</summary>
    public ServiceTaskTemplate? Spec { get; internal set; }
}
