using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Http;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Makes the tokens by which engines join swarms anew.</summary>
/// <remarks>The token before lets nobody in any more; nodes that are in the swarm stay. The twin of docker swarm join-token --rotate (POST /swarm/update).</remarks>
/// <example>
/// <title>A new token for workers</title>
/// <code>Reset-DockerSwarmJoinToken Worker</code>
/// <para>The new token is not shown.</para>
/// </example>
/// <example>
/// <title>New tokens for both, shown</title>
/// <code>Reset-DockerSwarmJoinToken Worker, Manager -PassThru</code>
/// <para>Returns what Get-DockerSwarmJoinToken would return then.</para>
/// </example>
/// <seealso cref="GetDockerSwarmJoinTokenCommand"/>
[Cmdlet(VerbsCommon.Reset, "DockerSwarmJoinToken", SupportsShouldProcess = true)]
[OutputType(typeof(DockerSwarmJoinToken))]
public sealed class ResetDockerSwarmJoinTokenCommand : EngineInputCmdlet
{
    /// <summary>Whose tokens: Worker, Manager, or both.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeRoleCompleter))]
    public string[]? Role { get; set; }

    /// <summary>Returns the new tokens.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override Task ProcessAsync()
    {
        IReadOnlyList<string> roles = JoinTokens.Roles(Role);
        return ActOnEachAsync(
            ResolveEnginesAsync(), $"Make a new token for {string.Join(" and ", roles)}s", noPrompt: false, target => ResetAsync(target, roles));
    }

    private async Task ResetAsync(EngineTarget target, IReadOnlyList<string> roles)
    {
        void Query(QueryString query) => query
            .Add("rotateWorkerToken", roles.Contains(NodeWords.Worker))
            .Add("rotateManagerToken", roles.Contains(NodeWords.Manager));
        await ChangeAsync(token => target.Engine.Swarm.Update(Query).RunAsync(static _ => true, token)).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteManyAsync(await JoinTokens.ReadAsync(target.Engine, roles, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }
}
