namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of GET /containers/{id}/json, in the engine's own shape.</summary>
internal sealed class ContainerInspection : EngineData
{
    public string Id { get; set; } = "";

    public DateTimeOffset Created { get; set; }

    public string Path { get; set; } = "";

    public ReadableList<string> Args { get; set; } = [];

    public InspectedState State { get; set; } = new();

    public string Image { get; set; } = "";

    public string LogPath { get; set; } = "";

    public string Name { get; set; } = "";

    public int RestartCount { get; set; }

    public string Driver { get; set; } = "";

    public string Platform { get; set; } = "";

    public long? SizeRw { get; set; }

    public long? SizeRootFs { get; set; }

    public ReadableList<MountPoint> Mounts { get; set; } = [];

    public ContainerConfiguration Config { get; set; } = new();

    public ContainerHostConfiguration HostConfig { get; set; } = new();

    public InspectedNetworks NetworkSettings { get; set; } = new();

    public ContainerDetail ToModel(DockerConnection connection) => new()
    {
        Connection = connection,
        Id = Id,
        Name = Name.TrimStart('/'),
        Image = Config.Image,
        ImageId = Image,
        State = State.Status,
        Health = State.Health is { Status: not ("" or "none") } health ? health.Status : null,
        HealthDetail = State.Health,
        Created = Created.LocalDateTime,
        Labels = Config.Labels,
        Ports = PortsOf(NetworkSettings.Ports),
        Mounts = Mounts,
        SizeRw = SizeRw,
        SizeRootFs = SizeRootFs,
        Path = Path,
        Arguments = Args,
        ExitCode = State.ExitCode,
        Error = State.Error,
        OutOfMemoryKilled = State.OOMKilled,
        ProcessId = State.Pid,
        Started = WireTime.OrNull(State.StartedAt),
        Finished = WireTime.OrNull(State.FinishedAt),
        RestartCount = RestartCount,
        Platform = Platform,
        Configuration = Config,
        HostConfiguration = HostConfig,
        Networks = new NetworkEndpointMap(NetworkSettings.Networks),
        Driver = Driver,
        LogPath = LogPath,
        UnknownFields = UnknownFields,
    };

    private static ReadableList<PortMapping> PortsOf(Dictionary<string, List<InspectedBinding>?> ports)
    {
        var mappings = new ReadableList<PortMapping>();
        foreach ((string key, List<InspectedBinding>? bindings) in ports)
        {
            int slash = key.IndexOf('/');
            if (!int.TryParse(slash < 0 ? key : key[..slash], out int port))
            {
                continue;
            }

            string protocol = slash < 0 ? "tcp" : key[(slash + 1)..];
            if (bindings is not { Count: > 0 })
            {
                mappings.Add(new PortMapping { ContainerPort = port, Protocol = protocol });
                continue;
            }

            foreach (InspectedBinding binding in bindings)
            {
                mappings.Add(new PortMapping
                {
                    ContainerPort = port,
                    Protocol = protocol,
                    HostAddress = binding.HostIp,
                    HostPort = int.TryParse(binding.HostPort, out int hostPort) ? hostPort : null,
                });
            }
        }

        return mappings;
    }

    internal sealed class InspectedState : EngineData
    {
        public string Status { get; set; } = "";

        public bool Running { get; set; }

        public bool Paused { get; set; }

        public bool Restarting { get; set; }

        public bool OOMKilled { get; set; }

        public bool Dead { get; set; }

        public int Pid { get; set; }

        public long ExitCode { get; set; }

        public string Error { get; set; } = "";

        public DateTimeOffset StartedAt { get; set; }

        public DateTimeOffset FinishedAt { get; set; }

        public ContainerHealth? Health { get; set; }
    }

    internal sealed class InspectedNetworks : EngineData
    {
        public Dictionary<string, List<InspectedBinding>?> Ports { get; set; } = [];

        public Dictionary<string, NetworkEndpoint> Networks { get; set; } = [];
    }

    internal sealed class InspectedBinding : EngineData
    {
        public string HostIp { get; set; } = "";

        public string HostPort { get; set; } = "";
    }
}
