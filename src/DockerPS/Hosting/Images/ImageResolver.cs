using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>Finds images by name: literally in the engine's own order (reference, where latest goes without saying, then id or unique id
/// prefix), or by wildcards on the references.</summary>
/// <param name="asList">As a list shows it: a repository without a tag stands for all its tags, and an id for all references of the image.</param>
/// <param name="cancellationToken">Cancels the search.</param>
internal sealed class ImageResolver(bool asList, CancellationToken cancellationToken) : ObjectResolver<ResolvedImage>(ResourceKind.Image)
{
    /// <summary>True where a wildcard matches a reference, with or without its tag.</summary>
    public static bool IsMatch(WildcardPattern pattern, ImageSummary image) =>
        image.Reference is { } reference && (pattern.IsMatch(reference) || pattern.IsMatch(image.Repository));

    /// <summary>True where a text is the image's id or begins it, with or without the algorithm.</summary>
    public static bool IsIdOf(string text, Image image)
    {
        const string Algorithm = "sha256:";
        string digits = text.StartsWith(Algorithm, StringComparison.Ordinal) ? text[Algorithm.Length..] : text;
        return digits.Length > 0 && image.Id.AsSpan(image.Id.IndexOf(':') + 1).StartsWith(digits, StringComparison.OrdinalIgnoreCase);
    }

    private protected override async Task<List<ResolvedImage>> FindAsync(EngineApi engine, string name)
    {
        ImageReference? wanted = ImageReference.TryParse(name, out ImageReference? parsed, out _) ? parsed : null;
        if (asList && wanted is { Tag: null, Digest: null })
        {
            Filters ofRepository = new Filters().Add("reference", wanted.FamiliarName);
            List<ResolvedImage> tags = await ListAsync(engine, ofRepository, name, image => image.Repository == wanted.FamiliarName).ConfigureAwait(false);
            if (tags.Count > 0)
            {
                return tags;
            }
        }

        List<ImageSummary> references = await engine.Images.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (wanted is not null && references.Find(image => IsReference(wanted, image)) is { } named)
        {
            string reference = asList || wanted.Digest is null ? named.Reference! : $"{named.Repository}@{wanted.Digest}";
            return [new ResolvedImage(engine, named, reference, name)];
        }

        return asList
            ? references.ConvertAll(image => new ResolvedImage(engine, image, image.Reference, name))
            : [new ResolvedImage(engine, references[0], null, name)];
    }

    private protected override Task<List<ResolvedImage>> MatchAsync(EngineApi engine, WildcardPattern pattern) =>
        ListAsync(engine, new Filters(), null, image => IsMatch(pattern, image));

    private protected override async Task<IReadOnlyCollection<string>> CandidatesAsync(EngineApi engine, string prefix)
    {
        // One line for each image, however many references it has.
        Dictionary<string, string> candidates = [];
        await foreach (ImageSummary image in engine.Images.ListAsync(new Filters(), all: true, cancellationToken).ConfigureAwait(false))
        {
            if (IsIdOf(prefix, image))
            {
                candidates.TryAdd(image.Id, image.Reference is null ? ShortId.Of(image.Id) : $"{image.Reference} ({ShortId.Of(image.Id)})");
            }
        }

        return candidates.Values;
    }

    private async Task<List<ResolvedImage>> ListAsync(EngineApi engine, Filters filters, string? target, Func<ImageSummary, bool> fits)
    {
        List<ResolvedImage> found = [];
        await foreach (ImageSummary image in engine.Images.ListAsync(filters, all: false, cancellationToken).ConfigureAwait(false))
        {
            if (fits(image))
            {
                found.Add(new ResolvedImage(engine, image, image.Reference, (object?)target ?? image));
            }
        }

        return found;
    }

    private static bool IsReference(ImageReference wanted, ImageSummary image)
    {
        if (wanted.Digest is not null)
        {
            return image.Digest == wanted.Digest && image.Repository == wanted.FamiliarName;
        }

        // podman keeps short names under localhost/.
        string reference = wanted.WithDefaultTag().Familiar;
        return image.Reference == reference || image.Reference == "localhost/" + reference;
    }
}
