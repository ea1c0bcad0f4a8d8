using System.Globalization;
using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Stacks;

/// <summary>A network that a stack needs.</summary>
/// <param name="Name">Its name on the engine.</param>
/// <param name="Body">What it is made by; null where it has to be there already.</param>
internal sealed record StackNetwork(string Name, JsonObject? Body)
{
    private const string DefaultDriver = "overlay";

    private static readonly string[] s_switches = ["Internal", "Attachable"];

    /// <summary>The networks that services are in; a network that none is in is not made.</summary>
    public static IReadOnlyList<StackNetwork> Of(string stack, ComposeProject project)
    {
        IEnumerable<string> keys = project.Services
            .SelectMany(static service => service.Networks.Count == 0 ? [StackNames.DefaultNetwork] : service.Networks.Names)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return [.. keys.Select(key => Of(stack, Declared(project, key))).DistinctBy(static network => network.Name, StringComparer.Ordinal)];
    }

    /// <summary>A network of the file; the default one needs no declaration.</summary>
    /// <exception cref="InvalidRequestException">The file has no such network.</exception>
    public static ComposeNetwork Declared(ComposeProject project, string key) =>
        project.Networks.TryGetValue(key, out ComposeNetwork? network) ? network
        : key == StackNames.DefaultNetwork ? new ComposeNetwork { Key = key }
        : throw new InvalidRequestException("BadStack", $"A service is in the network '{key}', which the file does not declare below networks.");

    /// <summary>The fields in which a network that is there is not as it would be made. What the file leaves to the engine is no difference.</summary>
    /// <param name="existing">The network, as the engine tells it.</param>
    public IReadOnlyList<string> DifferencesFrom(JsonObject existing)
    {
        List<string> differences = [];
        if (Body is null)
        {
            return differences;
        }

        Compare(differences, "", Body, existing);
        differences.AddRange(s_switches.Where(name => Body[name] is null && JsonValues.IsTrue(existing, name)));
        var labels = (JsonObject)Body["Labels"]!;
        differences.AddRange((existing["Labels"] as JsonObject ?? []).Where(label => !labels.ContainsKey(label.Key)).Select(static label => $"Labels.{label.Key}"));
        differences.Sort(StringComparer.Ordinal);
        return differences;
    }

    private static void Compare(List<string> differences, string path, JsonNode? wanted, JsonNode? found)
    {
        switch (wanted)
        {
            case JsonObject table:
                foreach ((string name, JsonNode? value) in table)
                {
                    // An engine that does not tell a field has nothing to compare.
                    if (path.Length > 0 || (found as JsonObject)?[name] is not null)
                    {
                        Compare(differences, path.Length == 0 ? name : $"{path}.{name}", value, (found as JsonObject)?[name]);
                    }
                }

                break;
            case JsonArray list:
                for (int i = 0; i < list.Count; i++)
                {
                    Compare(differences, string.Create(CultureInfo.InvariantCulture, $"{path}.{i}"), list[i], found is JsonArray others && i < others.Count ? others[i] : null);
                }

                break;
            case not null when wanted.ToJsonString() != found?.ToJsonString():
                differences.Add(path);
                break;
        }
    }

    private static StackNetwork Of(string stack, ComposeNetwork network)
    {
        string name = StackNames.Of(stack, network);
        return new StackNetwork(name, network.External ? null : BodyOf(stack, name, network));
    }

    private static JsonObject BodyOf(string stack, string name, ComposeNetwork network)
    {
        var body = new JsonObject
        {
            ["Name"] = name,
            ["Driver"] = string.IsNullOrEmpty(network.Driver) ? DefaultDriver : network.Driver,
            ["Labels"] = StackNames.Labels(stack, network.Labels),
        };
        if (network.DriverOptions.Count > 0)
        {
            body["Options"] = StackJson.Map(network.DriverOptions);
        }

        StackJson.SetTrue(body, "Internal", network.Internal);
        StackJson.SetTrue(body, "Attachable", network.Attachable);
        if (network.EnableIPv4 is { } ipv4)
        {
            body["EnableIPv4"] = ipv4;
        }

        if (network.EnableIPv6 is { } ipv6)
        {
            body["EnableIPv6"] = ipv6;
        }

        if (network.Ipam is { } ipam && (ipam.Driver is not null || ipam.Pools.Count > 0 || ipam.Options.Count > 0))
        {
            body["IPAM"] = IpamOf(ipam);
        }

        return body;
    }

    private static JsonObject IpamOf(ComposeIpam ipam)
    {
        var json = new JsonObject();
        StackJson.SetText(json, "Driver", ipam.Driver);
        if (ipam.Options.Count > 0)
        {
            json["Options"] = StackJson.Map(ipam.Options);
        }

        if (ipam.Pools.Count > 0)
        {
            json["Config"] = new JsonArray([.. ipam.Pools.Select(static pool =>
            {
                var block = new JsonObject();
                StackJson.SetText(block, "Subnet", pool.Subnet);
                StackJson.SetText(block, "IPRange", pool.IPRange);
                StackJson.SetText(block, "Gateway", pool.Gateway);
                if (pool.AuxiliaryAddresses.Count > 0)
                {
                    block["AuxiliaryAddresses"] = StackJson.Map(pool.AuxiliaryAddresses);
                }

                return (JsonNode)block;
            })]);
        }

        return json;
    }
}
