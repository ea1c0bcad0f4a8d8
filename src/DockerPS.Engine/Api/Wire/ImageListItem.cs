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

    /// <summary>One model for each reference, as docker images has one row for each.</summary>
    public IEnumerable<ImageSummary> ToModels(DockerConnection connection)
    {
        // Before API 1.43 "no reference" is spelled <none>:<none>.
        List<string> tags = RepoTags.FindAll(static tag => !tag.StartsWith(None, StringComparison.Ordinal)).ConvertAll(ImageReference.Shorten);
        List<string> digests = RepoDigests.FindAll(static digest => !digest.StartsWith(None, StringComparison.Ordinal) && digest.Contains('@')).ConvertAll(ImageReference.Shorten);
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (string tag in tags)
        {
            (string repository, string name) = SplitTag(tag);
            shown.Add(repository);
            // The containerd store has one digest for all tags, but lists it beside one repository of several.
            string? digest = digests.Find(text => text.StartsWith(repository + "@", StringComparison.Ordinal));
            yield return Make(connection, tag, repository, name, digest ?? Descriptor?.Digest);
        }

        foreach (string digest in digests)
        {
            string repository = digest[..digest.IndexOf('@')];
            if (shown.Add(repository))
            {
                yield return Make(connection, digest, repository, null, digest);
            }
        }

        if (shown.Count == 0)
        {
            yield return Make(connection, null, null, null, null);
        }
    }

    private ImageSummary Make(DockerConnection connection, string? reference, string? repository, string? tag, string? digest) => new()
    {
        Connection = connection,
        Id = Id,
        Descriptor = Descriptor,
        ParentId = ParentId,
        Reference = reference,
        Repository = repository,
        Tag = tag,
        Digest = digest is null ? null : digest[(digest.IndexOf('@') + 1)..],
        Created = Created > 0 ? DateTimeOffset.FromUnixTimeSeconds(Created).LocalDateTime : null,
        Size = Size,
        SharedSize = SharedSize,
        Containers = Containers,
        Labels = Labels,
        UnknownFields = UnknownFields,
    };

    private static (string Repository, string Tag) SplitTag(string reference)
    {
        // A colon before the last slash belongs to the registry's port.
        int colon = reference.LastIndexOf(':');
        return colon > reference.LastIndexOf('/') ? (reference[..colon], reference[(colon + 1)..]) : (reference, "latest");
    }
}
