using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text.Json.Nodes;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Requests;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Takes engines into a swarm.</summary>
/// <remarks>
/// <para>The engines that are piped in, or that -Connection, -Context or -HostAddress name, become nodes of a swarm. -Manager names the engine of one
/// of its managers, by context, connection or address, and the token is fetched from there; it is not shown. Where that engine cannot be
/// reached from here, -Token and -RemoteAddress say the same. The twin of docker swarm join (POST /swarm/join).</para>
/// <para>Workers join side by side, managers one after the other. The engine waits 20 seconds for the manager to answer; after that it goes on by
/// itself, which is an error here (SwarmJoinPending).</para>
/// </remarks>
/// <example>
/// <title>Take engines in as workers</title>
/// <code>Get-DockerContext node-* | Join-DockerSwarm -Manager boss</code>
/// <para>All engines whose contexts begin with node- join the swarm of the context boss.</para>
/// </example>
/// <example>
/// <title>Two more managers</title>
/// <code>Join-DockerSwarm -Context boss-2, boss-3 -Manager boss -Role Manager</code>
/// <para>With three managers the swarm goes on when one of them is gone.</para>
/// </example>
/// <example>
/// <title>By token</title>
/// <code>$token = Get-DockerSwarmJoinToken -Role Worker -Context boss; Join-DockerSwarm 10.0.0.1:2377 -Token $token -Context node-7</code>
/// <para>The twin of docker swarm join --token. A token may also be a SecureString or a text.</para>
/// </example>
/// <example>
/// <title>Label nodes as they join</title>
/// <code>Get-DockerContext node-* | Join-DockerSwarm -Manager boss -PassThru | Update-DockerNode -AddLabel zone=a</code>
/// <para>-PassThru returns the new nodes as their manager knows them.</para>
/// </example>
/// <seealso cref="InitializeDockerSwarmCommand"/>
/// <seealso cref="ExitDockerSwarmCommand"/>
/// <seealso cref="GetDockerSwarmJoinTokenCommand"/>
/// <seealso cref="UpdateDockerNodeCommand"/>
[Cmdlet(VerbsCommon.Join, "DockerSwarm", DefaultParameterSetName = ManagerSet, SupportsShouldProcess = true)]
[OutputType(typeof(DockerNodeSummary))]
public sealed class JoinDockerSwarmCommand : EngineInputCmdlet
{
    private const string ManagerSet = "Manager";
    private const string TokenSet = "Token";

    private static readonly TimeSpan s_appearance = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private EngineApi? _manager;
    private string _token = "";
    private IReadOnlyList<string> _remotes = [];

    /// <summary>The engine of a manager of the swarm: a context, a connection, the name of either, or an address. The token is fetched from it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ManagerSet)]
    [ValidateNotNull]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public DockerConnection? Manager { get; set; }

