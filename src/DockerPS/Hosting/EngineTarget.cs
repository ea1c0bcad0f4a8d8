using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>An engine that a command does something to as a whole.</summary>
/// <param name="Engine">The engine.</param>
internal sealed record EngineTarget(EngineApi Engine) : IActionTarget
{
    /// <inheritdoc/>
    public object Target => Engine.Connection.Name;

    /// <inheritdoc/>
    public string Describe() => Engine.Connection.Name;
}
