using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Http;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Forgets connections of this session.</summary>
/// <remarks>Closes idle sockets and takes the name out of the session. If it was the default, the session goes back to what the docker CLI would use.
/// Objects that came over the connection can still be piped: they open it again. Nothing is sent to the engine.</remarks>
/// <example>
/// <title>Forget the default connection</title>
/// <code>Disconnect-Docker</code>
/// <para>The session's default is again what the docker CLI would use.</para>
/// </example>
/// <example>
/// <title>Forget several connections</title>
/// <code>Get-DockerConnection prod-* | Disconnect-Docker</code>
/// <para>Forgets every connection whose name begins with prod-.</para>
/// </example>
[Cmdlet(VerbsCommunications.Disconnect, "Docker", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class DisconnectDockerCommand : DockerCmdlet
{
    private const string NameSet = "Name";
    private const string InputObjectSet = "InputObject";

    private SessionConnections? _session;

    /// <summary>The connections, by name; wildcards are allowed. The session's default when left out.</summary>
    [Parameter(Position = 0, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The connections, from Get-DockerConnection or Connect-Docker.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerConnection))]
    public DockerConnection[]? InputObject { get; set; }

    private protected override void OnBegin() => _session = SessionConnections.OfCurrentRunspace();

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        SessionConnections session = _session!;
        IEnumerable<DockerConnection> connections =
            InputObject is not null ? InputObject
            : Name is null ? session.Default is { } current ? [current] : []
            : await NamedConnections.FindAsync(this, session, Name).ConfigureAwait(false);
        foreach (DockerConnection connection in connections)
        {
            if (!await ShouldProcessAsync(connection.Name, "Disconnect").ConfigureAwait(false))
            {
                continue;
            }

            session.Named.TryRemove(KeyValuePair.Create(connection.Name, connection));
            if (session.Default is { } standard && standard.IsSameEngine(connection))
            {
                session.Default = null;
            }

            ClientPool.Remove(connection.Client);
        }
    }
}
