namespace DockerPS;

/// <summary>The token by which engines join a swarm. Who has it can let any engine in.</summary>
public sealed class DockerSwarmJoinToken : DockerObject
{
    internal DockerSwarmJoinToken()
    {
    }

    /// <summary>What an engine becomes by it: Worker or Manager.</summary>
    public string Role { get; internal init; } = "";

    /// <summary>The token (JoinTokens.Worker, JoinTokens.Manager of GET /swarm).</summary>
    public string Token { get; internal init; } = "";

    /// <summary>The address of the manager that was asked, which Join-DockerSwarm -RemoteAddress takes, as 10.0.0.5:2377 (ManagerStatus.Addr of GET /nodes/{id}).</summary>
    public string RemoteAddress { get; internal init; } = "";

    /// <summary>The token.</summary>
    public override string ToString() => Token;
}
