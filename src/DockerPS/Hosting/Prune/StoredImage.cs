using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>An image as a prune looks at it: with all its references at once.</summary>
internal sealed class StoredImage
{
    private const string None = "<none>";

    public required string Id { get; init; }

    /// <summary>The id of the image that it was built upon; empty where the engine does not know.</summary>
    public required string ParentId { get; init; }

    /// <summary>References with a tag, in the engine's own long form: docker.io/library/web:1.</summary>
    public required List<string> Tags { get; init; }

    /// <summary>References by digest, in that form.</summary>
    public required List<string> Digests { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>When it was built. What the engine does not know counts as long ago.</summary>
    public required DateTime Created { get; init; }

    /// <summary>Bytes of the image and all its layers.</summary>
    public required long Size { get; init; }

    /// <summary>All references, in the order in which the engine takes them away.</summary>
    public IEnumerable<string> References => Tags.Concat(Digests).Order(StringComparer.Ordinal);

    /// <summary>The references as docker shows them, or &lt;none&gt;.</summary>
    public string Name => (Tags.Count > 0 ? Tags : Digests) is { Count: > 0 } names ? string.Join(", ", names.Select(ImageReference.Shorten)) : None;

    public static StoredImage Of(ImageListItem item) => new()
    {
        Id = FullId(item.Id),
        ParentId = FullId(item.ParentId),
        Tags = LongForm(item.RepoTags),
        Digests = LongForm(item.RepoDigests),
        Labels = item.Labels,
        Size = item.Size,
        Created = item.Created > 0 ? DateTimeOffset.FromUnixTimeSeconds(item.Created).LocalDateTime : DateTime.MinValue,
    };

    /// <summary>An id with its algorithm, which podman leaves out in places; anything else as it is.</summary>
    public static string FullId(string id) => ImageReference.IsIdentifier(id) ? "sha256:" + id : id;

    /// <summary>The repository of a reference in long form.</summary>
    public static string RepositoryOf(string reference) => ImageReference.TryParse(reference, out ImageReference? image, out _) ? image.Name : reference;

    // Before API 1.43 "no reference" is spelled <none>:<none>.
    private static List<string> LongForm(List<string> references) =>
    [
        .. references.Where(static text => !text.StartsWith(None, StringComparison.Ordinal))
            .Select(static text => ImageReference.TryParse(text, out ImageReference? image, out _) ? image.ToString() : text),
    ];
}
