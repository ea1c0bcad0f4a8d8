namespace DockerPS.Engine.Api.Wire;

/// <summary>A manifest of an image, as the list and the inspection have it (ImageManifestSummary).</summary>
internal sealed class ImageManifestItem : EngineData
{
    // What attestations have in the place of one.
    private const string NoPlatform = "unknown/unknown";

    public string ID { get; set; } = "";

    public ImageDescriptor Descriptor { get; set; } = new();

    public bool Available { get; set; }

    public SizePart Size { get; set; } = new();

    public string Kind { get; set; } = "";

    public ImagePart? ImageData { get; set; }

    public AttestationPart? AttestationData { get; set; }

    /// <param name="items">The manifests of one image.</param>
    /// <param name="connection">The engine.</param>
    /// <param name="reference">The reference by which the image was found; null where that was its id.</param>
    public static ReadableList<ImageManifest> ToModels(List<ImageManifestItem> items, DockerConnection connection, string? reference) =>
        new(items.ConvertAll(item => item.ToModel(connection, reference)));

    private ImageManifest ToModel(DockerConnection connection, string? reference) => new()
    {
        Connection = connection,
        Image = reference,
        Digest = ID,
        Kind = Kind,
        Platform = (ImageData?.Platform?.ToString() ?? Descriptor.Platform) is { Length: > 0 } platform && platform != NoPlatform ? platform : null,
        MediaType = Descriptor.MediaType,
        Available = Available,
        Size = Size.Total,
        ContentSize = Size.Content,
        UnpackedSize = ImageData?.Size.Unpacked,
        ContainerIds = ImageData?.Containers ?? [],
        AttestationFor = AttestationData?.For,
        UnknownFields = UnknownFields,
    };

    internal sealed class SizePart : EngineData
    {
        public long Total { get; set; }

        public long Content { get; set; }
    }

    internal sealed class ImagePart : EngineData
    {
        public ImageDescriptor.PlatformPart? Platform { get; set; }

        public UnpackedPart Size { get; set; } = new();

        public ReadableList<string> Containers { get; set; } = [];
    }

    internal sealed class UnpackedPart : EngineData
    {
        public long Unpacked { get; set; }
    }

    internal sealed class AttestationPart : EngineData
    {
        public string For { get; set; } = "";
    }
}
