using System.Collections.Concurrent;
using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>Where every command finds credentials for registries: the logins of this session, else DOCKER_AUTH_CONFIG, a credential helper,
/// config.json. A helper is a program: a command asks it once for each registry.</summary>
/// <param name="session">The logins of the runspace, by the registry's key.</param>
/// <param name="warn">Told once of each thing that was passed over because it cannot be used.</param>
/// <param name="stop">Stops a helper that is being asked.</param>
/// <param name="environment">Where the settings are; null is this process's.</param>
/// <param name="helper">Who asks the helpers; null runs them.</param>
internal sealed class RegistryCredentials(
    IReadOnlyDictionary<string, RegistryAuth> session,
    Func<string, Task> warn,
    CancellationToken stop,
    DockerEnvironment? environment = null,
    ICredentialHelper? helper = null)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<RegistryAuth?>>> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _warned = new(StringComparer.Ordinal);

    /// <summary>The credentials for a registry; null where there are none and it is used without.</summary>
    /// <param name="host">The host as in image references: docker.io, host or host:port.</param>
    /// <param name="cancellationToken">Stops waiting; the command's own end stops the helper.</param>
    /// <exception cref="DockerConfigurationException">The configuration cannot be read, or the helper failed.</exception>
    public Task<RegistryAuth?> FindAsync(string host, CancellationToken cancellationToken = default) =>
        _known.GetOrAdd(RegistryKey.Of(host), key => new Lazy<Task<RegistryAuth?>>(() => WarnedAsync(resolver => resolver.ResolveAsync(key, stop))))
            .Value.WaitAsync(cancellationToken);

    /// <summary>X-Registry-Config of the registries that are named, and of no others; null where there are no credentials for them.</summary>
    public async Task<string?> ConfigHeaderAsync(IEnumerable<string> hosts, CancellationToken cancellationToken)
    {
        List<RegistryAuth> found = [];
        foreach (string key in hosts.Select(RegistryKey.Of).Distinct(StringComparer.Ordinal))
        {
            if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is { } auth)
            {
                found.Add(auth.ServerAddress == key ? auth : auth.For(key));
            }
        }

        return found.Count == 0 ? null : RegistryAuth.ToConfigHeaderValue(found);
    }

    /// <summary>All credentials that there are, as the CLI gathers them, and over them those of this session.</summary>
    public Task<IReadOnlyList<RegistryAuth>> AllAsync() => WarnedAsync(resolver => resolver.ResolveAllAsync(stop));

    private async Task<T> WarnedAsync<T>(Func<CredentialResolver, Task<T>> resolve)
    {
        List<string> warnings = [];
        T result = await resolve(new CredentialResolver(environment ?? DockerEnvironment.Current, helper, warnings.Add, session)).ConfigureAwait(false);
        foreach (string warning in warnings.Where(text => _warned.TryAdd(text, 0)))
        {
            await warn(warning).ConfigureAwait(false);
        }

        return result;
    }
}
