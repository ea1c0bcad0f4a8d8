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

    public ImageDetail ToModel(DockerConnection connection, string? reference) => new()
    {
        Connection = connection,
        Id = Id,
        Reference = reference,
        Tags = RepoTags,
        Digests = RepoDigests,
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
        UnknownFields = UnknownFields,
    };

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
