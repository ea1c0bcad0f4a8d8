using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>An engine of a swarm that takes part in a network (Peers).</summary>
public sealed class NetworkPeer : EngineData
{
    /// <summary>The engine's name in the network (Name).</summary>
    public string Name { get; set; } = "";

    /// <summary>Its address (IP).</summary>
    [JsonPropertyName("IP")]
    public string IPAddress { get; set; } = "";

    /// <summary>The address.</summary>
    public override string ToString() => IPAddress;
}
