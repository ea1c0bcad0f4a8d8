namespace DockerPS;

/// <summary>A block of addresses (ipam.config).</summary>
public sealed class ComposeIpamPool : ComposeElement
{
    /// <summary>The block, as 172.28.0.0/16 (subnet).</summary>
    public string? Subnet { get; init; }

    /// <summary>The address of the gateway (gateway).</summary>
    public string? Gateway { get; init; }

    /// <summary>The part of it that containers get addresses of (ip_range).</summary>
    public string? IPRange { get; init; }

    /// <summary>Addresses that are left alone, by name (aux_addresses).</summary>
    public StringMap AuxiliaryAddresses { get; init; } = [];

    /// <summary>The block.</summary>
    public override string ToString() => Subnet ?? "";
}
