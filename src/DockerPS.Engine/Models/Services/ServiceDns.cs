namespace DockerPS;

/// <summary>How a service's containers look up names (DNSConfig).</summary>
public sealed class ServiceDns : EngineData
{
    /// <summary>The name servers (Nameservers).</summary>
    public ReadableList<string> Nameservers { get; set; } = [];

    /// <summary>The domains in which short names are searched (Search).</summary>
    public ReadableList<string> Search { get; set; } = [];

    /// <summary>Options of the resolver (Options).</summary>
    public ReadableList<string> Options { get; set; } = [];

    /// <summary>The name servers.</summary>
    public override string ToString() => Nameservers.ToString();
}
