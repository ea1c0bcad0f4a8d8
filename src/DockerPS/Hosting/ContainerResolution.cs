namespace DockerPS.Hosting;

/// <summary>What a name stood for.</summary>
/// <param name="Containers">The containers, in the engines' order; empty for a wildcard that matches nothing.</param>
/// <param name="Errors">A name that is not found or not unique, and engines that did not answer.</param>
internal sealed record ContainerResolution(IReadOnlyList<ResolvedContainer> Containers, IReadOnlyList<DockerException> Errors);
