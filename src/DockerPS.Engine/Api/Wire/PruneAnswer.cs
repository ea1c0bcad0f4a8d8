namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of POST /containers/prune, /volumes/prune and /networks/prune: each fills its own list.</summary>
internal sealed class PruneAnswer
{
    public List<string> ContainersDeleted { get; set; } = [];

    public List<string> VolumesDeleted { get; set; } = [];

    public List<string> NetworksDeleted { get; set; } = [];

    public long SpaceReclaimed { get; set; }

    public PruneResult ToModel(DockerConnection connection, ResourceKind kind) => new()
    {
        Connection = connection,
        Kind = kind.ToString(),
        Deleted = [.. ContainersDeleted, .. VolumesDeleted, .. NetworksDeleted],
        SpaceReclaimed = SpaceReclaimed,
    };
}
