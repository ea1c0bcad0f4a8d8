namespace DockerPS;

/// <summary>A network, as far as every answer of the engine tells: what cmdlets take as -InputObject.</summary>
public abstract class DockerNetwork : DockerObject
{
    private protected DockerNetwork()
    {
    }

    /// <summary>The full id: 64 hexadecimal digits, or 25 letters and digits for one of a swarm (Id).</summary>
    public string Id { get; internal set; } = "";

    /// <summary>The name (Name).</summary>
    public string Name { get; internal set; } = "";

    /// <summary>bridge, host, overlay, macvlan, ipvlan, null, nat or a plugin's name (Driver).</summary>
    public string Driver { get; internal set; } = "";

    /// <summary>local, global or swarm: where it is known (Scope).</summary>
    public string Scope { get; internal set; } = "";

    /// <summary>The address blocks, as 172.18.0.0/16 (Subnet of each of IPAM.Config).</summary>
    public ReadableList<string> Subnets { get; internal set; } = [];

    /// <summary>The address blocks with their gateways, ranges and reserved addresses (IPAM.Config).</summary>
    public ReadableList<NetworkSubnet> Ipam { get; internal set; } = [];

    /// <summary>The driver that hands out addresses: default, or a plugin's name (IPAM.Driver).</summary>
    public string IpamDriver { get; internal set; } = "";

    /// <summary>The options of that driver (IPAM.Options).</summary>
    public StringMap IpamOptions { get; internal set; } = [];

    /// <summary>True where containers get IPv4 addresses; null where the engine does not tell: before API 1.48 (EnableIPv4).</summary>
    public bool? EnableIPv4 { get; internal set; }

    /// <summary>True where containers get IPv6 addresses (EnableIPv6).</summary>
    public bool EnableIPv6 { get; internal set; }

    /// <summary>True where there is no way out of it (Internal).</summary>
    public bool Internal { get; internal set; }

    /// <summary>True for a network of a swarm that single containers may join (Attachable).</summary>
    public bool Attachable { get; internal set; }

    /// <summary>True for the routing mesh of a swarm (Ingress).</summary>
    public bool Ingress { get; internal set; }

    /// <summary>True for one that only holds settings for others, and takes no containers (ConfigOnly).</summary>
    public bool ConfigOnly { get; internal set; }

    /// <summary>The network that its settings come from; empty where there is none (ConfigFrom.Network).</summary>
    public string ConfigFrom { get; internal set; } = "";

    /// <summary>The driver's options (Options).</summary>
    public StringMap Options { get; internal set; } = [];

    /// <summary>The labels (Labels).</summary>
    public StringMap Labels { get; internal set; } = [];

    /// <summary>When it was made, local time (Created).</summary>
    public DateTime Created { get; internal set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