    /// <summary>What the engines become: Worker or Manager. With -Token, the token says so.</summary>
    /// <value>Worker</value>
    [Parameter(ParameterSetName = ManagerSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeRoleCompleter))]
    public string Role { get; set; } = NodeWords.Worker;

    /// <summary>The token that lets the engines in, of Get-DockerSwarmJoinToken: its object, a SecureString, or a text.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet)]
    [ValidateNotNull]
    [SecretTextTransformation]
    public SecureString? Token { get; set; }

    /// <summary>The addresses of managers, as 10.0.0.1:2377. Without a port it is 2377.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TokenSet)]
    [Alias("RemoteAddr")]
    [ValidateNotNullOrEmpty]
    public string[]? RemoteAddress { get; set; }

    /// <summary>The address at which the other nodes reach this one: an IP address or a network interface, and a port if need be. Only for a single engine,
    /// or the name of an interface that all have.</summary>
    /// <value>The engine's own address on the way to the manager</value>
    [Parameter]
    [Alias("AdvertiseAddr")]
    [ValidateNotNullOrEmpty]
    public string? AdvertiseAddress { get; set; }

    /// <summary>The address at which the engine listens for other nodes: an IP address or a network interface, and a port if need be.</summary>
    /// <value>0.0.0.0:2377</value>
    [Parameter]
    [Alias("ListenAddr")]
    [ValidateNotNullOrEmpty]
    public string? ListenAddress { get; set; }

    /// <summary>The address or network interface of the traffic between containers, where it is not that of -AdvertiseAddress.</summary>
    [Parameter]
    [Alias("DataPathAddr")]
    [ValidateNotNullOrEmpty]
    public string? DataPathAddress { get; set; }

    /// <summary>What the node does with tasks: Active takes them; Pause keeps those that it has; Drain takes none.</summary>
    /// <value>Active</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AvailabilityCompleter))]
    public string? Availability { get; set; }

    /// <summary>Returns the new nodes, as the manager of -Manager knows them.</summary>
    [Parameter(ParameterSetName = ManagerSet)]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many engines join at once. 16 by default; managers join one after the other.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal override int? WorkLimit => ThrottleLimit;

    /// <inheritdoc/>
    private protected override async Task BeginAsync()
    {
        if (Token is not null)
        {
            _token = new NetworkCredential("", Token).Password;
            _remotes = RemoteAddress!;
            return;
        }

        EngineApi manager = _manager = new EngineApi(Manager!);
        await AttributeAsync(manager.Connection, () => AskManagerAsync(manager)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    private protected override Task ProcessAsync()
    {
        string action = _manager is null ? $"Join swarm at {string.Join(", ", _remotes)}" : $"Join swarm of {_manager.Connection.Name} as {NodeWords.Role(Role)}";
        bool oneByOne = _manager is null || NodeWords.Role(Role) == NodeWords.Manager;
        Func<EngineTarget, object>? key = oneByOne ? static _ => "" : null;
        return ActOnEachAsync(ResolveEnginesAsync(), action, noPrompt: false, JoinAsync, key);
    }

    private async Task AskManagerAsync(EngineApi manager)
    {
        bool asManager = NodeWords.Role(Role) == NodeWords.Manager;
        (string worker, string managing) = await manager.Swarm.GetTokensAsync(StopToken).ConfigureAwait(false);
        DockerNodeSummary node = await manager.Nodes.FindAsync(NodeApi.Self, StopToken).ConfigureAwait(false);
        _token = asManager ? managing : worker;
        _remotes = [node.ManagerAddress];
    }

    private async Task JoinAsync(EngineTarget target)
    {
        var body = new JsonObject
        {
            ["ListenAddr"] = NodeAddress.WithPort(ListenAddress ?? ""),
            ["AdvertiseAddr"] = AdvertiseAddress ?? "",
            ["DataPathAddr"] = DataPathAddress ?? "",
            ["RemoteAddrs"] = new JsonArray([.. _remotes.Select(static address => (JsonNode)address)]),
            ["JoinToken"] = _token,
        };
        if (Availability is not null)
        {
            body[nameof(Availability)] = NodeWords.Availability(Availability);
        }

        await ChangeAsync(token => target.Engine.Swarm.JoinAsync(body, token)).ConfigureAwait(false);
        if (PassThru && _manager is { } manager)
        {
            EngineInfo info = await target.Engine.System.GetInfoAsync(StopToken).ConfigureAwait(false);
            await WriteAsync(await FindNodeAsync(manager, info.Swarm.NodeId).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>The new node. Its managers know its id first, and its name a moment later.</summary>
    private async Task<DockerNodeSummary> FindNodeAsync(EngineApi manager, string id)
    {
        long begin = Environment.TickCount64;
        while (true)
        {
            DockerNodeSummary node = await manager.Nodes.FindAsync(id, StopToken).ConfigureAwait(false);
            if (node.Name.Length > 0 || Environment.TickCount64 - begin > s_appearance.TotalMilliseconds)
            {
                return node;
            }

            await Task.Delay(s_pause, StopToken).ConfigureAwait(false);
        }
    }
}
