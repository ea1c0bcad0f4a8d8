namespace DockerPS.Engine.Api.Wire;

/// <summary>An element of GET /containers/json, in the engine's own shape.</summary>
internal sealed class ContainerListItem : EngineData
{
    public string Id { get; set; } = "";

    public List<string> Names { get; set; } = [];

    public string Image { get; set; } = "";

    public string ImageID { get; set; } = "";

    public ImageDescriptor? ImageManifestDescriptor { get; set; }

    public string Command { get; set; } = "";

    public long Created { get; set; }

    public ReadableList<PortMapping> Ports { get; set; } = [];

    public long? SizeRw { get; set; }

    public long? SizeRootFs { get; set; }

    public StringMap Labels { get; set; } = [];

    public string State { get; set; } = "";

    public string Status { get; set; } = "";

    public ListedHostConfig HostConfig { get; set; } = new();

    public ListedNetworks NetworkSettings { get; set; } = new();

    public ReadableList<MountPoint> Mounts { get; set; } = [];

    public ListedHealth? Health { get; set; }

    public ContainerSummary ToModel(DockerConnection connection)
    {
        ReadableList<string> names = new(Names.Select(static name => name.TrimStart('/')));
        return new ContainerSummary
        {
            Connection = connection,
            Id = Id,
            // Names of links look like web/db; the container's own has no slash in it.
            Name = names.Find(static name => !name.Contains('/')) ?? names.FirstOrDefault() ?? "",
            Names = names,
            Image = Image,
            ImageId = ImageID,
            ImageManifest = ImageManifestDescriptor,
            Command = Command,
            Created = DateTimeOffset.FromUnixTimeSeconds(Created).LocalDateTime,
            Ports = Ports,
            SizeRw = SizeRw,
            SizeRootFs = SizeRootFs,
            Labels = Labels,
            State = State,
            Status = Status,
            Health = HealthWord(),
            NetworkMode = HostConfig.NetworkMode,
            Networks = new ReadableList<string>(NetworkSettings.Networks.Keys.Order(StringComparer.Ordinal)),
            Mounts = Mounts,
            UnknownFields = UnknownFields,
        };
    }

    private string? HealthWord()
    {
        if (Health is { Status.Length: > 0 } health)
        {
            return health.Status == "none" ? null : health.Status;
        }

        // Before API 1.52 the list tells the health in brackets only: "Up 2 hours (health: starting)".
        return Status switch
        {
            _ when Status.EndsWith("(healthy)", StringComparison.Ordinal) => "healthy",
            _ when Status.EndsWith("(unhealthy)", StringComparison.Ordinal) => "unhealthy",
            _ when Status.EndsWith("(health: starting)", StringComparison.Ordinal) => "starting",
            _ => null,
        };
    }

    internal sealed class ListedHostConfig : EngineData
    {
        public string NetworkMode { get; set; } = "";
    }

    internal sealed class ListedNetworks : EngineData
    {
        public Dictionary<string, NetworkEndpoint> Networks { get; set; } = [];
    }

    internal sealed class ListedHealth : EngineData
    {
        public string Status { get; set; } = "";
    }
}
