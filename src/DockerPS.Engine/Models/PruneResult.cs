namespace DockerPS;

/// <summary>What a prune has removed from one engine (POST /containers/prune and its like).</summary>
public sealed class PruneResult : DockerObject
{
    internal PruneResult()
    {
    }

    /// <summary>What was removed: Container, Image, Network, Volume, BuildCache.</summary>
    public string Kind { get; internal init; } = "";

    /// <summary>What was removed, by full id, or by name where the engine tells names: volumes, networks
    /// (ContainersDeleted, VolumesDeleted, NetworksDeleted, CachesDeleted; of ImagesDeleted the images).</summary>
    public ReadableList<string> Deleted { get; internal init; } = [];

    /// <summary>Of images: the references that were taken away, with the images or from images that stay (ImagesDeleted.Untagged).</summary>
    public ReadableList<string> Untagged { get; internal init; } = [];

    /// <summary>Of images: the digests of layers and manifests that went with them, as far as the engine tells (ImagesDeleted.Deleted).</summary>
    public ReadableList<string> Content { get; internal init; } = [];

    /// <summary>How many were removed.</summary>
    public int Count => Deleted.Count;

    /// <summary>The bytes that were freed; 0 for what has none, such as networks (SpaceReclaimed).</summary>
    public long SpaceReclaimed { get; internal init; }

    /// <summary>What was removed, joined by ", "; of images the references that were taken away, too.</summary>
    public override string ToString() => string.Join(", ", Untagged.Concat(Deleted));
}
