namespace DockerPS.Completion;

/// <summary>Completes names of nodes.</summary>
internal sealed class NodeCompleter() : SwarmObjectCompleter<DockerNodeSummary>(
    static engine => engine.Nodes, static node => $"{node.Role}  {node.State}  {node.Availability}");
