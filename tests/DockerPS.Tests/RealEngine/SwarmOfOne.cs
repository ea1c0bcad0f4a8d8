using System.Text.Json.Nodes;

namespace DockerPS.Tests.RealEngine;

/// <summary>
/// A swarm of one node, formed once for the whole run, for tests that need no more than a manager. They run side by side, so each uses
/// names and labels of its own, leaves the swarm's own settings alone, and looks only at what it made. Only for tests that carry
/// <see cref="RealEngineFactAttribute"/> with <see cref="RealEngineRequirements.Swarm"/>.
/// </summary>
internal sealed class SwarmOfOne
{
    private static readonly Lazy<SwarmOfOne> s_current = new(() => StartAsync().GetAwaiter().GetResult());

    private readonly string _folder;

    private SwarmOfOne(string folder, Dictionary<string, string> values)
    {
        _folder = folder;
        Engine = values["ENGINE_A"];
        Address = values["ADDRESS_A"];
        Image = values["IMAGE"];
        Registry = values.GetValueOrDefault("REGISTRY");
        AuthRegistry = values.GetValueOrDefault("REGISTRY_AUTH");
    }

    /// <summary>The swarm; forms it when nobody has yet.</summary>
    public static SwarmOfOne Current => s_current.Value;

    /// <summary>The manager's endpoint, unix:///path.</summary>
    public string Engine { get; }

    /// <summary>The address where ports published on the node (mode=host) answer.</summary>
    public string Address { get; }

    /// <summary>An image of busybox with all applets, in the engine.</summary>
    public string Image { get; }

    /// <summary>host:port of a registry without password; null where there is no docker-registry.</summary>
    public string? Registry { get; }

    /// <summary>host:port of a registry with password (<see cref="PrivateEngines.RegistryUser"/>); null where there is no docker-registry.</summary>
    public string? AuthRegistry { get; }

    /// <summary>Stops the engine, if it was started.</summary>
    public static async Task StopAsync()
    {
        if (s_current.IsValueCreated)
            await ThrowawayScript.RunAsync("stop", s_current.Value._folder);
    }

    private static async Task<SwarmOfOne> StartAsync()
    {
        (string folder, Dictionary<string, string> values) = await ThrowawayScript.StartAsync(
            _ => ["--engines", "1", "--auth", .. RealEnginePrerequisites.SystemOfSwarm is { } system ? new[] { "--system", system } : []]);
        SwarmOfOne swarm = new(folder, values);
        using RawEngine engine = new(swarm.Engine);
        await engine.PostAsync("swarm/init", new JsonObject { ["ListenAddr"] = "0.0.0.0:2377", ["AdvertiseAddr"] = swarm.Address });
        return swarm;
    }
}
