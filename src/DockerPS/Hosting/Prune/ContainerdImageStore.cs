using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>What a prune removes from the containerd image store, as the engine decides it (moby, daemon/containerd/image_prune.go):
/// there every reference is an image of its own, and an image without any has a name that nobody sees.</summary>
internal sealed class ContainerdImageStore
{
    private readonly List<StoredImage> _images;
    private readonly IReadOnlyList<(string Id, string Name)> _containers;

    /// <param name="images">All images, intermediate ones, too.</param>
    /// <param name="containers">Of each container, the id of its image and how its user named it.</param>
    public ContainerdImageStore(IEnumerable<StoredImage> images, IReadOnlyList<(string Id, string Name)> containers)
    {
        _images = [.. images.DistinctBy(static image => image.Id)];
        _containers = containers;
    }

    /// <param name="danglingOnly">Only images without a tag.</param>
    /// <param name="filters">The prune's filters.</param>
    /// <param name="stored">When each image came into the store, by id: what until means there.</param>
    public ImageFate Prune(bool danglingOnly, PruneFilters filters, IReadOnlyDictionary<string, DateTime> stored)
    {
        var prunable = new SortedDictionary<string, StoredImage>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (StoredImage image in _images)
        {
            List<string> names = NamesOf(image);
            counts[image.Id] = names.Count;
            if ((!danglingOnly || IsDangling(image)) && Fits(image, filters, stored))
            {
                names.ForEach(name => prunable[name] = image);
            }
        }

        HashSet<string> used = SpareUsed(prunable);
        foreach ((string name, StoredImage image) in prunable.ToArray())
        {
            // The last name of an image that a container is made from by its id.
            if (counts[image.Id] > 1)
            {
                counts[image.Id]--;
            }
            else if (used.Contains(image.Id))
            {
                prunable.Remove(name);
            }
        }

        ILookup<string, string> going = prunable.ToLookup(static pair => pair.Value.Id, static pair => pair.Key);
        StoredImage[] deleted = [.. _images.Where(image => going[image.Id].Count() == NamesOf(image).Count)];
        return new ImageFate(
            _images,
            deleted,
            [.. prunable.Where(pair => !deleted.Contains(pair.Value)).Select(static pair => (pair.Value, pair.Key))]);
    }

    private HashSet<string> SpareUsed(SortedDictionary<string, StoredImage> prunable)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string id, string name) in _containers)
        {
            prunable.Remove(DanglingName(id));
            string digits = name.StartsWith("sha256:", StringComparison.Ordinal) ? name : "sha256:" + name;
            if (id.StartsWith(digits, StringComparison.Ordinal) || name.EndsWith("@" + id, StringComparison.Ordinal))
            {
                used.Add(id);
            }

            if (ImageReference.TryParse(name, out ImageReference? image, out _))
            {
                image = image.WithDefaultTag();
                prunable.Remove(image.ToString());
                if (image is { Tag: not null, Digest: not null })
                {
                    prunable.Remove($"{image.Name}:{image.Tag}");
                }
            }
        }

        return used;
    }

    // Here several of label! spare what has any of them.
    private static bool Fits(StoredImage image, PruneFilters filters, IReadOnlyDictionary<string, DateTime> stored) =>
        filters.ValuesOf("label").All(label => PruneFilters.Has(image.Labels, label))
            && !filters.ValuesOf("label!").Any(label => PruneFilters.Has(image.Labels, label))
            && (filters.Limit is not { } limit || (stored.TryGetValue(image.Id, out DateTime time) && time < limit));

    private static List<string> NamesOf(StoredImage image)
    {
        string[] tagged = [.. image.Tags.Select(StoredImage.RepositoryOf)];

        // The engine lists a digest beside every tag, where it is no name.
        List<string> names = [.. image.Tags, .. image.Digests.Where(digest => !tagged.Contains(StoredImage.RepositoryOf(digest)))];
        return names.Count > 0 ? names : [DanglingName(image.Id)];
    }

    private static bool IsDangling(StoredImage image) => image.Tags.Count == 0 && image.Digests.Count == 0;

    private static string DanglingName(string id) => "moby-dangling@" + id;
}
