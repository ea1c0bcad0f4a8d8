namespace DockerPS.Engine.Requests.Stacks;

/// <summary>What services name that the swarm knows by ids; what is not there yet has none.</summary>
/// <param name="Secrets">Ids of secrets, by name.</param>
/// <param name="Configs">Ids of configs, by name.</param>
/// <param name="Networks">Ids of networks, by name.</param>
internal sealed record StackReferences(
    IReadOnlyDictionary<string, string> Secrets, IReadOnlyDictionary<string, string> Configs, IReadOnlyDictionary<string, string> Networks)
{
    /// <summary>Nothing is there.</summary>
    public static StackReferences None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>(), new Dictionary<string, string>());
}
