using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests;

/// <summary>How a new container comes into its networks, by what the engine can do: from API 1.44 all at once,
/// before that into the first with the create, and into the others by connecting it.</summary>
/// <param name="networks">The networks, the container's own first; empty where nothing was said of networks.</param>
internal sealed class NetworkPlan(IReadOnlyList<NetworkSpec> networks)
{
    private static readonly ApiVersion s_severalVersion = new(1, 44);
    private static readonly ApiVersion s_priorityVersion = new(1, 48);

    /// <summary>No word of networks.</summary>
    public static NetworkPlan None { get; } = new([]);

    /// <summary>What the engine must know.</summary>
    public IEnumerable<ApiRequirement> Requirements
    {
        get
        {
            if (networks.Any(static network => network.GatewayPriority is not null))
            {
                yield return new ApiRequirement(s_priorityVersion, "-Network with gw-priority");
            }

            // Older engines have one MAC address, the container's, and ignore it when they connect one.
            if (networks.Skip(1).Any(static network => network.Mac is not null))
            {
                yield return new ApiRequirement(s_severalVersion, "-Network with mac-address on a second network");
            }
        }
    }

    /// <summary>Adds to the body of create: NetworkMode, NetworkingConfig, and for older engines MacAddress.</summary>
    public void AddTo(JsonObject body, ApiVersion version)
    {
        if (networks.Count == 0)
        {
            return;
        }

        bool knowsSeveral = version >= s_severalVersion;
        NetworkSpec first = networks[0];
        var top = new JsonObject { ["HostConfig"] = new JsonObject { ["NetworkMode"] = first.Name } };
        if (!knowsSeveral && first.Mac is { } mac)
        {
            top["MacAddress"] = mac;
        }

        var endpoints = new JsonObject();
        foreach (NetworkSpec network in knowsSeveral ? networks : networks.Take(1))
        {
            endpoints[network.Name] = network.ToJson(withMac: knowsSeveral);
        }

        // Alone and without options it says no more than the mode does.
        if (endpoints.Count > 1 || endpoints[first.Name] is JsonObject { Count: > 0 })
        {
            top["NetworkingConfig"] = new JsonObject { ["EndpointsConfig"] = endpoints };
        }

        JsonValues.Merge(body, top);
    }

    /// <summary>The networks that the container has to be connected to when it is made.</summary>
    public IEnumerable<NetworkSpec> Remaining(ApiVersion version) => version >= s_severalVersion ? [] : networks.Skip(1);
}
