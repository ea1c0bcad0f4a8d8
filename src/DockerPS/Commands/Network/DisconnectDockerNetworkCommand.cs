using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Http;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Disconnects containers from networks.</summary>
/// <remarks>
/// <para>Running containers lose the network at once. Many are disconnected side by side; the twin of docker network disconnect
/// (POST /networks/{id}/disconnect), whose order of arguments it has: the network, then the container.</para>
/// <para>Wildcards of -Container mean the containers that are in the network. A network by name is looked up on each container's own
/// engine; containers by name are looked up on a network object's engine. Returns nothing unless -PassThru is given.</para>
/// </remarks>
/// <example>
/// <title>Take a container out of a network</title>
/// <code>Disconnect-DockerNetwork shop web</code>
/// <para>The container goes on in its other networks.</para>
/// </example>
/// <example>
/// <title>Empty a network and remove it</title>
/// <code>Disconnect-DockerNetwork lab *; Remove-DockerNetwork lab</code>
/// <para>Disconnects all containers that are in the network, then removes it.</para>
/// </example>
/// <example>
/// <title>By pipeline</title>
/// <code>Get-Container web* -Context prod-* | Disconnect-DockerNetwork monitoring -PassThru</code>
/// <para>Disconnects each from the network of its own engine, and returns the containers as they are then.</para>
/// </example>
/// <example>
/// <title>Clear up after a crash</title>
/// <code>Disconnect-DockerNetwork shop gone -Force</code>
/// <para>Removes what the network still holds of a container that is no more.</para>
/// </example>
/// <seealso cref="ConnectDockerNetworkCommand"/>
[Cmdlet(VerbsCommunications.Disconnect, "DockerNetwork", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ContainerDetail))]
public sealed class DisconnectDockerNetworkCommand : NetworkAttachmentCmdlet
{
    private readonly Dictionary<(DockerClient Engine, string NetworkId), HashSet<string>> _members = [];

    /// <summary>Also where the container is gone and the network still holds its name, and does not ask.</summary>
    [Parameter]
    [Alias("f")]
    public SwitchParameter Force { get; set; }

    private protected override string Action => "Disconnect container";

    private protected override string Joint => "from";

    private protected override bool NoPrompt => Force;

    private protected override ContainerResolver NewContainerResolver() => new(StopToken, Force);

    private protected override async Task<bool> FitsWildcardAsync(EngineApi engine, string networkId, string containerId)
    {
        if (!_members.TryGetValue((engine.Client, networkId), out HashSet<string>? members))
        {
            members = [];
            await foreach (ContainerSummary container in engine.Containers.ListAsync(
                new Filters().Add("network", networkId), null, false, StopToken).ConfigureAwait(false))
            {
                members.Add(container.Id);
            }

            _members.Add((engine.Client, networkId), members);
        }

        return members.Contains(containerId);
    }

    private protected override Task ActAsync(NetworkAttachment attachment) =>
        ChangeAsync(token => attachment.Engine.Networks.DisconnectAsync(attachment.NetworkId, attachment.Container.Id, Force, token));
}
