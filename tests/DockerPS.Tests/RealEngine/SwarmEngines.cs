using System.Net;
using System.Text.Json.Nodes;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.RealEngine;

/// <summary>
/// Three private engines for a swarm, each in a network of its own and with a host name of its own, started when first asked for.
/// They are in no swarm until a test forms one, by <see cref="FormAsync"/> or by what it tests. Only for tests that carry
/// <see cref="RealEngineFactAttribute"/> with <see cref="RealEngineRequirements.Swarm"/> and are in <see cref="SwarmGroup"/>.
/// </summary>
internal sealed class SwarmEngines
{
    // The port that managers listen on.
    private const int Port = 2377;

    // What an engine has before anything is done to it, and what is left when a swarm is gone.
    private static readonly string[] s_ownNetworks = ["bridge", "host", "none", "docker_gwbridge"];

    private static readonly Lazy<SwarmEngines> s_current = new(() => StartAsync().GetAwaiter().GetResult());
    private static readonly Lazy<SwarmEngines> s_ofPester = new(() => StartAsync().GetAwaiter().GetResult());

    private readonly string _folder;

    private SwarmEngines(string folder, Dictionary<string, string> values)
    {
        _folder = folder;
        string[] engines = values["SWARM"].Split(';');
        string[] addresses = values["SWARM_ADDRESSES"].Split(';');
        Nodes = [.. engines.Zip(addresses).Select((pair, i) => new SwarmNode(pair.First, pair.Second, $"node{i + 1}"))];
        Image = values["IMAGE"];
        Registry = values.GetValueOrDefault("REGISTRY");
        AuthRegistry = values.GetValueOrDefault("REGISTRY_AUTH");
    }

    /// <summary>The engines for xunit's tests.</summary>
    public static SwarmEngines Current => s_current.Value;

    /// <summary>The engines for the suites of Pester, which run beside xunit's tests.</summary>
    public static SwarmEngines OfPester => s_ofPester.Value;

    /// <summary>The engines, in the order node1, node2, node3.</summary>
    public IReadOnlyList<SwarmNode> Nodes { get; }

    /// <summary>An image of busybox with all applets, in every engine.</summary>
    public string Image { get; }

    /// <summary>host:port of a registry without password that all the engines reach; null where there is no docker-registry.</summary>
    public string? Registry { get; }

    /// <summary>host:port of a registry with password (<see cref="PrivateEngines.RegistryUser"/>); null where there is no docker-registry.</summary>
    public string? AuthRegistry { get; }

    /// <summary>Stops those that were started.</summary>
    public static async Task StopAllAsync()
    {
        foreach (Lazy<SwarmEngines> engines in new[] { s_current, s_ofPester }.Where(engines => engines.IsValueCreated))
            await ThrowawayScript.RunAsync("stop", engines.Value._folder);
    }

    /// <summary>The address and port by which a node is joined to the manager <paramref name="node"/>.</summary>
    public static string ManagerAddress(SwarmNode node) => $"{node.Address}:{Port}";

    /// <summary>Makes a fresh swarm of all three; returns when every node is ready.</summary>
    /// <param name="managers">How many of them are managers, 1 to 3; the first is the leader.</param>
    public async Task<FormedSwarm> FormAsync(int managers = 1)
    {
        // A test that was aborted may have left one.
        await ResetAsync();
        using RawEngine first = new(Nodes[0].Engine);
        await first.PostAsync("swarm/init", new JsonObject { ["ListenAddr"] = $"0.0.0.0:{Port}", ["AdvertiseAddr"] = Nodes[0].Address });
        JsonNode tokens = (await first.GetJsonAsync("swarm"))["JoinTokens"]!;
        for (int i = 1; i < Nodes.Count; i++)
        {
            using RawEngine engine = new(Nodes[i].Engine);
            await engine.PostAsync("swarm/join", new JsonObject
            {
                ["ListenAddr"] = $"0.0.0.0:{Port}",
                ["AdvertiseAddr"] = Nodes[i].Address,
                ["RemoteAddrs"] = new JsonArray(ManagerAddress(Nodes[0])),
                ["JoinToken"] = (string)tokens[i < managers ? "Manager" : "Worker"]!,
            });
        }

        await Wait.UntilAsync(async () => (await first.GetJsonAsync("nodes")).AsArray().Count(IsReady) == Nodes.Count, "every node is ready");
        return new FormedSwarm(this);
    }

