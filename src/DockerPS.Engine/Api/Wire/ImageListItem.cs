using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Api.Wire;

/// <summary>An element of GET /images/json, in the engine's own shape.</summary>
internal sealed class ImageListItem : EngineData
{
    private const string None = "<none>";

    public string Id { get; set; } = "";

    public string ParentId { get; set; } = "";

    public ImageDescriptor? Descriptor { get; set; }

    public List<string> RepoTags { get; set; } = [];

    public List<string> RepoDigests { get; set; } = [];

    public long Created { get; set; }

    public long Size { get; set; }

    public long SharedSize { get; set; } = -1;

    public long Containers { get; set; } = -1;

    public StringMap Labels { get; set; } = [];

    public List<ImageManifestItem> Manifests { get; set; } = [];

    /// <summary>One model for each reference, as docker images has one row for each.</summary>
    public IEnumerable<ImageSummary> ToModels(DockerConnection connection)
    {
        List<ImageReference> tags = References(RepoTags);
        List<ImageReference> digests = References(RepoDigests).FindAll(static image => image.Digest is not null);
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (ImageReference tag in tags)
        {
            shown.Add(tag.FamiliarName);
            // The containerd store has one digest for all tags, but lists it beside one repository of several.
            string? digest = digests.Find(image => image.FamiliarName == tag.FamiliarName)?.Digest;
            yield return Make(connection, tag.WithDefaultTag(), digest ?? Descriptor?.Digest);
        }

        foreach (ImageReference digest in digests)
        {
            if (shown.Add(digest.FamiliarName))
            {
                yield return Make(connection, digest, digest.Digest);
            }
        }

        if (shown.Count == 0)
        {
            yield return Make(connection, null, null);
        }
    }

    private ImageSummary Make(DockerConnection connection, ImageReference? reference, string? digest) => new()
    {
        Connection = connection,
        Id = Id,
        Descriptor = Descriptor,
        ParentId = ParentId,
        Reference = reference?.Familiar,
        Repository = reference?.FamiliarName,
        Tag = reference?.Tag,
        Digest = digest,
        Created = Created > 0 ? DateTimeOffset.FromUnixTimeSeconds(Created).LocalDateTime : null,
        Size = Size,
        SharedSize = SharedSize,
        Containers = Containers,
        Labels = Labels,
        Manifests = ImageManifestItem.ToModels(Manifests, connection, reference?.Familiar),
        UnknownFields = UnknownFields,
    };

    // Before API 1.43 "no reference" is spelled <none>:<none>.
    private static List<ImageReference> References(List<string> texts) =>
        texts.FindAll(static text => !text.StartsWith(None, StringComparison.Ordinal)).ConvertAll(ImageReference.FromEngine);
}
