namespace DockerPS.Hosting;

/// <summary>What stands for a network in a call.</summary>
/// <param name="Id">Its id, or its name where only the engine can find it.</param>
/// <param name="Name">Its name.</param>
internal sealed record NetworkName(string Id, string Name)
{
    public static NetworkName Of(ResolvedNetwork network) => new(network.Id, network.Name);

    /// <summary>As messages show it: name (short id).</summary>
    public string Label => Id == Name ? Name : $"{Name} ({ShortId.Of(Id)})";

    /// <summary>What the engine's filter of containers finds its members by. Those that have never run know it by name only.</summary>
    public IEnumerable<string> FilterValues => [Id, Name];
}
