using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Completion;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Requests;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Makes networks.</summary>
/// <remarks>
/// <para>Makes a network and returns it. Several names make several networks side by side, several engines (-Context a, b) a network on each.
/// The twin of docker network create (POST /networks/create).</para>
/// <para>Without -Subnet the engine chooses a block of addresses. A gateway, a range and reserved addresses belong to the subnet that they
/// lie in; several subnets take one of each: -Subnet 10.1.0.0/16, fd00:1::/64 -Gateway 10.1.0.1, fd00:1::1, or a hashtable for each subnet.</para>
/// </remarks>
/// <example>
/// <title>Make a network and put containers into it</title>
/// <code>New-DockerNetwork shop; Run-Container -d -Name db -Network shop postgres; Run-Container -d -Name web -Network shop nginx</code>
/// <para>In a network that someone made, containers find each other by name: web reaches the database as db.</para>
/// </example>
/// <example>
/// <title>Choose the addresses</title>
/// <code>New-DockerNetwork shop -Subnet 10.5.0.0/16 -Gateway 10.5.0.1 -IPRange 10.5.1.0/24 -AuxiliaryAddress @{ printer = '10.5.1.9' }</code>
/// <para>Containers get addresses of 10.5.1.0/24, but never the printer's.</para>
/// </example>
/// <example>
/// <title>IPv4 and IPv6</title>
/// <code>New-DockerNetwork dual -IPv6 -Subnet @{ Subnet = '10.6.0.0/16'; Gateway = '10.6.0.1' }, @{ Subnet = 'fd00:6::/64'; Gateway = 'fd00:6::1' }</code>
/// <para>A hashtable holds what belongs to one subnet.</para>
/// </example>
/// <example>
/// <title>No way out</title>
/// <code>New-DockerNetwork backend -Internal -Label tier=data -Option @{ 'com.docker.network.bridge.name' = 'br-backend' }</code>
/// <para>Containers in it reach each other only, unless they are in other networks too.</para>
/// </example>
/// <example>
/// <title>Make it as another one is</title>
/// <code>$net = Get-DockerNetwork shop; New-DockerNetwork shop -Context test -Driver $net.Driver -Subnet $net.Ipam -Option $net.Options -Label $net.Labels</code>
/// <para>Makes a network with the same addresses, options and labels on another engine.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "DockerNetwork", SupportsShouldProcess = true)]
[Alias("Create-DockerNetwork")]
[OutputType(typeof(DockerNetworkDetail))]
public sealed class NewDockerNetworkCommand : EngineCmdlet
{
    private static readonly ApiVersion s_ipv4Switch = new(1, 48);

    private JsonObject _body = [];

