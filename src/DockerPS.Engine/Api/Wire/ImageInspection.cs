using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of GET /images/{name}/json, in the engine's own shape.</summary>
internal sealed class ImageInspection : EngineData
{
    public string Id { get; set; } = "";

    public ReadableList<string> RepoTags { get; set; } = [];

    public ReadableList<string> RepoDigests { get; set; } = [];

    public string Parent { get; set; } = "";

    public string Comment { get; set; } = "";

    public DateTimeOffset? Created { get; set; }

    public string Author { get; set; } = "";

    public string Architecture { get; set; } = "";

    public string Variant { get; set; } = "";

    public string Os { get; set; } = "";

    public long Size { get; set; }

    public ContainerConfiguration Config { get; set; } = new();

    public RootFileSystemPart RootFS { get; set; } = new();

    public MetadataPart Metadata { get; set; } = new();

    public ImageDescriptor? Descriptor { get; set; }

    public List<ImageManifestItem> Manifests { get; set; } = [];

    private ReadableList<string> Digests => new(RepoDigests.ConvertAll(ImageReference.Shorten));

    /// <param name="connection">The engine.</param>
    /// <param name="reference">The reference by which it was asked for; null where that was an id.</param>
    /// <param name="digest">The digest of that reference where it is known better than by <see cref="RepoDigests"/>.</param>
    public ImageDetail ToModel(DockerConnection connection, string? reference, string? digest) => new()
    {
        Connection = connection,
        Id = Id,
        Reference = reference,
        Digest = digest ?? DigestOf(reference),
        Tags = new ReadableList<string>(RepoTags.ConvertAll(ImageReference.Shorten)),
        Digests = Digests,
        ParentId = Parent,
        Comment = Comment,
        Created = WireTime.OrNull(Created),
        Author = Author,
        Architecture = Architecture,
        Variant = Variant,
        OperatingSystem = Os,
        Size = Size,
        Configuration = Config,
        Labels = Config.Labels,
        Layers = RootFS.Layers,
        LastTagged = WireTime.OrNull(Metadata.LastTagTime),
        Descriptor = Descriptor,
        Manifests = ImageManifestItem.ToModels(Manifests, connection, reference),
        UnknownFields = UnknownFields,
    };

    /// <summary>One model for each reference, as in a list of images.</summary>
    public IEnumerable<ImageSummary> ToSummaries(DockerConnection connection) => new ImageListItem
    {
        Id = Id,
        ParentId = Parent,
        RepoTags = [.. RepoTags],
        RepoDigests = [.. RepoDigests],
        Created = Created?.ToUnixTimeSeconds() ?? 0,
        Size = Size,
        Labels = Config.Labels,
        Descriptor = Descriptor,
        Manifests = Manifests,
    }.ToModels(connection);

    private string? DigestOf(string? reference)
    {
        if (!ImageReference.TryParse(reference ?? "", out ImageReference? image, out _))
        {
            return null;
        }

        return image.Digest ?? RepoDigests.ConvertAll(ImageReference.FromEngine).Find(known => known.FamiliarName == image.FamiliarName)?.Digest;
    }

    internal sealed class RootFileSystemPart : EngineData
    {
        public string Type { get; set; } = "";

        public ReadableList<string> Layers { get; set; } = [];
    }

    internal sealed class MetadataPart : EngineData
    {
        public DateTimeOffset? LastTagTime { get; set; }
    }
}
