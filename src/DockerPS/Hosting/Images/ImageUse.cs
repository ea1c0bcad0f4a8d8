using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Tells what holds an image that the engine did not remove: its own words name one container, or nothing at all.</summary>
internal static class ImageUse
{
    private const int MostNames = 10;

    private static readonly string[] s_ended = ["exited", "dead", "created"];

    /// <summary>The engine's refusal, with all that holds the image; the refusal itself where that cannot be found out.</summary>
    public static async Task<DockerApiException> ExplainAsync(ResolvedImage image, DockerApiException refusal, CancellationToken cancellationToken)
    {
        EngineApi engine = image.Engine;
        List<ContainerSummary> containers = [];
        List<ImageSummary> children;
        List<string> references;
        try
        {
            Filters ofImage = new Filters().Add("ancestor", image.Id);
            await foreach (ContainerSummary container in engine.Containers.ListAsync(ofImage, limit: null, size: false, cancellationToken).ConfigureAwait(false))
            {
                // The filter also finds those of images that are built upon it.
                if (DigitsOf(container.ImageId).SequenceEqual(DigitsOf(image.Id)))
                {
                    containers.Add(container);
                }
            }

            ImageFamily family = await ImageFamily.ReadAsync(engine, withLayers: false, cancellationToken).ConfigureAwait(false);
            children = [.. family.ChildrenOf(image.Id, withSteps: false)];
            references = [.. family.ReferencesOf(image.Id)];
        }
        catch (DockerException)
        {
            return refusal;
        }

        bool isForReferences = containers.Count == 0 && children.Count == 0 && image.Reference is null && references.Count > 1;
        if (containers.Count == 0 && children.Count == 0 && !isForReferences)
        {
            return refusal;
        }

        // Images upon it do not keep a reference from being taken away, containers do.
        List<ImageSummary> holding = containers.Count > 0 && image.Reference is not null ? [] : children;
        IEnumerable<string> parts =
        [
            refusal.Message.TrimEnd('.') + ".",
            .. containers.Count == 0 ? (string[])[] : [$"Made from it: {ListOf(containers.Select(static container => $"{container} ({ShortId.Of(container.Id)}, {container.State})"))}."],
            .. holding.Count == 0 ? (string[])[] : [$"Built upon it: {ListOf(holding.Select(Describe))}."],
            .. isForReferences ? [$"Its references: {ListOf(references)}."] : (string[])[],
        ];
        return new ImageInUseException(refusal, string.Join(' ', parts), containers, children, references)
        {
            Advice = AdviceOn(containers, holding, references),
        };
    }

    private static string AdviceOn(List<ContainerSummary> containers, List<ImageSummary> children, List<string> references)
    {
        if (containers.Exists(static container => !s_ended.Contains(container.State)))
        {
            return $"Remove the containers first: Remove-Container {ListOf(containers.Select(static container => container.ToString()))} -Force.";
        }

        if (children.Count > 0)
        {
            return $"Remove what is built upon it first: Remove-Image {ListOf(children.Select(static child => child.ToString()))}.";
        }

        return containers.Count > 0
            ? $"Remove the containers first: Remove-Container {ListOf(containers.Select(static container => container.ToString()))}. Or give -Force, which leaves them without their image."
            : $"Remove each reference: Remove-Image {ListOf(references)}. Or give -Force, which removes the image with all of them.";
    }

    private static string Describe(ImageSummary image) => image.Reference is null ? ShortId.Of(image.Id) : $"{image.Reference} ({ShortId.Of(image.Id)})";

    private static string ListOf(IEnumerable<string> names)
    {
        List<string> all = [.. names];
        return all.Count <= MostNames ? string.Join(", ", all) : $"{string.Join(", ", all.Take(MostNames))} and {all.Count - MostNames} more";
    }

    private static ReadOnlySpan<char> DigitsOf(string id) => id.AsSpan(id.IndexOf(':') + 1);
}