    /// <summary>The network's name; several names make several networks.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [NameTransformation(typeof(string))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The driver: bridge, overlay, macvlan, ipvlan, or a plugin's name.</summary>
    /// <value>The engine's own: bridge, on Windows nat</value>
    [Parameter]
    [Alias("d")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkDriverCompleter))]
    public string? Driver { get; set; }

    /// <summary>Options of the driver: @{ 'com.docker.network.driver.mtu' = 1400 } or 'parent=eth0'.</summary>
    [Parameter]
    [Alias("Opt", "o")]
    public object[]? Option { get; set; }

    /// <summary>Labels: 'name=value', or a hashtable.</summary>
    [Parameter]
    public object[]? Label { get; set; }

    /// <summary>The blocks of addresses: '10.5.0.0/16', 'fd00:5::/64', hashtables @{ Subnet; Gateway; IPRange; AuxiliaryAddress }, or the Ipam of
    /// another network. Blocks must not overlap. By default the engine chooses.</summary>
    [Parameter]
    public object[]? Subnet { get; set; }

    /// <summary>The address of the gateway, one for each subnet at most, in any order.</summary>
    /// <value>The first of the subnet</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Gateway { get; set; }

    /// <summary>The part of a subnet that containers get addresses of, as 10.5.1.0/24, one for each subnet at most, in any order.</summary>
    /// <value>The whole subnet</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? IPRange { get; set; }

    /// <summary>Addresses that the engine must not hand out, by name: @{ printer = '10.5.1.9' } or 'printer=10.5.1.9'.</summary>
    [Parameter]
    [Alias("AuxAddress")]
    public object[]? AuxiliaryAddress { get; set; }

    /// <summary>The driver that hands out addresses; a plugin's name.</summary>
    /// <value>default</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? IpamDriver { get; set; }

    /// <summary>Options of that driver: a hashtable, or 'name=value'.</summary>
    [Parameter]
    [Alias("IpamOpt")]
    public object[]? IpamOption { get; set; }

    /// <summary>Gives containers IPv4 addresses, as is the default; -IPv4:$false gives none, which needs Engine API 1.48.</summary>
    [Parameter]
    public SwitchParameter IPv4 { get; set; }

    /// <summary>Gives containers IPv6 addresses. Engines before 27 need an IPv6 subnet for it.</summary>
    [Parameter]
    public SwitchParameter IPv6 { get; set; }

    /// <summary>Leaves no way out of the network.</summary>
    [Parameter]
    public SwitchParameter Internal { get; set; }

    /// <summary>Lets single containers into a network of a swarm, which is otherwise for services only.</summary>
    [Parameter]
    public SwitchParameter Attachable { get; set; }

    /// <summary>Makes the routing mesh of a swarm; needs -Driver overlay.</summary>
    [Parameter]
    public SwitchParameter Ingress { get; set; }

    /// <summary>Where it is known: local, global or swarm. By default the driver's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkScopeCompleter))]
    public string? Scope { get; set; }

    /// <summary>Makes no network but settings for others (-ConfigFrom), such as an engine's part of a swarm's macvlan network.</summary>
    [Parameter]
    public SwitchParameter ConfigOnly { get; set; }

    /// <summary>Takes the settings of this network, which was made with -ConfigOnly.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public string? ConfigFrom { get; set; }

    /// <summary>How many networks are made at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal override int? WorkLimit => ThrottleLimit;

    private protected override void OnBegin()
    {
        base.OnBegin();
        _body = BuildBody();
    }

    private protected override void OnRecord()
    {
        if (Name.FirstOrDefault(static name => name.StartsWith('-')) is { } dashed)
        {
            throw CommandWords.DashError(this, "a network", dashed);
        }
    }

    private protected override async Task ProcessAsync()
    {
        IReadOnlyList<EngineApi> engines = SelectEngines();
        foreach (EngineApi engine in engines)
        {
            Task Make() => MakeAllAsync(engine, Name);
            await (engines.Count == 1
                ? AttributeAsync(engine.Connection, Make)
                : GuardAsync(engine.Connection, engine.Connection.Name, Make)).ConfigureAwait(false);
        }
    }

    private async Task MakeAllAsync(EngineApi engine, string[] names)
    {
        bool reached = false;
        foreach (string name in names)
        {
            if (!await ShouldProcessAsync($"{name} on {engine.Connection.Name}", "Create network").ConfigureAwait(false))
            {
                continue;
            }

            if (!reached)
            {
                // An engine that is down or too old is one error, not one for each network.
                await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
                if (IsIPv4Off)
                {
                    await engine.RequireAsync(s_ipv4Switch, "-IPv4:$false", StopToken).ConfigureAwait(false);
                }

                reached = true;
            }

            await QueueAsync(() => GuardAsync(engine.Connection, name, () => MakeAsync(engine, name))).ConfigureAwait(false);
        }
    }

    private async Task MakeAsync(EngineApi engine, string name)
    {
        var body = (JsonObject)_body.DeepClone();
        body[nameof(Name)] = name;
        CreatedNetwork created = await ChangeAsync(token => engine.Networks.CreateAsync(body, token)).ConfigureAwait(false);
        if (created.Warning.Length > 0)
        {
            await WarnAsync($"{name} on {engine.Connection.Name}: {DisplayText.Safe(created.Warning)}").ConfigureAwait(false);
        }

        await WriteAsync(await engine.Networks.InspectAsync(created.Id, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private bool IsIPv4Off => MyInvocation.BoundParameters.ContainsKey(nameof(IPv4)) && !IPv4;

    private JsonObject BuildBody()
    {
        // Engines before API 1.44 let two networks have one name unless they are told not to.
        var body = new JsonObject { ["CheckDuplicate"] = true };
        AddText(body, "Driver", Driver);
        AddText(body, "Scope", Scope);
        AddFlag(body, "Internal", Internal);
        AddFlag(body, "Attachable", Attachable);
        AddFlag(body, "Ingress", Ingress);
        AddFlag(body, "ConfigOnly", ConfigOnly);
        AddGiven(body, "EnableIPv4", nameof(IPv4), IPv4);
        AddGiven(body, "EnableIPv6", nameof(IPv6), IPv6);
        AddTable(body, "Options", KeyValueText.ToJson(Option, "-Option"));
        AddTable(body, "Labels", KeyValueText.ToJson(Label, "-Label"));
        if (ConfigFrom is not null)
        {
            body[nameof(ConfigFrom)] = new JsonObject { ["Network"] = ConfigFrom };
        }

        AddIpam(body);
        return body;
    }

    private void AddIpam(JsonObject body)
    {
        JsonArray config = SubnetSpec.Config(
            PlainInput.AllOf(Subnet), Gateway ?? [], IPRange ?? [], KeyValueText.Of(AuxiliaryAddress, "=", "-AuxiliaryAddress"));
        JsonObject options = KeyValueText.ToJson(IpamOption, "-IpamOption");
        if (config.Count == 0 && options.Count == 0 && IpamDriver is null)
        {
            return;
        }

        var ipam = new JsonObject { [nameof(Driver)] = IpamDriver ?? "default" };
        if (config.Count > 0)
        {
            ipam["Config"] = config;
        }

        AddTable(ipam, "Options", options);
        body["IPAM"] = ipam;
    }

    private static void AddText(JsonObject body, string field, string? text)
    {
        if (text is not null)
        {
            body[field] = text;
        }
    }

    private static void AddFlag(JsonObject body, string field, SwitchParameter given)
    {
        if (given)
        {
            body[field] = true;
        }
    }

    private static void AddTable(JsonObject body, string field, JsonObject table)
    {
        if (table.Count > 0)
        {
            body[field] = table;
        }
    }

    private void AddGiven(JsonObject body, string field, string parameter, SwitchParameter given)
    {
        if (MyInvocation.BoundParameters.ContainsKey(parameter))
        {
            body[field] = given.IsPresent;
        }
    }
}
