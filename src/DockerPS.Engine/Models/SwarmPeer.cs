using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>A manager of a swarm, as other nodes know it.</summary>
public sealed class SwarmPeer : EngineData
{
    /// <summary>The manager's node (NodeID).</summary>
    [JsonPropertyName("NodeID")]
    public string NodeId { get; set; } = "";

    /// <summary>The address and port at which it takes part in the swarm, as 10.0.0.5:2377 (Addr).</summary>
    [JsonPropertyName("Addr")]
    public string Address { get; set; } = "";

    /// <summary>The address.</summary>
    public override string ToString() => Address;
}
