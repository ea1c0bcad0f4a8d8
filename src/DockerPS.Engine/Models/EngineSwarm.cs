using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>An engine's part in a swarm, as it knows it itself (Swarm of GET /info).</summary>
public sealed class EngineSwarm : EngineData
{
    /// <summary>The engine's own node; empty where it is in no swarm (NodeID).</summary>
    [JsonPropertyName("NodeID")]
    public string NodeId { get; set; } = "";

    /// <summary>The address at which the other nodes reach it (NodeAddr).</summary>
    [JsonPropertyName("NodeAddr")]
    public string NodeAddress { get; set; } = "";

    /// <summary>active, inactive, pending, locked or error; empty where the engine has no swarm (LocalNodeState).</summary>
    [JsonPropertyName("LocalNodeState")]
    public string State { get; set; } = "";

    /// <summary>True for a manager (ControlAvailable).</summary>
    public bool ControlAvailable { get; set; }

    /// <summary>Why the engine is not in the swarm as it should be; empty where it is (Error).</summary>
    public string Error { get; set; } = "";

    /// <summary>The managers that the engine knows (RemoteManagers).</summary>
    public ReadableList<SwarmPeer> RemoteManagers { get; set; } = [];

    /// <summary>The number of nodes; null on a worker (Nodes).</summary>
    public long? Nodes { get; set; }

    /// <summary>The number of managers; null on a worker (Managers).</summary>
    public long? Managers { get; set; }

    /// <summary>The engine's warnings about the swarm, as of too few managers (Warnings).</summary>
    public ReadableList<string> Warnings { get; set; } = [];

    /// <summary>The swarm's id; empty on a worker and where there is none (Cluster.ID).</summary>
    [JsonIgnore]
    public string SwarmId => ClusterPart?.Id ?? "";

    [JsonInclude]
    [JsonPropertyName("Cluster")]
    internal ClusterSection? ClusterPart { get; set; }

    /// <summary>The state, and the role of one that takes part.</summary>
    public override string ToString() => State == "active" ? $"{State}, {(ControlAvailable ? "manager" : "worker")}" : State;

    internal sealed class ClusterSection
    {
        [JsonPropertyName("ID")]
        public string Id { get; set; } = "";
    }
}
