using System.Globalization;

namespace DockerPS.Engine.Api.Wire;

/// <summary>An element of GET /networks and the answer of GET /networks/{id}, in the engine's own shape.</summary>
internal sealed class NetworkResource : EngineData
{
    public string Name { get; set; } = "";

    public string Id { get; set; } = "";

    public DateTimeOffset Created { get; set; }

    public string Scope { get; set; } = "";

    public string Driver { get; set; } = "";

    public bool? EnableIPv4 { get; set; }

    public bool EnableIPv6 { get; set; }

    public NetworkIpam IPAM { get; set; } = new();

    public bool Internal { get; set; }

    public bool Attachable { get; set; }

    public bool Ingress { get; set; }

    public NetworkConfigReference ConfigFrom { get; set; } = new();

    public bool ConfigOnly { get; set; }

    public Dictionary<string, NetworkEndpointResource> Containers { get; set; } = [];

    public StringMap Options { get; set; } = [];

    public StringMap Labels { get; set; } = [];

    public ReadableList<NetworkPeer> Peers { get; set; } = [];

    public Dictionary<string, NetworkService> Services { get; set; } = [];

    public NetworkStatus? Status { get; set; }

    public DockerNetworkSummary ToSummary(DockerConnection connection) => Fill(new DockerNetworkSummary(), connection);

    public DockerNetworkDetail ToDetail(DockerConnection connection) => Fill(
        new DockerNetworkDetail
        {
            Containers = new(Containers.Select(static pair => pair.Value.ToModel(pair.Key)).OrderBy(static container => container.Name, StringComparer.Ordinal)),
            Peers = Peers,
            Services = NamedServices(),
        },
        connection);

    private T Fill<T>(T network, DockerConnection connection)
        where T : DockerNetwork
    {
        network.Connection = connection;
        network.Id = Id;
        network.Name = Name;
        network.Driver = Driver;
        network.Scope = Scope;
        network.Subnets = new(IPAM.Config.Select(static subnet => subnet.Subnet).Where(static block => block.Length > 0));
        network.Ipam = Subnets();
        network.IpamDriver = IPAM.Driver;
        network.IpamOptions = IPAM.Options;
        network.EnableIPv4 = EnableIPv4;
        network.EnableIPv6 = EnableIPv6;
        network.Internal = Internal;
        network.Attachable = Attachable;
        network.Ingress = Ingress;
        network.ConfigOnly = ConfigOnly;
        network.ConfigFrom = ConfigFrom.Network;
        network.Options = Options;
        network.Labels = Labels;
        network.Created = Created.LocalDateTime;
        network.UnknownFields = UnknownFields;
        return network;
    }

    private ReadableList<NetworkSubnet> Subnets()
    {
        foreach (NetworkSubnet subnet in IPAM.Config)
        {
            if (subnet.AuxiliaryAddresses is { Count: 0 })
            {
                subnet.AuxiliaryAddresses = null;
            }

            if (Status?.IPAM.Subnets.GetValueOrDefault(subnet.Subnet) is { } status)
            {
                subnet.AddressesInUse = status.IPsInUse;
                subnet.AddressesAvailable = status.DynamicIPsAvailable;
            }
        }

        return IPAM.Config;
    }

    private ReadableList<NetworkService> NamedServices()
    {
        foreach ((string name, NetworkService service) in Services)
        {
            service.Name = name;
        }

        return new(Services.Values.OrderBy(static service => service.Name, StringComparer.Ordinal));
    }

    internal sealed class NetworkIpam : EngineData
    {
        public string Driver { get; set; } = "";

        public StringMap Options { get; set; } = [];

        public ReadableList<NetworkSubnet> Config { get; set; } = [];
    }

    internal sealed class NetworkConfigReference : EngineData
    {
        public string Network { get; set; } = "";
    }

    internal sealed class NetworkEndpointResource : EngineData
    {
        public string Name { get; set; } = "";

        public string EndpointID { get; set; } = "";

        public string MacAddress { get; set; } = "";

        public string IPv4Address { get; set; } = "";

        public string IPv6Address { get; set; } = "";

        public NetworkContainer ToModel(string containerId)
        {
            (string address4, int? length4) = SplitPrefix(IPv4Address);
            (string address6, int? length6) = SplitPrefix(IPv6Address);
            return new NetworkContainer
            {
                Name = Name,
                ContainerId = containerId,
                IPv4Address = address4,
                IPv4PrefixLength = length4,
                IPv6Address = address6,
                IPv6PrefixLength = length6,
                MacAddress = MacAddress,
                EndpointId = EndpointID,
                UnknownFields = UnknownFields,
            };
        }

        private static (string Address, int? Length) SplitPrefix(string text)
        {
            int slash = text.IndexOf('/');
            return slash < 0
                ? (text, null)
                : (text[..slash], int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : null);
        }
    }

    internal sealed class NetworkStatus : EngineData
    {
        public NetworkIpamStatus IPAM { get; set; } = new();
    }

    internal sealed class NetworkIpamStatus : EngineData
    {
        public Dictionary<string, NetworkSubnetStatus> Subnets { get; set; } = [];
    }

    internal sealed class NetworkSubnetStatus : EngineData
    {
        public ulong IPsInUse { get; set; }

        public ulong DynamicIPsAvailable { get; set; }
    }
}
