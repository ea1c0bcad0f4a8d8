using System.Management.Automation;

namespace DockerPS.Hosting.Files;

/// <summary>Tells patterns from names with brackets.</summary>
internal static class ContainerWildcards
{
    /// <summary>True where the path has wildcards and nothing in the container is called so.</summary>
    public static async Task<bool> HasAsync(ResolvedContainer container, string path, CancellationToken cancellationToken) =>
        WildcardPattern.ContainsWildcardCharacters(path)
        && (path.AsSpan().ContainsAny('*', '?') || await container.Engine.Containers.FindPathAsync(container.Id, path, cancellationToken).ConfigureAwait(false) is null);
}
