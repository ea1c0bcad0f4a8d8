namespace DockerPS;

/// <summary>A running container in a network (Containers).</summary>
public sealed class NetworkContainer : EngineData
{
    /// <summary>The container's name (Name).</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The container's full id; a name that begins with ep- or lb- is an endpoint without a container (the key in Containers).</summary>
    public string ContainerId { get; internal init; } = "";

    /// <summary>The IPv4 address, without the length of its prefix; empty where there is none (IPv4Address).</summary>
    public string IPv4Address { get; internal init; } = "";

    /// <summary>The length of the IPv4 network's prefix; null where there is none (IPv4Address, behind the slash).</summary>
    public int? IPv4PrefixLength { get; internal init; }

    /// <summary>The IPv6 address, without the length of its prefix; empty where there is none (IPv6Address).</summary>
    public string IPv6Address { get; internal init; } = "";

    /// <summary>The length of the IPv6 network's prefix; null where there is none (IPv6Address, behind the slash).</summary>
    public int? IPv6PrefixLength { get; internal init; }

    /// <summary>The MAC address (MacAddress).</summary>
    public string MacAddress { get; internal init; } = "";

    /// <summary>The endpoint's full id (EndpointID).</summary>
    public string EndpointId { get; internal init; } = "";

    /// <summary>The name and the addresses: "web=172.18.0.2".</summary>
    public override string ToString()
    {
        string addresses = string.Join("/", ((string[])[IPv4Address, IPv6Address]).Where(static address => address.Length > 0));
        return addresses.Length > 0 ? $"{Name}={addresses}" : Name;
    }
}
