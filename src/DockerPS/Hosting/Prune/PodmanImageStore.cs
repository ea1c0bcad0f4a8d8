namespace DockerPS.Hosting;

/// <summary>What podman removes when it clears up images (containers/common, libimage): an image that a container is made from keeps all its names,
/// and what is built upon another does not hold that.</summary>
internal static class PodmanImageStore
{
    /// <param name="images">All images, intermediate ones, too.</param>
    /// <param name="used">The ids of the images that containers are made from, stopped ones, too.</param>
    /// <param name="danglingOnly">Only images without a name that nothing is built upon.</param>
    /// <param name="filters">The prune's filters.</param>
    public static ImageFate Prune(IEnumerable<StoredImage> images, IEnumerable<string> used, bool danglingOnly, PruneFilters filters)
    {
        StoredImage[] all = [.. images.DistinctBy(static image => image.Id)];
        HashSet<string> spared = used.ToHashSet(StringComparer.Ordinal);
        List<StoredImage> present = [.. all];

        // It goes on until a round finds nothing.
        StoredImage[] victims;
        do
        {
            victims = [.. present.Where(image => !spared.Contains(image.Id)
                && filters.Matches(image.Labels, image.Created)
                && (!danglingOnly || (!image.References.Any() && !present.Exists(other => other.ParentId == image.Id))))];
            present.RemoveAll(victims.Contains);
        }
        while (victims.Length > 0);

        return new ImageFate(all, [.. all.Except(present)], []);
    }
}
