using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Takes engines out of their swarm.</summary>
/// <remarks>
/// <para>The engines that are piped in, or that -Connection, -Context or -HostAddress name, leave the swarm that they are in; their tasks end. It asks first,
/// unless -Force is given. The twin of docker swarm leave (POST /swarm/leave).</para>
/// <para>A manager is refused without -Force: the swarm needs more than half of its managers, and the last one takes the swarm with it, with
/// its services, secrets and configs. Make it a worker before: Update-DockerNode NODE -Role Worker.</para>
/// <para>The managers keep a node that has left in their list, as down, until Remove-DockerNode removes it.</para>
/// </remarks>
/// <example>
/// <title>Take a worker out</title>
/// <code>Exit-DockerSwarm -Context node-7; Remove-DockerNode node-7 -Context boss</code>
/// <para>The node leaves, then its manager forgets it.</para>
/// </example>
/// <example>
/// <title>End a whole swarm</title>
/// <code>Get-DockerContext node-*, boss | Exit-DockerSwarm -Force</code>
/// <para>All engines leave, workers and managers; services, secrets and configs are gone with the last manager.</para>
/// </example>
/// <example>
/// <title>See first what would leave</title>
/// <code>Get-DockerContext | Exit-DockerSwarm -WhatIf</code>
/// <para>Names the engines, and changes nothing.</para>
/// </example>
/// <seealso cref="JoinDockerSwarmCommand"/>
/// <seealso cref="RemoveDockerNodeCommand"/>
[Cmdlet(VerbsCommon.Exit, "DockerSwarm", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Leave-DockerSwarm")]
public sealed class ExitDockerSwarmCommand : EngineInputCmdlet
{
    /// <summary>Managers leave, too, even the last one, and nothing is asked.</summary>
    [Parameter]
    [Alias("f")]
    public SwitchParameter Force { get; set; }

    /// <summary>How many engines leave at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal override int? WorkLimit => ThrottleLimit;

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ActOnEachAsync(
        ResolveEnginesAsync(), "Leave swarm", Force, target => ChangeAsync(token => target.Engine.Swarm.LeaveAsync(Force, token)));
}
