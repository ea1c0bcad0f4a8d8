namespace DockerPS.Hosting;

/// <summary>What a name stood for.</summary>
/// <param name="Found">The things, in the engines' order; empty for a wildcard that matches nothing.</param>
/// <param name="Errors">A name that is not found or not unique, and engines that did not answer.</param>
internal sealed record Resolution<T>(IReadOnlyList<T> Found, IReadOnlyList<DockerException> Errors);
