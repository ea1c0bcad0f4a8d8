using System.Management.Automation;
using System.Net.Sockets;
using System.Text.Json.Nodes;
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
    [ValidatePattern("^[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}$")]
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

        await ChangeAsync(token => attachment.Engine.Networks.ConnectAsync(attachment.NetworkId, attachment.Container.Id, _endpoint, token)).ConfigureAwait(false);
    }

    private JsonObject BuildEndpoint()
    {
        var endpoint = new JsonObject();
        var addresses = new JsonObject();
        AddAddress(addresses, "IPv4Address", nameof(IPAddress), IPAddress, AddressFamily.InterNetwork);
        AddAddress(addresses, "IPv6Address", nameof(IPv6Address), IPv6Address, AddressFamily.InterNetworkV6);
        foreach (string address in LinkLocalIPAddress ?? [])
        {
            AddressText.Need(nameof(LinkLocalIPAddress), address);
        }

        AddList(addresses, "LinkLocalIPs", LinkLocalIPAddress ?? []);
        if (addresses.Count > 0)
        {
            endpoint["IPAMConfig"] = addresses;
        }

        AddList(endpoint, "Aliases", Alias ?? []);
        AddList(endpoint, "Links", KeyValueText.Of(Link, ":", "-Link").Select(CheckLink));
        JsonObject options = KeyValueText.ToJson(DriverOption, "-DriverOption");
        if (options.Count > 0)
        {
            endpoint["DriverOpts"] = options;
        }

        if (GatewayPriority is int priority)
        {
            endpoint["GwPriority"] = priority;
        }

        if (MacAddress is { } mac)
        {
            endpoint[nameof(MacAddress)] = mac.Replace('-', ':');
        }

        return endpoint;
    }

    private static string CheckLink(string link)
    {
        string[] parts = link.Split(':');
        return parts.Length <= 2 && parts.All(static part => part.Length > 0)
            ? link
            : throw RequestText.Wrong(nameof(Link), link, "it is not a container and a name", "'db:database', 'db' or @{ db = 'database' }");
    }

    private static void AddAddress(JsonObject addresses, string field, string parameter, string? text, AddressFamily family)
    {
        if (text is not null)
        {
            AddressText.Need(parameter, text, family);
            addresses[field] = text;
        }
    }

    private static void AddList(JsonObject owner, string field, IEnumerable<string> texts)
    {
        var list = new JsonArray([.. texts.Select(static text => (JsonNode)text)]);
        if (list.Count > 0)
        {
            owner[field] = list;
        }
    }
}
