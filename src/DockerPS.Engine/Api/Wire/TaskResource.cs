namespace DockerPS.Engine.Api.Wire;

/// <summary>An element of GET /tasks and the answer of GET /tasks/{id}, in the engine's own shape.</summary>
internal sealed class TaskResource : SwarmResource
{
    public string Name { get; set; } = "";

    public StringMap Labels { get; set; } = [];

    public ServiceTaskTemplate Spec { get; set; } = new();

    public string ServiceID { get; set; } = "";

    public int Slot { get; set; }

    public string NodeID { get; set; } = "";

    public TaskStatus Status { get; set; } = new();

    public string DesiredState { get; set; } = "";

    public List<NetworkAttachment> NetworksAttachments { get; set; } = [];

    public IterationPart? JobIteration { get; set; }

    /// <summary>The task, with ids for the names of its service and its node: the engine's answer has no others.</summary>
    /// <param name="connection">The manager that it came from.</param>
    /// <param name="detailed">True where it is to have its spec, too.</param>
    public DockerTask ToModel(DockerConnection connection, bool detailed)
    {
        DockerTask task = Fill(new DockerTask(), connection, new SpecOf { Name = Name, Labels = Labels });
        task.Image = ServiceResource.SplitImage(Spec.Container.Image).Image;
        task.ServiceId = task.ServiceName = ServiceID;
        task.Slot = Slot;
        task.NodeId = task.Node = NodeID;
        task.DesiredState = DesiredState;
        task.State = Status.State;
        task.Since = Status.Timestamp.LocalDateTime;
        task.Message = Status.Message;
        task.Error = Status.Err;
        task.ContainerId = Status.ContainerStatus?.ContainerID ?? "";
        task.ProcessId = Status.ContainerStatus?.PID is > 0 and int process ? process : null;
        task.ExitCode = TaskStates.IsEnded(Status.State) ? Status.ContainerStatus?.ExitCode : null;
        task.Ports = Status.PortStatus.Ports;
        task.Networks = new(NetworksAttachments.SelectMany(static attachment => attachment.ToModel()));
        task.JobIteration = JobIteration?.Index;
        task.Spec = detailed ? Spec : null;
        return task;
    }

    internal sealed class TaskStatus : EngineData
    {
        public DateTimeOffset Timestamp { get; set; }

        public string State { get; set; } = "";

        public string Message { get; set; } = "";

        public string Err { get; set; } = "";

        public TaskContainer? ContainerStatus { get; set; }

        public TaskPorts PortStatus { get; set; } = new();
    }

    internal sealed class TaskContainer : EngineData
    {
        public string ContainerID { get; set; } = "";

        public int PID { get; set; }

        public int ExitCode { get; set; }
    }

    internal sealed class TaskPorts : EngineData
    {
        public ReadableList<ServicePort> Ports { get; set; } = [];
    }

    internal sealed class IterationPart : EngineData
    {
        public long Index { get; set; }
    }

    internal sealed class NetworkAttachment : EngineData
    {
        public AttachedNetwork Network { get; set; } = new();

        public List<string> Addresses { get; set; } = [];

        public IEnumerable<TaskNetwork> ToModel() => Addresses.DefaultIfEmpty("")
            .Select(address => new TaskNetwork { Name = Network.Spec.Name, NetworkId = Network.ID, Address = address });
    }

    internal sealed class AttachedNetwork : EngineData
    {
        public string ID { get; set; } = "";

        public SpecOf Spec { get; set; } = new();
    }
}
