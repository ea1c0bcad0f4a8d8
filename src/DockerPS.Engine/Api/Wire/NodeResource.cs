using System.Globalization;

namespace DockerPS.Engine.Api.Wire;

/// <summary>An element of GET /nodes and the answer of GET /nodes/{id}, in the engine's own shape.</summary>
internal sealed class NodeResource : SwarmResource
{
    private const double NanoCpus = 1e9;

    public NodeSpec Spec { get; set; } = new();

    public NodeDescription Description { get; set; } = new();

    public NodeStatus Status { get; set; } = new();

    public NodeManagerStatus? ManagerStatus { get; set; }

    public DockerNodeSummary ToSummary(DockerConnection connection, string selfId) => FillNode(new DockerNodeSummary(), connection, selfId);

    public DockerNodeDetail ToDetail(DockerConnection connection, string selfId) => FillNode(
        new DockerNodeDetail
        {
            GenericResources = new(Description.Resources.GenericResources.Select(static resource => resource.ToText())),
            Plugins = new(Description.Engine.Plugins.Select(static plugin => $"{plugin.Type}/{plugin.Name}").Order(StringComparer.Ordinal)),
            RootCertificate = Description.TLSInfo.TrustRoot,
            IssuerSubject = Description.TLSInfo.CertIssuerSubject,
            IssuerPublicKey = Description.TLSInfo.CertIssuerPublicKey,
        },
        connection,
        selfId);

    private T FillNode<T>(T node, DockerConnection connection, string selfId)
        where T : DockerNode
    {
        Fill(node, connection, Spec);
        node.Name = Description.Hostname;
        node.Role = Spec.Role;
        node.Availability = Spec.Availability;
        node.State = Status.State;
        node.StateMessage = Status.Message;
        node.Address = Status.Addr;
        node.ManagerStatus = ManagerStatus is null ? "" : ManagerStatus.Leader ? "Leader" : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(ManagerStatus.Reachability);
        node.Leader = ManagerStatus?.Leader == true;
        node.ManagerAddress = ManagerStatus?.Addr ?? "";
        node.Self = ID == selfId;
        node.EngineVersion = Description.Engine.EngineVersion;
        node.EngineLabels = Description.Engine.Labels;
        node.OperatingSystem = Description.Platform.OS;
        node.Architecture = Description.Platform.Architecture;
        node.ProcessorCount = Description.Resources.NanoCPUs / NanoCpus;
        node.Memory = Description.Resources.MemoryBytes;
        return node;
    }

    internal sealed class NodeSpec : SpecOf
    {
        public string Role { get; set; } = "";

        public string Availability { get; set; } = "";
    }

    internal sealed class NodeDescription : EngineData
    {
        public string Hostname { get; set; } = "";

        public NodePlatform Platform { get; set; } = new();

        public NodeResources Resources { get; set; } = new();

        public NodeEngine Engine { get; set; } = new();

        public SwarmTls TLSInfo { get; set; } = new();
    }

    internal sealed class NodePlatform : EngineData
    {
        public string Architecture { get; set; } = "";

        public string OS { get; set; } = "";
    }

    internal sealed class NodeResources : EngineData
    {
        public long NanoCPUs { get; set; }

        public long MemoryBytes { get; set; }

        public List<GenericResource> GenericResources { get; set; } = [];
    }

    internal sealed class NodeEngine : EngineData
    {
        public string EngineVersion { get; set; } = "";

        public StringMap Labels { get; set; } = [];

        public List<NodePlugin> Plugins { get; set; } = [];
    }

    internal sealed class NodePlugin : EngineData
    {
        public string Type { get; set; } = "";

        public string Name { get; set; } = "";
    }

    internal sealed class NodeStatus : EngineData
    {
        public string State { get; set; } = "";

        public string Message { get; set; } = "";

        public string Addr { get; set; } = "";
    }

    internal sealed class NodeManagerStatus : EngineData
    {
        public bool Leader { get; set; }

        public string Reachability { get; set; } = "";

        public string Addr { get; set; } = "";
    }
}
