using System.Collections;
using System.Net;
using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests;

/// <summary>The address blocks of a new network: docker's --subnet, --gateway, --ip-range and --aux-address, each put to the block that it
/// lies in, with docker's own words where it lies in none.</summary>
internal sealed class SubnetSpec
{
    private const string Parameter = "Subnet";

    private const string Form = "'172.18.0.0/16', 'fd00:1::/64' or @{ Subnet = '172.18.0.0/16'; Gateway = '172.18.0.1'; IPRange = '172.18.5.0/24'; AuxiliaryAddress = @{ router = '172.18.0.5' } }";

    private static readonly string[] s_reserved = ["AuxiliaryAddress", "AuxiliaryAddresses", "AuxAddress"];

    private readonly AddressBlock _block;
    private readonly SortedDictionary<string, string> _auxiliary = new(StringComparer.Ordinal);
    private string? _range;
    private string? _gateway;

    private SubnetSpec(AddressBlock block) => _block = block;

    /// <summary>IPAM.Config of what the parameters say.</summary>
    /// <param name="subnets">Texts, tables, and subnets of other networks.</param>
    /// <param name="gateways">Addresses; at most one for each subnet.</param>
    /// <param name="ranges">Parts of subnets; at most one for each.</param>
    /// <param name="auxiliary">Addresses to leave alone, as name=address.</param>
    /// <exception cref="InvalidRequestException">A value cannot be read, subnets overlap, or something lies in no subnet or in one that has it.</exception>
    public static JsonArray Config(
        IEnumerable<object?> subnets, IReadOnlyCollection<string> gateways, IReadOnlyCollection<string> ranges, IEnumerable<string> auxiliary)
    {
        List<SubnetSpec> specs = [];
        List<SubnetTable> tables = [];
        foreach (object? value in subnets)
        {
            SubnetTable table = SubnetTable.Of(value);
            var spec = new SubnetSpec(AddressBlock.TryParse(table.Subnet)
                ?? throw RequestText.Wrong(Parameter, table.Subnet, "it is not an address and the length of its prefix", Form));
            if (specs.Exists(other => other._block.Overlaps(spec._block)))
            {
                throw Refused("Subnet", $"multiple overlapping subnet configuration is not supported: {spec._block}");
            }

            specs.Add(spec);
            tables.Add(table);
        }

        if (specs.Count < ranges.Count || specs.Count < gateways.Count)
        {
            throw Refused("Subnet", "every ip-range or gateway must have a corresponding subnet");
        }

        for (int i = 0; i < specs.Count; i++)
        {
            // What a table says is meant for its own subnet.
            List<SubnetSpec> own = [specs[i]];
            AddRange(own, tables[i].Range);
            AddGateway(own, tables[i].Gateway);
            AddAuxiliary(own, tables[i].Auxiliary);
        }

        foreach (string range in ranges)
        {
            AddRange(specs, range);
        }

        foreach (string gateway in gateways)
        {
            AddGateway(specs, gateway);
        }

        AddAuxiliary(specs, auxiliary.Select(static text =>
        {
            (string name, string? address) = RequestText.Cut(text, '=');
            return KeyValuePair.Create(name, address ?? "");
        }));
        return new JsonArray([.. specs.Select(static spec => spec.ToJson())]);
    }

    private static void AddRange(List<SubnetSpec> specs, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        AddressBlock range = AddressBlock.TryParse(text)
            ?? throw RequestText.Wrong("IPRange", text, "it is not an address and the length of its prefix", "'172.18.5.0/24'");
        SubnetSpec spec = specs.Find(spec => spec._block.Contains(range.Address)) ?? throw Refused("IPRange", $"no matching subnet for range {range}");
        spec._range = spec._range is null
            ? text
            : throw Refused("IPRange", $"cannot configure multiple ranges ({text}, {spec._range}) on the same subnet ({spec._block})");
    }

    private static void AddGateway(List<SubnetSpec> specs, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        SubnetSpec spec = Find(specs, "Gateway", "gateway", text);
        spec._gateway = spec._gateway is null
            ? text
            : throw Refused("Gateway", $"cannot configure multiple gateways ({text}, {spec._gateway}) for the same subnet ({spec._block})");
    }

    private static void AddAuxiliary(List<SubnetSpec> specs, IEnumerable<KeyValuePair<string, string>> addresses)
    {
        foreach ((string name, string address) in addresses)
        {
            // An empty one is left out, as docker does.
            if (address.Length > 0)
            {
                Find(specs, "AuxiliaryAddress", "aux-address", address)._auxiliary[name] = address;
            }
        }
    }

    private static SubnetSpec Find(List<SubnetSpec> specs, string parameter, string word, string text)
    {
        IPAddress address = AddressText.Need(parameter, text);
        return specs.Find(spec => spec._block.Contains(address)) ?? throw Refused(parameter, $"no matching subnet for {word} {text}");
    }

    private JsonObject ToJson()
    {
        var json = new JsonObject { ["Subnet"] = _block.Text };
        if (_range is not null)
        {
            json["IPRange"] = _range;
        }

        if (_gateway is not null)
        {
            json["Gateway"] = _gateway;
        }

        if (_auxiliary.Count > 0)
        {
            json["AuxiliaryAddresses"] = new JsonObject(_auxiliary.Select(static pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        }

        return json;
    }

    private static InvalidRequestException Refused(string parameter, string reason) => new("Bad" + parameter, $"-{parameter}: {reason}.");

    /// <summary>One value of -Subnet, with what it says of its own subnet.</summary>
    private sealed record SubnetTable(string Subnet, string? Gateway = null, string? Range = null)
    {
        public IEnumerable<KeyValuePair<string, string>> Auxiliary { get; private init; } = [];

        public static SubnetTable Of(object? value) => value switch
        {
            string text => new SubnetTable(text.Trim()),
            NetworkSubnet subnet => new SubnetTable(subnet.Subnet, subnet.Gateway, subnet.IPRange) { Auxiliary = subnet.AuxiliaryAddresses ?? [] },
            IDictionary table => OfTable(table),
            _ => throw RequestText.WrongType(Parameter, value, Form),
        };

        private static SubnetTable OfTable(IDictionary table)
        {
            var plain = new Hashtable(StringComparer.OrdinalIgnoreCase);
            List<KeyValuePair<string, string>> auxiliary = [];
            foreach (DictionaryEntry entry in table)
            {
                string key = RequestText.Of(entry.Key);
                if (!s_reserved.Contains(key, StringComparer.OrdinalIgnoreCase))
                {
                    plain[key] = entry.Value;
                }
                else if (entry.Value is IDictionary addresses)
                {
                    auxiliary.AddRange(addresses.Cast<DictionaryEntry>().Select(static pair => KeyValuePair.Create(RequestText.Of(pair.Key), RequestText.Of(pair.Value))));
                }
                else if (entry.Value is not null)
                {
                    (string name, string? address) = RequestText.Cut(RequestText.Of(entry.Value), '=');
                    auxiliary.Add(KeyValuePair.Create(name, address ?? ""));
                }
            }

            var fields = new FieldTable(plain, Parameter, Form);
            var result = new SubnetTable(fields.Need("Subnet"), fields.Take("Gateway"), fields.Take("IPRange", "Range")) { Auxiliary = auxiliary };
            // What a network's own list of subnets carries beside it.
            fields.Take("AddressesInUse");
            fields.Take("AddressesAvailable");
            fields.Finish();
            return result;
        }
    }
}
