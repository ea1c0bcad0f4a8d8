namespace DockerPS;

/// <summary>A network that a service is in (networks).</summary>
public sealed class ComposeServiceNetwork : ComposeElement, IComposeNamed
{
    /// <summary>The network, as the file calls it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Further names of the service there (aliases).</summary>
    public ReadableList<string> Aliases { get; init; } = [];

    /// <summary>Options of the endpoint (driver_opts).</summary>
    public StringMap DriverOptions { get; init; } = [];

    /// <summary>The network with the highest is the default route (gw_priority).</summary>
    public int? GatewayPriority { get; init; }

    /// <summary>The name of the interface in the container (interface_name).</summary>
    public string? InterfaceName { get; init; }

    /// <summary>A fixed address (ipv4_address).</summary>
    public string? IPv4Address { get; init; }

    /// <summary>A fixed address (ipv6_address).</summary>
    public string? IPv6Address { get; init; }

    /// <summary>Link-local addresses (link_local_ips).</summary>
    public ReadableList<string> LinkLocalAddresses { get; init; } = [];

    /// <summary>A fixed MAC address (mac_address).</summary>
    public string? MacAddress { get; init; }

    /// <summary>The network with the highest is joined first (priority).</summary>
    public int? Priority { get; init; }

    /// <summary>The name, and its addresses.</summary>
    public override string ToString() => string.Join(" ", new[] { Name, IPv4Address, IPv6Address }.Where(static part => part is not null));
}
