namespace DockerPS;

/// <summary>One reference of an image, as docker images lists it (GET /images/json); an image without any is listed once.</summary>
public sealed class ImageSummary : Image
{
    internal ImageSummary()
    {
    }

    /// <summary>repository:tag, repository@digest where there is no tag, or null for an image without any reference (RepoTags, RepoDigests).</summary>
    public string? Reference { get; internal init; }

    /// <summary>The repository; null where there is no reference.</summary>
    public string? Repository { get; internal init; }

    /// <summary>The tag; null where there is none.</summary>
    public string? Tag { get; internal init; }

    /// <summary>The digest by which the registry knows it; null where it was never pushed or pulled
    /// (RepoDigests). The containerd image store has one for every image (Descriptor.digest).</summary>
    public string? Digest { get; internal init; }

    /// <summary>What the image store knows it by; null where the engine does not tell: only the containerd image store does,
    /// from API 1.48 (Descriptor).</summary>
    public ImageDescriptor? Descriptor { get; internal init; }

    /// <summary>The id of the image that it was built upon; empty where the engine does not know (ParentId).</summary>
    public string ParentId { get; internal init; } = "";

    /// <summary>How many containers use it; -1 where the engine did not count (Containers).</summary>
    public long Containers { get; internal init; }

    /// <summary>Bytes that it shares with other images; -1 where the engine did not count (SharedSize).</summary>
    public long SharedSize { get; internal init; }

    /// <summary>What the image store has of it for each platform; empty unless it was asked for with -Manifest (Manifests, from API 1.47).</summary>
    public ReadableList<ImageManifest> Manifests { get; internal init; } = [];

    internal override string Target => Reference ?? Id;

    /// <summary>The reference, or the short id where there is none.</summary>
    public override string ToString() => Reference ?? ShortId.Of(Id);
}
