using System.Collections.Concurrent;
using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>The credentials that one command sends along to registries: those that the user gave, else those of this session
/// or of docker's configuration for exactly that registry.</summary>
internal sealed class RegistryLogin(EngineCmdlet cmdlet, PSCredential? credential)
{
    private readonly ConcurrentDictionary<DockerConnection, byte> _warned = new();
    private string? _onlyRegistry;

    /// <summary>The value of X-Registry-Auth; null where there are no credentials.</summary>
    /// <exception cref="InvalidRequestException">-Credential was given, and was sent to another registry already.</exception>
    public async Task<string?> HeaderAsync(EngineApi engine, ImageReference image)
    {
        string host = image.RegistryHost;
        RegistryAuth? auth = credential is null ? await cmdlet.RegistryCredentials.FindAsync(host).ConfigureAwait(false) : Given(credential, host);
        if (auth is null)
        {
            return null;
        }

        if (engine.Connection.IsReadableOnTheWay && _warned.TryAdd(engine.Connection, 0))
        {
            await cmdlet.WarnAsync(PlainTcpWarning(host, engine.Connection)).ConfigureAwait(false);
        }

        return auth.ToHeaderValue();
    }

    /// <summary>The warning before credentials go to an engine in the clear.</summary>
    public static string PlainTcpWarning(string registry, DockerConnection connection) =>
        $"The credentials for {registry} go to '{connection.Name}' over plain TCP: everyone on the way can read them. Use TLS or ssh.";

    private RegistryAuth Given(PSCredential given, string host)
    {
        // A password belongs to one registry; a list of images must not carry it to others.
        string only = Interlocked.CompareExchange(ref _onlyRegistry, host, null) ?? host;
        return only == host
            ? new RegistryAuth
            {
                Username = given.UserName,
                Password = given.GetNetworkCredential().Password,
                ServerAddress = RegistryKey.Of(host),
            }
            : throw new InvalidRequestException("CredentialAmbiguous", $"-Credential was used for {only}, and is not sent to {host}.")
            {
                Advice = "Call once for each registry.",
            };
    }
}
