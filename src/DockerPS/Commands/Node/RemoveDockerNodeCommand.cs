using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes nodes from the lists of their swarms.</summary>
/// <remarks>
/// <para>A node that has left (Exit-DockerSwarm) or is down stays in the list until it is removed. One that is up is refused, unless -Force is
/// given: its engine is then no longer in the swarm, though it may not know that yet. A manager is refused in any case: Update-DockerNode NODE -Role Worker first.
/// The twin of docker node rm (DELETE /nodes/{id}).</para>
/// </remarks>
/// <example>
/// <title>Forget a node that has left</title>
/// <code>Remove-DockerNode node-7</code>
/// <para>The node was taken out of the swarm by Exit-DockerSwarm, or its machine is gone.</para>
/// </example>
/// <example>
/// <title>Clean up</title>
/// <code>Get-DockerNode -State Down -Role Worker | Remove-DockerNode -WhatIf</code>
/// <para>Names the workers that are down, and removes none.</para>
/// </example>
/// <seealso cref="GetDockerNodeCommand"/>
/// <seealso cref="ExitDockerSwarmCommand"/>
[Cmdlet(VerbsCommon.Remove, "DockerNode", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
public sealed class RemoveDockerNodeCommand : NodeTargetCmdlet
{
    /// <summary>Removes nodes that are up, too, and asks nothing.</summary>
    [Parameter]
    [Alias("f")]
    public SwitchParameter Force { get; set; }

    /// <summary>How many nodes are removed at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal override int? WorkLimit => ThrottleLimit;

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ActOnEachAsync(
        ResolveAsync(), "Remove node", Force, node => ChangeAsync(token => node.Engine.Nodes.RemoveAsync(node.Id, Force, token)));
}
