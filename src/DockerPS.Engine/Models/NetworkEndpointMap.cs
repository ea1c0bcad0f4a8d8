namespace DockerPS;

/// <summary>A container's networks by name; reads as "bridge=172.17.0.2", so that CSV and tables show what is in it.</summary>
public sealed class NetworkEndpointMap : Dictionary<string, NetworkEndpoint>
{
    /// <summary>An empty map; names are compared as the engine does, with case.</summary>
    public NetworkEndpointMap()
        : base(StringComparer.Ordinal)
    {
    }

    internal NetworkEndpointMap(IDictionary<string, NetworkEndpoint> networks)
        : base(networks, StringComparer.Ordinal)
    {
    }

    /// <summary>The pairs as "network=address", sorted by name and joined by ", ".</summary>
    public override string ToString() =>
        string.Join(", ", this.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}"));
}
