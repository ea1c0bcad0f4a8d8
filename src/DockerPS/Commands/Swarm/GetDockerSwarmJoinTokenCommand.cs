using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the tokens by which engines join swarms.</summary>
/// <remarks>Who has a token can let any engine into the swarm. Join-DockerSwarm -Manager needs none to be shown. The twin of docker swarm join-token (GET /swarm).</remarks>
/// <example>
/// <title>See the tokens</title>
/// <code>Get-DockerSwarmJoinToken</code>
/// <para>Shows the tokens for workers and for managers, and the address to join at.</para>
/// </example>
/// <example>
/// <title>Join by a token</title>
/// <code>$t = Get-DockerSwarmJoinToken Worker -Context boss; Join-DockerSwarm $t.RemoteAddress -Token $t -Context node-7</code>
/// <para>The token is handed over as an object, and is not shown.</para>
/// </example>
/// <example>
/// <title>For a machine that DockerPS does not reach</title>
/// <code>$t = Get-DockerSwarmJoinToken Worker; "docker swarm join --token $($t.Token) $($t.RemoteAddress)"</code>
/// <para>The command for the docker CLI there.</para>
/// </example>
/// <seealso cref="ResetDockerSwarmJoinTokenCommand"/>
/// <seealso cref="JoinDockerSwarmCommand"/>
[Cmdlet(VerbsCommon.Get, "DockerSwarmJoinToken")]
[OutputType(typeof(DockerSwarmJoinToken))]
public sealed class GetDockerSwarmJoinTokenCommand : EngineInputCmdlet
{
    /// <summary>Whose tokens: Worker, Manager, or both.</summary>
    /// <value>Both</value>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeRoleCompleter))]
    public string[]? Role { get; set; }

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ReadEachEngineAsync(ReadAsync);

    private async Task ReadAsync(EngineApi engine) =>
        await WriteManyAsync(await JoinTokens.ReadAsync(engine, JoinTokens.Roles(Role), StopToken).ConfigureAwait(false)).ConfigureAwait(false);
}
