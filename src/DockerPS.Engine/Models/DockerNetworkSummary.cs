namespace DockerPS;

/// <summary>A network in a list (GET /networks).</summary>
public sealed class DockerNetworkSummary : DockerNetwork
{
    internal DockerNetworkSummary()
    {
    }
}
