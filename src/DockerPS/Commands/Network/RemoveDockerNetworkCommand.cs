using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes networks.</summary>
/// <remarks>
/// <para>The engine refuses one that running containers are in, and its own networks (bridge, host, none). Many are removed side by side.
/// The twin of docker network rm (DELETE /networks/{id}).</para>
/// <para>The routing mesh of a swarm (ingress) is removed only with -Force: make sure first that all nodes of the swarm run the same
/// version of the engine, or the removal may not work everywhere.</para>
/// </remarks>
/// <example>
/// <title>Remove networks by name</title>
/// <code>Remove-DockerNetwork test-*</code>
/// <para>Removes every network whose name begins with test-.</para>
/// </example>
/// <example>
/// <title>See first what would go</title>
/// <code>Get-DockerNetwork -Dangling $true -Label stage=test | Remove-DockerNetwork -WhatIf</code>
/// <para>Shows which unused networks with that label would be removed, and removes none.</para>
/// </example>
/// <example>
/// <title>Remove a network with the containers in it</title>
/// <code>Get-DockerNetwork lab | Get-Container | Remove-Container -Force; Remove-DockerNetwork lab -Force</code>
/// <para>With -Force a network that does not exist is no error.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "DockerNetwork", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
public sealed class RemoveDockerNetworkCommand : NetworkActionCmdlet
{
    /// <summary>A network that does not exist is no error, a swarm's routing mesh is removed too, and nothing is asked.
    /// Networks in use are refused all the same.</summary>
    [Parameter]
    [Alias("f")]
    public SwitchParameter Force { get; set; }

    private protected override string Action => "Remove network";

    private protected override bool NoPrompt => Force;

    private protected override bool IsMissingFine => Force;

    private protected override async Task ActAsync(ResolvedNetwork network)
    {
        if (network.Network.Ingress && !Force)
        {
            throw new InvalidRequestException("IngressNetwork", $"'{network.Name}' is the routing mesh of the swarm, without which published ports of services do not answer.")
            {
                Advice = "Make sure that all nodes of the swarm run the same version of the engine, then give -Force.",
            };
        }

        try
        {
            await ChangeAsync(token => network.Engine.Networks.RemoveAsync(network.Network, token)).ConfigureAwait(false);
        }
        catch (DockerException gone) when (IsMissingFine && IsMissing(gone))
        {
            await VerboseAsync(gone.Message).ConfigureAwait(false);
        }
    }
}
