using System.Management.Automation;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using DockerPS.Completion;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Requests;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Connects containers to networks.</summary>
/// <remarks>
/// <para>Running containers get the network at once, stopped ones when they start. A container can be in many networks.
/// Many are connected side by side; the twin of docker network connect (POST /networks/{id}/connect), whose order of arguments it has:
/// the network, then the container.</para>
/// <para>A network by name is looked up on each container's own engine; containers by name are looked up on a network object's engine.</para>
/// <para>Returns nothing unless -PassThru is given.</para>
/// </remarks>
/// <example>
/// <title>Connect containers to a network</title>
/// <code>Connect-DockerNetwork shop web, db</code>
/// <para>Connects both containers to the network shop.</para>
/// </example>
/// <example>
/// <title>All containers of a kind, on many engines</title>
/// <code>Get-Container web* -Context prod-* | Connect-DockerNetwork monitoring</code>
/// <para>Each container is connected to the network monitoring of its own engine.</para>
/// </example>
/// <example>
/// <title>Other names and a fixed address</title>
/// <code>Connect-DockerNetwork shop db -Alias database, mysql -IPAddress 10.5.1.20</code>
/// <para>In the network shop the container db is also found as database and mysql. Addresses can be chosen where the network's -Subnet was.</para>
/// </example>
/// <example>
/// <title>Make a network and fill it</title>
/// <code>New-DockerNetwork lab -Internal | Connect-DockerNetwork -Container test1, test2 -PassThru</code>
/// <para>Returns the containers, with their addresses in Networks.</para>
/// </example>
/// <seealso cref="DisconnectDockerNetworkCommand"/>
[Cmdlet(VerbsCommunications.Connect, "DockerNetwork", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ContainerDetail))]
public sealed class ConnectDockerNetworkCommand : NetworkAttachmentCmdlet
{
    private static readonly ApiVersion s_gatewayPriority = new(1, 48);
    private static readonly ApiVersion s_macAddress = new(1, 54);

    private JsonObject _endpoint = [];

    /// <summary>More names by which others in the network find the container. Only networks that someone made know them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Alias { get; set; }

    /// <summary>The IPv4 address, in a network whose subnet was chosen when it was made.</summary>
    /// <value>The next free one</value>
    [Parameter]
    [Alias("Ip")]
    [ValidateNotNullOrEmpty]
    public string? IPAddress { get; set; }

    /// <summary>The IPv6 address, in a network whose IPv6 subnet was chosen when it was made.</summary>
    /// <value>The next free one</value>
    [Parameter]
    [Alias("Ip6")]
    [ValidateNotNullOrEmpty]
    public string? IPv6Address { get; set; }

    /// <summary>Link-local addresses for the container, such as 169.254.34.68 or fe80::10.</summary>
    [Parameter]
    [Alias("LinkLocalIp")]
    [ValidateNotNullOrEmpty]
    public string[]? LinkLocalIPAddress { get; set; }

    /// <summary>Other containers that this one finds under a name of its own: 'db:database', 'db', or @{ db = 'database' }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public object[]? Link { get; set; }

    /// <summary>Options of the network's driver for this container: @{ 'com.docker.network.endpoint.sysctls' = '...' } or 'name=value'.</summary>
    [Parameter]
    [Alias("DriverOpt")]
    public object[]? DriverOption { get; set; }

    /// <summary>Of a container's networks, the one with the highest number gives its default gateway; negative numbers are allowed.
    /// Needs Engine API 1.48.</summary>
    /// <value>0</value>
    [Parameter]
    [Alias("GwPriority")]
    public int? GatewayPriority { get; set; }

    /// <summary>The MAC address in the network, as 02:42:ac:11:00:02. Needs Engine API 1.54; engines before it leave it out without a word.</summary>
    /// <value>Made of the address, or by chance</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MacAddress { get; set; }

    private protected override string Action => "Connect container";

    private protected override string Joint => "to";

    private protected override void OnBegin()
    {
        base.OnBegin();
        _endpoint = BuildEndpoint();
    }

    /// <inheritdoc/>
    // An attachable network of a swarm comes to a worker with its first container.
    private protected override async Task<bool> MayExistElsewhereAsync(EngineApi engine) =>
        (await engine.System.GetInfoAsync(StopToken).ConfigureAwait(false)).SwarmState == "active";

    private protected override async Task ActAsync(NetworkAttachment attachment)
    {
        if (GatewayPriority is not null)
        {
            await attachment.Engine.RequireAsync(s_gatewayPriority, "-GatewayPriority", StopToken).ConfigureAwait(false);
        }

        if (MacAddress is not null)
        {
            await attachment.Engine.RequireAsync(s_macAddress, "-MacAddress", StopToken).ConfigureAwait(false);
        }

        await ChangeAsync(token => attachment.Engine.Networks.ConnectAsync(attachment.Network.Id, attachment.Container.Id, _endpoint, token)).ConfigureAwait(false);
    }

    private JsonObject BuildEndpoint() => new NetworkSpec
    {
        Name = "",
        Aliases = Alias ?? [],
        Links = [.. KeyValueText.Of(Link, ":", "-Link").Select(LinkSpec.Parse)],
        DriverOptions = KeyValueText.ToJson(DriverOption, "-DriverOption"),
        IPv4 = IPAddress is null ? null : AddressText.Checked(nameof(IPAddress), IPAddress, AddressFamily.InterNetwork),
        IPv6 = IPv6Address is null ? null : AddressText.Checked(nameof(IPv6Address), IPv6Address, AddressFamily.InterNetworkV6),
        LinkLocal = [.. (LinkLocalIPAddress ?? []).Select(static address => AddressText.Checked(nameof(LinkLocalIPAddress), address))],
        Mac = MacAddress is null ? null : Engine.Requests.MacAddress.Parse(nameof(MacAddress), MacAddress),
        GatewayPriority = GatewayPriority,
    }.ToJson(withMac: true);
}
