using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>A container and a network of the same engine, which are to be brought together or apart.</summary>
/// <param name="Container">The container.</param>
/// <param name="NetworkId">What stands for the network in a call: its id, or its name where only the engine can find it.</param>
/// <param name="NetworkLabel">The network as messages show it.</param>
/// <param name="Joint">What stands between the two in questions: "to" or "from".</param>
internal sealed record NetworkAttachment(ResolvedContainer Container, string NetworkId, string NetworkLabel, string Joint) : IActionTarget
{
    public EngineApi Engine => Container.Engine;

    public object Target => Container.Target;

    /// <inheritdoc/>
    public string Describe()
    {
        string container = Container.Name.Length > 0 ? $"{Container.Name} ({ShortId.Of(Container.Id)})" : ShortId.Of(Container.Id);
        return $"{container} {Joint} {NetworkLabel} on {Engine.Connection.Name}";
    }
}
