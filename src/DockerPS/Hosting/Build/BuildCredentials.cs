using System.Collections.Concurrent;
using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>The credentials that a session gives BuildKit when it asks for those of a registry: of the registries that the build names, and of no others.</summary>
/// <param name="named">The registries that the build names; null where the engine fetches the Dockerfile by itself, and all are meant.</param>
/// <param name="find">Finds the credentials of a registry; asked once for each.</param>
internal sealed class BuildCredentials(IReadOnlyCollection<string>? named, Func<string, CancellationToken, Task<RegistryAuth?>> find)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<RegistryAuth?>>> _known = new(StringComparer.Ordinal);

    /// <summary>The credentials of a registry; null where there are none, or where the build has no business there.</summary>
    public Task<RegistryAuth?> FindAsync(string host, CancellationToken cancellationToken)
    {
        string registry = RegistryKey.RegistryOfBuildKit(host);
        return named is not null && !named.Contains(registry, StringComparer.Ordinal)
            ? Task.FromResult<RegistryAuth?>(null)
            // One engine that waits no longer must not spoil the answer for the others.
            : _known.GetOrAdd(registry, key => new Lazy<Task<RegistryAuth?>>(() => find(key, CancellationToken.None))).Value.WaitAsync(cancellationToken);
    }
}
