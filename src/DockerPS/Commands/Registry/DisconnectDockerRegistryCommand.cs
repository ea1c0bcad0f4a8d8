using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Logs out of registries.</summary>
/// <remarks>
/// <para>Forgets the login of this session, that of the credential helper and that of config.json, in each way in which old tools may have written it.
/// Neither an engine nor a registry is asked. Where there is no login there is a warning, as docker has it. The twin of docker logout.</para>
/// <para>A login of Get-DockerRegistry that is piped in is forgotten in its own place only. What the DOCKER_AUTH_CONFIG variable has stays.</para>
/// </remarks>
/// <example>
/// <title>Log out</title>
/// <code>Disconnect-DockerRegistry registry.example:5000</code>
/// <para>Forgets the login to that registry wherever it is kept.</para>
/// </example>
/// <example>
/// <title>Log out of Docker Hub</title>
/// <code>Disconnect-DockerRegistry</code>
/// <para>Without a name it is Docker Hub.</para>
/// </example>
/// <example>
/// <title>Forget what is kept in this session only</title>
/// <code>Get-DockerRegistry | Where-Object Store -eq Session | Disconnect-DockerRegistry</code>
/// <para>The logins that are stored stay, and are used again.</para>
/// </example>
/// <seealso cref="ConnectDockerRegistryCommand"/>
/// <seealso cref="GetDockerRegistryCommand"/>
[Cmdlet(VerbsCommunications.Disconnect, "DockerRegistry", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[Alias("Logout-DockerRegistry")]
public sealed class DisconnectDockerRegistryCommand : DockerCmdlet
{
    private const string NameSet = "Name";
    private const string InputObjectSet = "InputObject";

    private SessionConnections? _session;

    /// <summary>The registries: hosts, host:port, or addresses, of which scheme and path are left out; wildcards are allowed.
    /// Docker Hub (docker.io) by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [Alias("Name", "Server")]
    [ValidateNotNullOrEmpty]
    [NameTransformation(typeof(DockerRegistry))]
    [ArgumentCompleter(typeof(RegistryCompleter))]
    public string[]? Registry { get; set; }

    /// <summary>Logins of Get-DockerRegistry.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerRegistry))]
    public DockerRegistry[]? InputObject { get; set; }

    private protected override void OnBegin() => _session = SessionConnections.OfCurrentRunspace();

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName == InputObjectSet)
        {
            foreach (DockerRegistry login in InputObject!)
            {
                await ForgetAsync(RegistryKey.Of(login.Registry), login.ServerAddress, LoginPlace.Parse(login.Store), login).ConfigureAwait(false);
            }

            return;
        }

        foreach (string name in Registry ?? [ImageReference.DefaultRegistry])
        {
            foreach (string key in await KeysAsync(name).ConfigureAwait(false))
            {
                await ForgetAsync(key, key, null, name).ConfigureAwait(false);
            }
        }
    }

    private async Task<IReadOnlyCollection<string>> KeysAsync(string name)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            var pattern = new RegistryPattern(name);
            if (pattern.Key is { } key)
            {
                return [key];
            }

            await foreach (StoredLogin login in RegistryLogins.FindAsync(_session!, StopToken).ConfigureAwait(false))
            {
                if (login.Error is { } error && login.Key.StartsWith(CredentialHelper.Prefix, StringComparison.Ordinal))
                {
                    // It stands for the helper, which could not list what it has.
                    await WriteErrorAsync(error, name).ConfigureAwait(false);
                    continue;
                }

                string registry = RegistryKey.RegistryOf(login.Key);
                if (pattern.IsMatch(registry, login.Key) && login.Place != LoginPlace.Variable)
                {
                    keys.Add(RegistryKey.Of(registry));
                }
            }
        }
        catch (DockerException exception)
        {
            await WriteErrorAsync(exception, name).ConfigureAwait(false);
        }

        return keys;
    }

    /// <param name="key">The registry's key.</param>
    /// <param name="written">The key under which it is kept, where that is another one.</param>
    /// <param name="place">Only that place; null is all.</param>
    /// <param name="target">What the user gave.</param>
    private async Task ForgetAsync(string key, string written, LoginPlace? place, object target)
    {
        string registry = RegistryKey.RegistryOf(key);
        if (!await ShouldProcessAsync(place is null ? registry : $"{registry} ({place})", "Log out of registry").ConfigureAwait(false))
        {
            return;
        }

        try
        {
            bool found = (place is null || place == LoginPlace.Session) && _session!.Logins.TryRemove(key, out _);
            if (place is null || (place != LoginPlace.Session && place != LoginPlace.Variable))
            {
                var store = new CredentialStore(DockerEnvironment.Current);
                found |= await ChangeAsync(token => store.EraseAsync(key, place, token)).ConfigureAwait(false);
                if (written != key)
                {
                    found |= await ChangeAsync(token => store.EraseAsync(written, place, token)).ConfigureAwait(false);
                }
            }

            await TellAsync(registry, key, written, found).ConfigureAwait(false);
        }
        catch (DockerException exception)
        {
            await WriteErrorAsync(exception, target).ConfigureAwait(false);
        }
    }

    private async Task TellAsync(string registry, string key, string written, bool found)
    {
        if (new CredentialResolver(DockerEnvironment.Current).HasVariableLogin(key) || new CredentialResolver(DockerEnvironment.Current).HasVariableLogin(written))
        {
            await WarnAsync($"The {CredentialResolver.AuthVariable} variable has a login to {registry}, which goes on to be used.").ConfigureAwait(false);
        }
        else if (!found)
        {
            await WarnAsync($"Not logged in to {registry}.").ConfigureAwait(false);
        }
        else
        {
            await VerboseAsync($"Logged out of {registry}.").ConfigureAwait(false);
        }
    }
}
