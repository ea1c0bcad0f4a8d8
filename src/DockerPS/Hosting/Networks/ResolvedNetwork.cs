using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>A network that a command acts on, found by name, by id or given as an object.</summary>
/// <param name="Engine">The engine that it is on.</param>
/// <param name="Network">What is known of it.</param>
/// <param name="Target">What the user gave: the target of error records.</param>
internal sealed record ResolvedNetwork(EngineApi Engine, DockerNetwork Network, object Target) : IActionTarget
{
    public string Id => Network.Id;

    public string Name => Network.Name;

    /// <inheritdoc/>
    public string Describe() => $"{Label} on {Engine.Connection.Name}";

    /// <summary>Name (short id).</summary>
    public string Label => $"{Name} ({ShortId.Of(Id)})";
}
