namespace DockerPS;

/// <summary>What went over a container's network interfaces, by their names; reads as "eth0=572/1024", so that CSV and tables show what is in it.</summary>
public sealed class ContainerNetworkStatMap : Dictionary<string, ContainerNetworkStat>
{
    /// <summary>An empty map; names are compared as the engine does, with case.</summary>
    public ContainerNetworkStatMap()
        : base(StringComparer.Ordinal)
    {
    }

    internal ContainerNetworkStatMap(IDictionary<string, ContainerNetworkStat> networks)
        : base(networks, StringComparer.Ordinal)
    {
    }

    /// <summary>The pairs as "interface=received/sent", sorted by name and joined by ", ".</summary>
    public override string ToString() =>
        string.Join(", ", this.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}"));
}
