using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>A container's place in a network (NetworkSettings.Networks).</summary>
public sealed class NetworkEndpoint : EngineData
{
    /// <summary>The network's full id (NetworkID).</summary>
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; set; } = "";

    /// <summary>The endpoint's full id; empty while the container does not run (EndpointID).</summary>
    [JsonPropertyName("EndpointID")]
    public string EndpointId { get; set; } = "";

    /// <summary>The IPv4 address; empty while the container does not run (IPAddress).</summary>
    public string IPAddress { get; set; } = "";

    /// <summary>The length of the IPv4 network's prefix (IPPrefixLen).</summary>
    public int IPPrefixLen { get; set; }

    /// <summary>The IPv4 gateway (Gateway).</summary>
    public string Gateway { get; set; } = "";

    /// <summary>The IPv6 address; empty where there is none (GlobalIPv6Address).</summary>
    public string GlobalIPv6Address { get; set; } = "";

    /// <summary>The MAC address (MacAddress).</summary>
    public string MacAddress { get; set; } = "";

    /// <summary>The names by which others in the network find it (Aliases).</summary>
    public ReadableList<string> Aliases { get; set; } = [];

    /// <summary>The IPv4 address, else the IPv6 address.</summary>
    public override string ToString() => IPAddress.Length > 0 ? IPAddress : GlobalIPv6Address;
}
