namespace DockerPS.Hosting;

/// <summary>What a prune removes from docker's own image store, as the engine decides it (moby, daemon/images/image_prune.go and image_delete.go):
/// it goes through the images one by one, and what an image was built upon goes with it where nothing else needs it.</summary>
internal sealed class LayerImageStore
{
    private readonly List<StoredImage> _images;
    private readonly Dictionary<string, StoredImage> _present;
    private readonly Dictionary<string, List<string>> _references;
    private readonly HashSet<string> _used;

    /// <param name="images">All images, intermediate ones, too.</param>
    /// <param name="used">The ids of the images that containers are made from, stopped ones, too.</param>
    public LayerImageStore(IEnumerable<StoredImage> images, IEnumerable<string> used)
    {
        _images = [.. images.DistinctBy(static image => image.Id)];
        _present = _images.ToDictionary(static image => image.Id, StringComparer.Ordinal);
        _references = _present.Values.ToDictionary(static image => image.Id, static image => image.References.ToList(), StringComparer.Ordinal);
        _used = used.ToHashSet(StringComparer.Ordinal);
    }

    /// <param name="danglingOnly">Only images without a tag.</param>
    /// <param name="filters">The prune's filters.</param>
    public ImageFate Prune(bool danglingOnly, PruneFilters filters)
    {
        List<StoredImage> candidates = _images.FindAll(image =>
            !((danglingOnly || _references[image.Id].Count == 0) && HasChildren(image.Id))
            && filters.Matches(image.Labels, image.Created));
        List<(StoredImage Image, string Reference)> taken = [];
        foreach (StoredImage image in candidates)
        {
            List<string> references = _references[image.Id];
            if (references.Count == 0)
            {
                Delete(image.Id);
            }
            else if (!danglingOnly || image.Tags.Count == 0)
            {
                foreach (string reference in references.ToArray())
                {
                    Untag(image, reference, taken);
                }
            }
        }

        return new ImageFate(
            _images,
            [.. _images.Where(image => !_present.ContainsKey(image.Id))],
            [.. taken.Where(reference => _present.ContainsKey(reference.Image.Id))]);
    }

    private void Untag(StoredImage image, string reference, List<(StoredImage Image, string Reference)> taken)
    {
        List<string> left = _references[image.Id];

        // Of an image that a container is made from, the last name stays.
        if (!left.Contains(reference) || (IsOneName(left) && _used.Contains(image.Id)))
        {
            return;
        }

        Take(reference);
        string repository = StoredImage.RepositoryOf(reference);
        if (IsTag(reference) && !left.Exists(other => IsTag(other) && StoredImage.RepositoryOf(other) == repository))
        {
            foreach (string digest in left.FindAll(other => StoredImage.RepositoryOf(other) == repository))
            {
                Take(digest);
            }
        }

        if (left.Count == 0)
        {
            Delete(image.Id);
        }

        void Take(string name)
        {
            left.Remove(name);
            taken.Add((image, name));
        }
    }

    private void Delete(string id)
    {
        while (_present.TryGetValue(id, out StoredImage? image) && _references[id].Count == 0 && !_used.Contains(id) && !HasChildren(id))
        {
            _present.Remove(id);
            id = image.ParentId;
        }
    }

    private bool HasChildren(string id) => _present.Values.Any(image => image.ParentId == id);

    /// <summary>All of one repository, and at most one tag among them.</summary>
    private static bool IsOneName(List<string> references) =>
        references.Count(IsTag) <= 1 && references.Select(StoredImage.RepositoryOf).Distinct(StringComparer.Ordinal).Count() == 1;

    private static bool IsTag(string reference) => !reference.Contains('@', StringComparison.Ordinal);
}
