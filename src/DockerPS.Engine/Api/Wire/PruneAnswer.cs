using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of POST /containers/prune, /images/prune, /volumes/prune, /networks/prune and /build/prune: each fills its own list.</summary>
internal sealed class PruneAnswer
{
    public List<string> ContainersDeleted { get; set; } = [];

    public List<string> VolumesDeleted { get; set; } = [];

    public List<string> NetworksDeleted { get; set; } = [];

    public List<RemovedImage> ImagesDeleted { get; set; } = [];

    public List<string> CachesDeleted { get; set; } = [];

    public long SpaceReclaimed { get; set; }

    public PruneResult ToModel(DockerConnection connection, ResourceKind kind) => new()
    {
        Connection = connection,
        Kind = kind.ToString(),
        Deleted = [.. ContainersDeleted, .. VolumesDeleted, .. NetworksDeleted, .. CachesDeleted, .. ImagesDeleted.Select(static image => image.Deleted).OfType<string>()],
        Untagged = [.. ImagesDeleted.Select(static image => image.Untagged).OfType<string>().Select(ImageReference.Shorten)],
        SpaceReclaimed = SpaceReclaimed,
    };
}
