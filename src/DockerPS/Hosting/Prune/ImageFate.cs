namespace DockerPS.Hosting;

/// <summary>What a prune would do to the images of an engine.</summary>
/// <param name="All">All images of the engine, each once.</param>
/// <param name="Deleted">The images that would go, in the list's order.</param>
/// <param name="Untagged">References that images would lose that stay.</param>
internal sealed record ImageFate(IReadOnlyList<StoredImage> All, IReadOnlyList<StoredImage> Deleted, IReadOnlyList<(StoredImage Image, string Reference)> Untagged);
