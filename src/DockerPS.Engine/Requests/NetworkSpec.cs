using System.Collections;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Engine.Requests;

/// <summary>A container's place in one network: docker's --network.</summary>
internal sealed record NetworkSpec
{
    public const string Parameter = "Network";

    private const string Form =
        "the name or id of a network, bridge, host, none, container:<name>, 'name=web,alias=db,ip=10.0.0.5,ip6=..,link-local-ip=..,mac-address=..,driver-opt=key=value,gw-priority=1', a hashtable of these keys or a network of Get-DockerNetwork";

    /// <summary>The network's name or id, or the mode of the network that stands in its place.</summary>
    public required string Name { get; init; }

    /// <summary>More names of the container in the network.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Other containers under names of this one's own, container:alias.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    public JsonObject DriverOptions { get; init; } = [];

    public string? IPv4 { get; init; }

    public string? IPv6 { get; init; }

    public IReadOnlyList<string> LinkLocal { get; init; } = [];

    public string? Mac { get; init; }

    /// <summary>The network with the highest one gives the default gateway; null says nothing, which is 0.</summary>
    public int? GatewayPriority { get; init; }

    /// <summary>True for a network that someone made; false for the modes that every engine has.</summary>
    public bool IsUserDefined =>
        Name is not ("default" or "bridge" or "host" or "none" or "nat") && !Name.StartsWith("container:", StringComparison.Ordinal);

    /// <summary>Reads what a parameter was given.</summary>
    /// <exception cref="InvalidRequestException">A value cannot be read.</exception>
    public static IEnumerable<NetworkSpec> ParseAll(IEnumerable<object?> values) =>
        UnquotedFields.Join(values, UnquotedFields.KeyOf, static (key, before) => key.Equals("name", StringComparison.OrdinalIgnoreCase) && before.Contains(key)).Select(Parse);

    /// <summary>Reads a name, docker's long form, a table, or a network.</summary>
    /// <exception cref="InvalidRequestException">The value cannot be read.</exception>
    public static NetworkSpec Parse(object? value) => value switch
    {
        string text => ParseText(text),
        IDictionary table => OfTable(table),
        DockerNetwork network => new NetworkSpec { Name = network.Name },
        ServiceNetwork network => new NetworkSpec
        {
            Name = network.Target,
            Aliases = network.Aliases,
            DriverOptions = new JsonObject(network.DriverOptions.Select(static option => KeyValuePair.Create(option.Key, (JsonNode?)option.Value))),
        },
        _ => throw RequestText.WrongType(Parameter, value, Form),
    };

    /// <summary>Checks networks that are to be joined at once.</summary>
    /// <exception cref="InvalidRequestException">One is named twice, or modes and networks are mixed.</exception>
    public static void Check(IReadOnlyList<NetworkSpec> networks)
    {
        if (networks.GroupBy(static network => network.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            throw RequestText.Wrong(Parameter, twice.Key, "the network is named twice", Form);
        }

        if (networks.Count > 1 && networks.FirstOrDefault(static network => !network.IsUserDefined) is { } mode)
        {
            throw RequestText.Wrong(Parameter, mode.Name, "host, none, bridge and container:<name> cannot be joined with other networks", Form);
        }
    }

    /// <summary>Refuses what only networks of one's own have.</summary>
    /// <exception cref="InvalidRequestException">The engine's own networks know no aliases and no links.</exception>
    public void CheckNames()
    {
        if (!IsUserDefined && Aliases.Count > 0)
        {
            throw RequestText.Wrong(Parameter, Name, "only networks that someone made know aliases", Form);
        }
    }

    /// <summary>The entry of EndpointsConfig, or EndpointConfig of /networks/{id}/connect.</summary>
    /// <param name="withMac">False where the engine takes the MAC address as the container's.</param>
    public JsonObject ToJson(bool withMac)
    {
        var endpoint = new JsonObject();
        var addresses = new JsonObject();
        AddText(addresses, "IPv4Address", IPv4);
        AddText(addresses, "IPv6Address", IPv6);
        AddList(addresses, "LinkLocalIPs", LinkLocal);
        if (addresses.Count > 0)
        {
            endpoint["IPAMConfig"] = addresses;
        }

        AddList(endpoint, "Aliases", Aliases);
        AddList(endpoint, "Links", Links);
        if (DriverOptions.Count > 0)
        {
            endpoint["DriverOpts"] = DriverOptions.DeepClone();
        }

        AddText(endpoint, "MacAddress", withMac ? Mac : null);
        if (GatewayPriority is int priority)
        {
            endpoint["GwPriority"] = priority;
        }

        return endpoint;
    }

    private static NetworkSpec ParseText(string text)
    {
        // The name of a network has no '='.
        if (!text.Contains('='))
        {
            return string.IsNullOrWhiteSpace(text) ? throw Wrong(text, "it is empty") : new NetworkSpec { Name = text.Trim() };
        }

        var fields = new Reader(text);
        try
        {
            foreach (string field in CsvFields.Split(text))
            {
                (string key, string? value) = RequestText.Cut(field, '=');
                fields.Set(key, value ?? throw Wrong(text, $"'{field}' has no value"));
            }
        }
        catch (FormatException exception)
        {
            throw Wrong(text, exception.Message);
        }

        return fields.ToSpec();
    }

    private static NetworkSpec OfTable(IDictionary table)
    {
        var fields = new Reader("@{...}");
        foreach (DictionaryEntry entry in table)
        {
            string key = RequestText.Of(entry.Key);
            switch (entry.Value)
            {
                case null:
                    break;
                case IDictionary pairs:
                    foreach (DictionaryEntry pair in pairs)
                    {
                        fields.Set(key, $"{RequestText.Of(pair.Key)}={RequestText.Of(pair.Value)}");
                    }

                    break;
                case IEnumerable list and not string:
                    foreach (object? item in list)
                    {
                        fields.Set(key, RequestText.Of(item));
                    }

                    break;
                default:
                    fields.Set(key, RequestText.Of(entry.Value));
                    break;
            }
        }

        return fields.ToSpec();
    }

    private static void AddText(JsonObject owner, string field, string? text)
    {
        if (text is not null)
        {
            owner[field] = text;
        }
    }

    private static void AddList(JsonObject owner, string field, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            owner[field] = new JsonArray([.. texts.Select(static text => (JsonNode)text)]);
        }
    }

