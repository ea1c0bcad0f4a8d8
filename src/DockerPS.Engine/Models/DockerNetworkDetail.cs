namespace DockerPS;

/// <summary>A network with all that the engine tells of it (GET /networks/{id}).</summary>
public sealed class DockerNetworkDetail : DockerNetwork
{
    internal DockerNetworkDetail()
    {
    }

    /// <summary>The running containers in it, by name (Containers). Stopped ones have no address, and the engine leaves them out:
    /// Get-DockerNetwork x | Get-Container has them too.</summary>
    public ReadableList<NetworkContainer> Containers { get; internal init; } = [];

    /// <summary>The engines of a swarm that take part in it (Peers).</summary>
    public ReadableList<NetworkPeer> Peers { get; internal init; } = [];

    /// <summary>The services of a swarm in it, by name, with their tasks (Services).</summary>
    public ReadableList<NetworkService> Services { get; internal init; } = [];
}
