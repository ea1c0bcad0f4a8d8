using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>A service of a swarm in a network (Services).</summary>
public sealed class NetworkService : EngineData
{
    /// <summary>The service's name; empty for the network's own endpoints (the key in Services).</summary>
    [JsonIgnore]
    public string Name { get; internal set; } = "";

    /// <summary>The address that stands for all its tasks; empty or &lt;nil&gt; where there is none (VIP).</summary>
    [JsonPropertyName("VIP")]
    public string VirtualIPAddress { get; set; } = "";

    /// <summary>The published ports, as the engine writes them (Ports).</summary>
    public ReadableList<string> Ports { get; set; } = [];

    /// <summary>The index of the engine's own load balancer (LocalLBIndex).</summary>
    [JsonPropertyName("LocalLBIndex")]
    public int LocalLoadBalancerIndex { get; set; }

    /// <summary>The tasks (Tasks).</summary>
    public ReadableList<NetworkTask> Tasks { get; set; } = [];

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
