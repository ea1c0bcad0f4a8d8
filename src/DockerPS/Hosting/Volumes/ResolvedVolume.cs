using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>A volume that a command acts on, found by name or given as an object.</summary>
/// <param name="Engine">The engine that it is on.</param>
/// <param name="Volume">What is known of it.</param>
/// <param name="Target">What the user gave: the target of error records.</param>
internal sealed record ResolvedVolume(EngineApi Engine, DockerVolume Volume, object Target) : IActionTarget
{
    public string Name => Volume.Name;

    /// <inheritdoc/>
    public string Describe() => $"{Name} on {Engine.Connection.Name}";
}
