namespace DockerPS;

/// <summary>An image with all that the engine tells of it (GET /images/{name}/json).</summary>
public class ImageDetail : Image
{
    internal ImageDetail()
    {
    }

    private protected ImageDetail(ImageDetail other)
        : base(other)
    {
        Reference = other.Reference;
        Digest = other.Digest;
        Tags = other.Tags;
        Digests = other.Digests;
        ParentId = other.ParentId;
        Author = other.Author;
        Comment = other.Comment;
        Architecture = other.Architecture;
        OperatingSystem = other.OperatingSystem;
        Variant = other.Variant;
        Configuration = other.Configuration;
        Layers = other.Layers;
        LastTagged = other.LastTagged;
    }

    /// <summary>The reference by which it was asked for; null where that was an id.</summary>
    public string? Reference { get; internal init; }

    /// <summary>The digest by which the registry knows <see cref="Reference"/>; null where it was never pushed or pulled,
    /// or where it was asked for by id (RepoDigests).</summary>
    public string? Digest { get; internal init; }

    /// <summary>All its references, repository:tag (RepoTags).</summary>
    public ReadableList<string> Tags { get; internal init; } = [];

    /// <summary>All references by digest, repository@sha256:... (RepoDigests).</summary>
    public ReadableList<string> Digests { get; internal init; } = [];

    /// <summary>The id of the image that it was built upon; empty where the engine does not know (Parent).</summary>
    public string ParentId { get; internal init; } = "";

    /// <summary>The author (Author).</summary>
    public string Author { get; internal init; } = "";

    /// <summary>The commit message (Comment).</summary>
    public string Comment { get; internal init; } = "";

    /// <summary>amd64, arm64 ... (Architecture).</summary>
    public string Architecture { get; internal init; } = "";

    /// <summary>linux or windows (Os).</summary>
    public string OperatingSystem { get; internal init; } = "";

    /// <summary>The CPU variant, such as v8; empty where there is none (Variant).</summary>
    public string Variant { get; internal init; } = "";

    /// <summary>What containers of it begin with: environment, command, user, labels (Config).</summary>
    public ContainerConfiguration Configuration { get; internal init; } = new();

    /// <summary>The digests of its layers, the lowest first (RootFS.Layers).</summary>
    public ReadableList<string> Layers { get; internal init; } = [];

    /// <summary>When a tag was last set, local time; null where none was (Metadata.LastTagTime).</summary>
    public DateTime? LastTagged { get; internal init; }

    /// <summary>What the image store knows it by; null where the engine does not tell: only the containerd image store does,
    /// from API 1.48 (Descriptor).</summary>
    public ImageDescriptor? Descriptor { get; internal init; }

    /// <summary>What the image store has of it for each platform; empty unless it was asked for with -Manifest (Manifests, from API 1.48).</summary>
    public ReadableList<ImageManifest> Manifests { get; internal init; } = [];

    internal override string Target => Reference ?? (Tags.Count > 0 ? Tags[0] : Id);

    /// <summary>The first reference, or the short id where there is none.</summary>
    public override string ToString() => Reference ?? (Tags.Count > 0 ? Tags[0] : ShortId.Of(Id));
}
