using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>A block of addresses of a network (IPAM.Config).</summary>
public sealed class NetworkSubnet
{
    /// <summary>The block, as 172.18.0.0/16 or fd00:1::/64 (Subnet).</summary>
    public string Subnet { get; set; } = "";

    /// <summary>The address of the gateway; empty where the engine chooses it later or there is none (Gateway).</summary>
    public string Gateway { get; set; } = "";

    /// <summary>The part of the block that containers get addresses of; empty is all of it (IPRange).</summary>
    public string IPRange { get; set; } = "";

    /// <summary>Addresses that the engine leaves alone, by name; null where there are none (AuxiliaryAddresses).</summary>
    public StringMap? AuxiliaryAddresses { get; set; }

    /// <summary>Addresses in use; null where the engine does not tell: in lists, and before API 1.52 (Status.IPAM.Subnets).</summary>
    [JsonIgnore]
    public ulong? AddressesInUse { get; internal set; }

    /// <summary>Addresses that the engine can still hand out; null where it does not tell (Status.IPAM.Subnets).</summary>
    [JsonIgnore]
    public ulong? AddressesAvailable { get; internal set; }

    /// <summary>The block, and what is set beside it: "172.18.0.0/16, gateway 172.18.0.1".</summary>
    public override string ToString()
    {
        List<string> parts = [Subnet];
        Add("gateway ", Gateway);
        Add("range ", IPRange);
        Add("reserved ", AuxiliaryAddresses?.ToString() ?? "");
        return string.Join(", ", parts);

        void Add(string label, string value)
        {
            if (value.Length > 0)
            {
                parts.Add(label + value);
            }
        }
    }
}
