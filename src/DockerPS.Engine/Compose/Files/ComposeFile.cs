namespace DockerPS.Engine.Compose;

/// <summary>A compose file that has been read.</summary>
/// <param name="Source">Where it came from.</param>
/// <param name="Documents">The roots of its documents.</param>
internal sealed record ComposeFile(ComposeSource Source, IReadOnlyList<ComposeMapping> Documents)
{
    /// <summary>What tells it from others, where files refer to each other.</summary>
    public string Id => Source.Path ?? Source.Name;
}
