namespace DockerPS.Tests.RealEngine;

/// <summary>A swarm that <see cref="SwarmEngines.FormAsync"/> made of all its engines; it is taken apart when this is disposed.</summary>
internal sealed class FormedSwarm : IAsyncDisposable
{
    private readonly SwarmEngines _engines;

    public FormedSwarm(SwarmEngines engines) => _engines = engines;

    /// <summary>All nodes; the first is the one that began the swarm, which is its leader until something happens to it.</summary>
    public IReadOnlyList<SwarmNode> Nodes => _engines.Nodes;

    /// <summary>The endpoint of the first manager, unix:///path.</summary>
    public string Engine => Nodes[0].Engine;

    /// <summary>An image of busybox, in every node's engine. There is no registry to resolve it by.</summary>
    public string Image => _engines.Image;

    public async ValueTask DisposeAsync() => await _engines.ResetAsync();
}
