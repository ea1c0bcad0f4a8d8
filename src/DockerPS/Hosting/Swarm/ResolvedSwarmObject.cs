using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>An object of a swarm that a command acts on, found by name, by id or given as an object.</summary>
/// <param name="Engine">The manager that it is known at.</param>
/// <param name="Item">What is known of it.</param>
/// <param name="Target">What the user gave: the target of error records.</param>
internal sealed record ResolvedSwarmObject<T>(EngineApi Engine, T Item, object Target) : IActionTarget
    where T : DockerSwarmObject
{
    public string Id => Item.Id;

    public string Name => Item.Name;

    /// <inheritdoc/>
    public string Describe() => $"{SwarmObjectLabel.Of(Item)} on {Engine.Connection.Name}";
}
