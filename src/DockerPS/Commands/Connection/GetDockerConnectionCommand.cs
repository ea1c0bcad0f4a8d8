using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the connections of this session.</summary>
/// <remarks>Returns what Connect-Docker and Use-DockerContext have made in this runspace. With -Default it returns the connection that cmdlets use
/// when nothing else is said, even if that is only what the docker CLI would use. Nothing is sent to any engine.</remarks>
/// <example>
/// <title>See all connections</title>
/// <code>Get-DockerConnection</code>
/// <para>Lists the connections of this session.</para>
/// </example>
/// <example>
/// <title>See where commands go</title>
/// <code>Get-DockerConnection -Default</code>
/// <para>Shows the engine that Get-Container and the others use without -Connection.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "DockerConnection", DefaultParameterSetName = "Name")]
[OutputType(typeof(DockerConnection))]
public sealed class GetDockerConnectionCommand : DockerCmdlet
{
    private SessionConnections? _session;

    /// <summary>The connections, by name; wildcards are allowed. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Returns the connection that cmdlets use when nothing else is said.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Default")]
    public SwitchParameter Default { get; set; }

    private protected override void OnBegin() => _session = SessionConnections.OfCurrentRunspace();

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        SessionConnections session = _session!;
        if (Default)
        {
            await WriteAsync(session.Default ?? ConnectionFactory.Of(ConnectionFactory.Resolver.ResolveDefault())).ConfigureAwait(false);
            return;
        }

        await WriteManyAsync(await NamedConnections.FindAsync(this, session, Name ?? ["*"]).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