    /// <summary>Takes every engine out of its swarm, whatever state that is in, and removes what was made in them but images.</summary>
    public Task ResetAsync() => Task.WhenAll(Nodes.Select((node, index) => ResetAsync(node, index + 1)));

    /// <summary>Stops an engine's process in its tracks, as if the machine hung, until the result is disposed.</summary>
    /// <param name="number">The node's, from 1.</param>
    public async Task<IAsyncDisposable> FreezeAsync(int number)
    {
        await ThrowawayScript.RunAsync("signal", _folder, $"w{number}", "STOP");
        return new Thaw(_folder, number);
    }

    /// <summary>Ends an engine and starts it again; returns when it answers.</summary>
    /// <param name="number">The node's, from 1.</param>
    /// <param name="crash">End it by SIGKILL.</param>
    public Task RestartAsync(int number, bool crash = false)
        => ThrowawayScript.RunAsync(crash ? ["restart", _folder, $"w{number}", "KILL"] : ["restart", _folder, $"w{number}"]);

    /// <summary>Takes an engine out of its swarm, even of one that it has not got into yet.</summary>
    /// <param name="index">The node's, from 0.</param>
    public Task LeaveAsync(int index) => LeaveAsync(Nodes[index]);

    private static async Task LeaveAsync(SwarmNode node)
    {
        using RawEngine engine = new(node.Engine);
        if (await StateAsync(engine) == "inactive")
            return;
        await engine.PostAsync("swarm/leave?force=true");
        await Wait.UntilAsync(async () => await StateAsync(engine) == "inactive", $"{node.HostName} has left its swarm");
    }

    private static async Task<SwarmEngines> StartAsync()
    {
        (string folder, Dictionary<string, string> values) = await ThrowawayScript.StartAsync(
            _ => ["--engines", "0", "--swarm", "--auth", .. RealEnginePrerequisites.SystemOfSwarm is { } system ? new[] { "--system", system } : []]);
        return new SwarmEngines(folder, values);
    }

    private static bool IsReady(JsonNode? node) => (string?)node!["Status"]!["State"] == "ready";

    private async Task ResetAsync(SwarmNode node, int number)
    {
        using RawEngine engine = new(node.Engine);
        await LeaveAsync(node);
        foreach (JsonNode? container in (await engine.GetJsonAsync("containers/json?all=1")).AsArray())
            await engine.DeleteAsync($"containers/{container!["Id"]}?force=1&v=1");
        bool stale = false;
        foreach (JsonNode? network in (await engine.GetJsonAsync("networks")).AsArray())
        {
            if (!s_ownNetworks.Contains((string?)network!["Name"]) && !await RemoveNetworkAsync(engine, (string)network["Id"]!))
                stale = true;
        }

        foreach (JsonNode? volume in (await engine.GetJsonAsync("volumes"))["Volumes"]?.AsArray() ?? [])
            await engine.DeleteAsync($"volumes/{volume!["Name"]}?force=1");
        if (stale)
            await RestartAsync(number, crash: true);
    }

    private static async Task<string?> StateAsync(RawEngine engine) => (string?)(await engine.GetJsonAsync("info"))["Swarm"]!["LocalNodeState"];

    /// <summary>False for one of the swarm's that the engine has forgotten to remove with it, and can remove no more, as when its role has just changed.</summary>
    private static async Task<bool> RemoveNetworkAsync(RawEngine engine, string id)
    {
        bool stale = false;
        await Wait.UntilAsync(
            async () =>
            {
                try
                {
                    await engine.DeleteAsync($"networks/{id}");
                    return true;
                }
                catch (HttpRequestException e) when (e.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Conflict or HttpStatusCode.InternalServerError)
                {
                    // It still clears up after the swarm, and refuses what it is about to remove itself.
                    return false;
                }
                catch (HttpRequestException e) when (e.StatusCode is HttpStatusCode.ServiceUnavailable)
                {
                    return stale = true;
                }
            },
            $"the network {id} goes");
        return !stale;
    }

    private sealed class Thaw(string folder, int number) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await ThrowawayScript.RunAsync("signal", folder, $"w{number}", "CONT");
    }
}
