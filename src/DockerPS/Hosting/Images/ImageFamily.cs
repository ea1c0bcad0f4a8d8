using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Which images of an engine are built upon which. The engine tells the parent of what its classic builder and docker commit made;
/// of others, BuildKit's among them, the layers tell: one that begins with all layers of another is built upon it.</summary>
internal sealed class ImageFamily
{
    private const int InspectionsAtOnce = 16;

    private readonly List<ImageSummary> _images;
    private readonly Dictionary<string, ReadableList<string>> _layers;
    private readonly ILookup<string, string> _children;
    private readonly Dictionary<string, string> _parents;

    private ImageFamily(List<ImageSummary> images, Dictionary<string, ReadableList<string>> layers)
    {
        _images = images;
        _layers = layers;
        _parents = images.Where(static image => image.ParentId.Length > 0)
            .DistinctBy(static image => image.Id).ToDictionary(static image => image.Id, static image => image.ParentId);
        _children = _parents.ToLookup(static pair => pair.Value, static pair => pair.Key);
    }

    /// <summary>Reads all images of an engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="withLayers">Whether layers count, too: then each image is inspected.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<ImageFamily> ReadAsync(EngineApi engine, bool withLayers, CancellationToken cancellationToken)
    {
        List<ImageSummary> images = [];
        await foreach (ImageSummary image in engine.Images.ListAsync(new Filters(), all: true, cancellationToken).ConfigureAwait(false))
        {
            images.Add(image);
        }

        Dictionary<string, ReadableList<string>> layers = [];
        if (withLayers)
        {
            IEnumerable<string> ids = images.Select(static image => image.Id).Distinct();
            await foreach ((string id, ReadableList<string> own) in OrderedWindow.SelectAsync(
                ids, InspectionsAtOnce, async id => (id, await LayersAsync(engine, id, cancellationToken).ConfigureAwait(false))).ConfigureAwait(false))
            {
                layers[id] = own;
            }
        }

        return new ImageFamily(images, layers);
    }

    /// <summary>All that an image is built upon, the nearest first: one for each reference.</summary>
    /// <param name="id">The image.</param>
    /// <param name="withSteps">Also those without a reference that are only steps of a build.</param>
    public IEnumerable<ImageSummary> ParentsOf(string id, bool withSteps)
    {
        List<string> chain = ChainOf(id);
        IEnumerable<string> byLayers = _layers.Keys.Where(other => IsBuiltUpon(chain.LastOrDefault(id), other)).OrderByDescending(CountOfLayers);
        return Summaries(chain.Concat(byLayers), withSteps);
    }

    /// <summary>All that is built upon an image, the nearest first: one for each reference.</summary>
    /// <param name="id">The image.</param>
    /// <param name="withSteps">Also those without a reference that are only steps of a build.</param>
    public IEnumerable<ImageSummary> ChildrenOf(string id, bool withSteps)
    {
        var children = new List<(string Id, int Distance)>();
        foreach (string other in _images.Select(static image => image.Id).Distinct().Where(other => other != id))
        {
            List<string> chain = ChainOf(other);
            int distance = chain.IndexOf(id);
            if (distance >= 0 || IsBuiltUpon(chain.LastOrDefault(other), id))
            {
                children.Add((other, distance));
            }
        }

        return Summaries(children.OrderBy(child => CountOfLayers(child.Id)).ThenBy(static child => child.Distance).Select(static child => child.Id), withSteps);
    }

    /// <summary>All references of an image.</summary>
    public IEnumerable<string> ReferencesOf(string id) => _images.Where(image => image.Id == id).Select(static image => image.Reference).OfType<string>();

    private static async Task<ReadableList<string>> LayersAsync(EngineApi engine, string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await engine.Images.InspectAsync(id, null, cancellationToken).ConfigureAwait(false)).Layers;
        }
        catch (DockerApiException gone) when (gone.StatusCode == 404)
        {
            return [];
        }
    }

    /// <summary>The parents of an image that the engine tells, the nearest first. Where they end the layers go on telling.</summary>
    private List<string> ChainOf(string id)
    {
        List<string> chain = [];
        for (string? parent = _parents.GetValueOrDefault(id); parent is not null && !chain.Contains(parent); parent = _parents.GetValueOrDefault(parent))
        {
            chain.Add(parent);
        }

        return chain;
    }

    private bool IsBuiltUpon(string id, string other) =>
        _layers.TryGetValue(id, out ReadableList<string>? own)
        && _layers.GetValueOrDefault(other) is { Count: > 0 } below
        && below.Count < own.Count
        && own.Take(below.Count).SequenceEqual(below, StringComparer.Ordinal);

    private int CountOfLayers(string id) => _layers.GetValueOrDefault(id)?.Count ?? 0;

    private IEnumerable<ImageSummary> Summaries(IEnumerable<string> ids, bool withSteps) =>
        ids.SelectMany(id => _images.Where(image => image.Id == id))
            .Where(image => withSteps || image.Reference is not null || !_children.Contains(image.Id));
}
