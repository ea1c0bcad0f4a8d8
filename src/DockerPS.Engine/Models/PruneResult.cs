namespace DockerPS;

/// <summary>What a prune has removed from one engine (POST /containers/prune and its like).</summary>
public sealed class PruneResult : DockerObject
{
    internal PruneResult()
    {
    }

    /// <summary>What was removed: Container, Network, Volume ...</summary>
    public string Kind { get; internal init; } = "";

    /// <summary>What was removed, by full id, or by name where the engine tells names: volumes, networks
    /// (ContainersDeleted, VolumesDeleted, NetworksDeleted).</summary>
    public ReadableList<string> Deleted { get; internal init; } = [];

    /// <summary>How many were removed.</summary>
    public int Count => Deleted.Count;

    /// <summary>The bytes that were freed; 0 for what has none, such as networks (SpaceReclaimed).</summary>
    public long SpaceReclaimed { get; internal init; }

    /// <summary>What was removed, joined by ", ".</summary>
    public override string ToString() => Deleted.ToString();
}
