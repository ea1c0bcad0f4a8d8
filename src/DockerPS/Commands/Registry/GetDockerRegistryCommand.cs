using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the registries that there is a login to.</summary>
/// <remarks>
/// <para>Reads the logins of this session (Connect-DockerRegistry -SessionOnly), the DOCKER_AUTH_CONFIG variable, the credential helpers and
/// config.json; neither an engine nor a registry is asked, and no password or token is returned. What is kept in several places is there several times,
/// and IsUsed says which login counts.</para>
/// <para>A helper or an entry that cannot be read is an error of its own.</para>
/// </remarks>
/// <example>
/// <title>List logins</title>
/// <code>Get-DockerRegistry</code>
/// <para>Lists all registries with user and place.</para>
/// </example>
/// <example>
/// <title>Find passwords in plain text</title>
/// <code>Get-DockerRegistry | Where-Object Store -eq 'Config file'</code>
/// <para>Lists what anybody can read who can read config.json.</para>
/// </example>
/// <example>
/// <title>Log out of some registries</title>
/// <code>Get-DockerRegistry *.example | Disconnect-DockerRegistry</code>
/// <para>Forgets the logins to all registries whose name ends with .example.</para>
/// </example>
/// <seealso cref="ConnectDockerRegistryCommand"/>
/// <seealso cref="DisconnectDockerRegistryCommand"/>
[Cmdlet(VerbsCommon.Get, "DockerRegistry")]
[OutputType(typeof(DockerRegistry))]
public sealed class GetDockerRegistryCommand : DockerCmdlet
{
    private SessionConnections? _session;

    /// <summary>The registries, by host or host:port, docker.io of Docker Hub; wildcards are allowed. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [Alias("Name", "Server")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegistryCompleter))]
    public string[]? Registry { get; set; }

    private protected override void OnBegin() => _session = SessionConnections.OfCurrentRunspace();

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        RegistryPattern[] patterns = [.. (Registry ?? ["*"]).Select(static name => new RegistryPattern(name))];
        var matched = new HashSet<RegistryPattern>();
        await foreach (DockerRegistry login in RegistryLogins.ListAsync(_session!, StopToken, FailAsync).ConfigureAwait(false))
        {
            RegistryPattern[] fitting = [.. patterns.Where(pattern => pattern.IsMatch(login.Registry, login.ServerAddress))];
            matched.UnionWith(fitting);
            if (fitting.Length > 0)
            {
                await WriteAsync(login).ConfigureAwait(false);
            }
        }

        foreach (RegistryPattern pattern in patterns.Where(pattern => !pattern.HasWildcards && !matched.Contains(pattern)))
        {
            await WriteErrorAsync(
                new ResourceNotFoundException(ResourceKind.Registry, $"There is no login to '{pattern}'.") { Advice = "Get-DockerRegistry lists those that there are." },
                pattern.ToString()).ConfigureAwait(false);
        }

        async Task FailAsync(StoredLogin login)
        {
            if (Array.Find(patterns, pattern => pattern.IsMatch(RegistryKey.RegistryOf(login.Key), login.Key)) is { } pattern)
            {
                matched.Add(pattern);
                await WriteErrorAsync(login.Error!, login.Key).ConfigureAwait(false);
            }
        }
    }
}
