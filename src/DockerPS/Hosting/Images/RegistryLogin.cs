using System.Collections.Concurrent;
using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>The credentials that one command sends along to registries: those that the user gave, else those that docker's configuration
/// has for exactly that registry.</summary>
internal sealed class RegistryLogin(EngineCmdlet cmdlet, PSCredential? credential)
{
    // A credential helper is a program: it is asked once for each registry, not once for each image.
    private readonly ConcurrentDictionary<string, Lazy<Task<RegistryAuth?>>> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<DockerConnection, byte> _warned = new();
    private string? _onlyRegistry;

    /// <summary>The value of X-Registry-Auth; null where there are no credentials.</summary>
    /// <exception cref="InvalidRequestException">-Credential was given, and was sent to another registry already.</exception>
    public async Task<string?> HeaderAsync(EngineApi engine, ImageReference image)
    {
        RegistryAuth? auth = await _known.GetOrAdd(
            image.RegistryHost, host => new Lazy<Task<RegistryAuth?>>(() => FindAsync(host))).Value.ConfigureAwait(false);
        if (auth is null)
        {
            return null;
        }

        if (engine.Connection.IsReadableOnTheWay && _warned.TryAdd(engine.Connection, 0))
        {
            await cmdlet.WarnAsync(
                $"The credentials for {image.RegistryHost} go to '{engine.Connection.Name}' over plain TCP: everyone on the way can read them. Use TLS or ssh.").ConfigureAwait(false);
        }

        return auth.ToHeaderValue();
    }

    private async Task<RegistryAuth?> FindAsync(string host)
    {
        if (credential is null)
        {
            List<string> warnings = [];
            RegistryAuth? stored = await new CredentialResolver(DockerEnvironment.Current, warn: warnings.Add)
                .ResolveAsync(host, cmdlet.StopToken).ConfigureAwait(false);
            foreach (string warning in warnings)
            {
                await cmdlet.WarnAsync(warning).ConfigureAwait(false);
            }

            return stored;
        }

        // A password belongs to one registry; a list of images must not carry it to others.
        string only = Interlocked.CompareExchange(ref _onlyRegistry, host, null) ?? host;
        return only == host
            ? new RegistryAuth
            {
                Username = credential.UserName,
                Password = credential.GetNetworkCredential().Password,
                ServerAddress = RegistryKey.Of(host),
            }
            : throw new InvalidRequestException("CredentialAmbiguous", $"-Credential was used for {only}, and is not sent to {host}.")
            {
                Advice = "Call once for each registry.",
            };
    }
}