    private static InvalidRequestException Wrong(string given, string reason) => RequestText.Wrong(Parameter, given, reason, Form);

    /// <summary>Takes the fields one by one; keys in any case, as docker has it, but values as they are: names of networks have a case.</summary>
    private sealed class Reader(string given)
    {
        private readonly List<string> _aliases = [];
        private readonly List<string> _links = [];
        private readonly List<string> _linkLocal = [];
        private readonly JsonObject _driverOptions = [];
        private string? _name;
        private string? _ipv4;
        private string? _ipv6;
        private string? _mac;
        private int? _priority;

        public void Set(string key, string value)
        {
            string text = value.Trim();
            if (text.Length == 0)
            {
                throw Wrong(given, $"the value of '{key.Trim()}' is empty");
            }

            switch (key.Trim().ToLowerInvariant())
            {
                case "name" or "network":
                    _name = text;
                    break;
                case "alias" or "aliases":
                    _aliases.Add(text);
                    break;
                case "link" or "links":
                    _links.Add(LinkSpec.Parse(text));
                    break;
                case "ip" or "ipaddress" or "ipv4address":
                    _ipv4 = AddressText.Checked(Parameter, text, AddressFamily.InterNetwork);
                    break;
                case "ip6" or "ipv6address":
                    _ipv6 = AddressText.Checked(Parameter, text, AddressFamily.InterNetworkV6);
                    break;
                case "link-local-ip" or "linklocalip" or "linklocalipaddress":
                    _linkLocal.Add(AddressText.Checked(Parameter, text));
                    break;
                case "mac-address" or "macaddress":
                    _mac = MacAddress.Parse(Parameter, text);
                    break;
                case "driver-opt" or "driveropt" or "driveroption":
                    (string name, string? option) = RequestText.Cut(text, '=');
                    _driverOptions[name.Trim()] = option is not null && name.Trim().Length > 0 ? option.Trim() : throw Wrong(given, $"'{text}' is not key=value");
                    break;
                case "gw-priority" or "gwpriority" or "gatewaypriority":
                    _priority = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int priority)
                        ? priority
                        : throw Wrong(given, $"'{text}' is not a whole number");
                    break;
                default:
                    throw Wrong(given, $"'{key}' is not an option of a network");
            }
        }

        public NetworkSpec ToSpec() => new()
        {
            Name = _name ?? throw Wrong(given, "the name of the network is missing"),
            Aliases = _aliases,
            Links = _links,
            DriverOptions = _driverOptions,
            IPv4 = _ipv4,
            IPv6 = _ipv6,
            LinkLocal = _linkLocal,
            Mac = _mac,
            GatewayPriority = _priority,
        };
    }
}
