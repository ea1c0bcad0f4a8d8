namespace DockerPS.Hosting;

/// <summary>An object of a swarm as messages show it.</summary>
internal static class SwarmObjectLabel
{
    /// <summary>name (short id).</summary>
    public static string Of(DockerSwarmObject item) => item.Name.Length > 0 ? $"{item.Name} ({ShortId.Of(item.Id)})" : ShortId.Of(item.Id);
}
