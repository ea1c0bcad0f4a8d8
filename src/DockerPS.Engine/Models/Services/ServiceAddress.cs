using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>The address that stands for all tasks of a service in a network (VirtualIPs).</summary>
public sealed class ServiceAddress : EngineData
{
    /// <summary>The network's full id (NetworkID).</summary>
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; set; } = "";

    /// <summary>The address with the length of its network, as 10.0.0.5/24 (Addr).</summary>
    [JsonPropertyName("Addr")]
    public string Address { get; set; } = "";

    /// <summary>The address.</summary>
    public override string ToString() => Address;
}
