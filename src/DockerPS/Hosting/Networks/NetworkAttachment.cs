using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>A container and a network of the same engine, which are to be brought together or apart.</summary>
/// <param name="Container">The container.</param>
/// <param name="Network">The network.</param>
/// <param name="Joint">What stands between the two in questions: "to" or "from".</param>
internal sealed record NetworkAttachment(ResolvedContainer Container, NetworkName Network, string Joint) : IActionTarget
{
    public EngineApi Engine => Container.Engine;

    public object Target => Container.Target;

    /// <inheritdoc/>
    public string Describe()
    {
        string container = Container.Name.Length > 0 ? $"{Container.Name} ({ShortId.Of(Container.Id)})" : ShortId.Of(Container.Id);
        return $"{container} {Joint} {Network.Label} on {Engine.Connection.Name}";
    }
}
