namespace DockerPS;

/// <summary>A node in a list (GET /nodes).</summary>
public sealed class DockerNodeSummary : DockerNode
{
    internal DockerNodeSummary()
    {
    }
}
