using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Requests;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Makes a swarm.</summary>
/// <remarks>
/// <para>Makes the engine the first manager of a new swarm, and returns the swarm. The twin of docker swarm init (POST /swarm/init).
/// Other engines join it with Join-DockerSwarm -Manager, which gets the token by itself; tokens are shown by Get-DockerSwarmJoinToken only.</para>
/// <para>An engine with several addresses has to be told at which one the others reach it: -AdvertiseAddress.</para>
/// </remarks>
/// <example>
/// <title>Make a swarm of several engines</title>
/// <code>Initialize-DockerSwarm -Context boss -AdvertiseAddress 10.0.0.1; Get-DockerContext node-* | Join-DockerSwarm -Manager boss</code>
/// <para>The first line makes the swarm at the engine of the context boss; the second takes all engines whose contexts begin with node- into it.</para>
/// </example>
/// <example>
/// <title>A swarm that locks itself</title>
/// <code>Initialize-DockerSwarm -AutoLock; $key = Get-DockerSwarmUnlockKey</code>
/// <para>A manager that restarts needs the key before it takes part again (Unlock-DockerSwarm). Keep it where the managers are not.</para>
/// </example>
/// <example>
/// <title>Choose addresses and settings</title>
/// <code>Initialize-DockerSwarm -AdvertiseAddress eth0 -DefaultAddressPool 10.20.0.0/16 -DefaultAddressPoolMaskLength 26 -TaskHistoryLimit 2</code>
/// <para>Overlay networks get blocks of 64 addresses each out of 10.20.0.0/16.</para>
/// </example>
/// <example>
/// <title>Go on after more than half of the managers are gone</title>
/// <code>Initialize-DockerSwarm -ForceNewCluster -AdvertiseAddress 10.0.0.2</code>
/// <para>Makes this manager the only one of its swarm. Services, networks, secrets and workers stay.</para>
/// </example>
/// <seealso cref="JoinDockerSwarmCommand"/>
/// <seealso cref="UpdateDockerSwarmCommand"/>
/// <seealso cref="ExitDockerSwarmCommand"/>
/// <seealso cref="GetDockerSwarmJoinTokenCommand"/>
[Cmdlet(VerbsData.Initialize, "DockerSwarm", SupportsShouldProcess = true)]
[OutputType(typeof(DockerSwarm))]
public sealed class InitializeDockerSwarmCommand : SwarmSettingsCmdlet
{
    private const int DefaultMaskLength = 24;

    private bool _hasEngine;

    /// <summary>The address at which the other nodes reach this one: an IP address or a network interface, and a port if need be: 10.0.0.1, eth0, eth0:2377.</summary>
    /// <value>The engine's only address</value>
    [Parameter(Position = 0)]
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

    /// <summary>The UDP port of the traffic between containers, 1024 to 49151.</summary>
    /// <value>4789</value>
    [Parameter]
    public uint? DataPathPort { get; set; }

    /// <summary>The blocks that overlay networks get their addresses of, as 10.20.0.0/16.</summary>
    /// <value>10.0.0.0/8</value>
    [Parameter]
    [Alias("DefaultAddrPool")]
    [ValidateNotNullOrEmpty]
    public string[]? DefaultAddressPool { get; set; }

    /// <summary>The prefix length of each network out of these blocks: 24 is 256 addresses.</summary>
    /// <value>24</value>
    [Parameter]
    [Alias("DefaultAddrPoolMaskLength")]
    [ValidateRange(1, 32)]
    public int? DefaultAddressPoolMaskLength { get; set; }

    /// <summary>What the node does with tasks: Active takes them; Pause keeps those that it has; Drain takes none.</summary>
    /// <value>Active</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AvailabilityCompleter))]
    public string? Availability { get; set; }

    /// <summary>Makes the engine, which was a manager already, the only manager of its swarm as it is: for when more than half of the managers are gone for good.</summary>
    [Parameter]
    public SwitchParameter ForceNewCluster { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        if (_hasEngine)
        {
            throw new InvalidRequestException("EngineAmbiguous", "A swarm begins with one engine, but several were piped in.")
            {
                Advice = "The others join it: Join-DockerSwarm -Manager.",
            };
        }

        _hasEngine = true;
        EngineApi engine = SelectEngine();
        await AttributeAsync(engine.Connection, () => MakeAsync(engine)).ConfigureAwait(false);
    }

    private async Task MakeAsync(EngineApi engine)
    {
        JsonObject body = BuildBody();
        if (!await ShouldProcessAsync(engine.Connection.Name, ForceNewCluster ? "Make a new swarm of what is left" : "Initialize swarm").ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await ChangeAsync(token => engine.Swarm.InitializeAsync(body, token)).ConfigureAwait(false);
        }
        catch (DockerApiException error) when (error.Message.Contains("IP address", StringComparison.Ordinal) && AdvertiseAddress is null)
        {
            throw new DockerApiException(error.StatusCode, error.Message)
            {
                Resource = error.Resource,
                Advice = "Say with -AdvertiseAddress at which of its addresses the other nodes reach this one.",
            };
        }

        if (AutoLock)
        {
            await WarnAsync(
                $"Managers of this swarm lock themselves: one that restarts needs the key of Get-DockerSwarmUnlockKey ({engine.Connection.Name}). Without it what it knows is lost.").ConfigureAwait(false);
        }

        await WriteAsync(await engine.Swarm.InspectAsync(StopToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private JsonObject BuildBody()
    {
        var spec = new JsonObject();
        Settings.ApplyTo(spec, rootCertificate: null);
        var body = new JsonObject
        {
            ["ListenAddr"] = NodeAddress.WithPort(ListenAddress ?? ""),
            ["AdvertiseAddr"] = AdvertiseAddress ?? "",
            ["DataPathAddr"] = DataPathAddress ?? "",
            [nameof(DataPathPort)] = DataPathPort ?? 0,
            [nameof(ForceNewCluster)] = ForceNewCluster.IsPresent,
            ["AutoLockManagers"] = AutoLock.IsPresent,
            ["DefaultAddrPool"] = new JsonArray([.. (DefaultAddressPool ?? []).Select(static pool => (JsonNode)pool)]),
            ["SubnetSize"] = DefaultAddressPoolMaskLength ?? DefaultMaskLength,
            ["Spec"] = spec,
        };
        if (Availability is not null)
        {
            body[nameof(Availability)] = NodeWords.Availability(Availability);
        }

        return body;
    }
}
