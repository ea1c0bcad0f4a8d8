using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>A stack that a command acts on, found by name or given as an object.</summary>
/// <param name="Engine">The manager that it is known at.</param>
/// <param name="Stack">What is known of it.</param>
/// <param name="Target">What the user gave: the target of error records.</param>
internal sealed record ResolvedStack(EngineApi Engine, DockerStack Stack, object Target) : IActionTarget
{
    public string Name => Stack.Name;

    /// <inheritdoc/>
    public string Describe() => $"{Name} on {Engine.Connection.Name}";
}
