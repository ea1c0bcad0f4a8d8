namespace DockerPS;

/// <summary>A login to a registry, without its secret.</summary>
public sealed class DockerRegistry
{
    /// <summary>The registry, as image references name it: docker.io, a host, or host:port.</summary>
    public required string Registry { get; init; }

    /// <summary>The user; null where only a token is known.</summary>
    public string? UserName { get; init; }

    /// <summary>Where the login is kept: Session (this runspace's memory), DOCKER_AUTH_CONFIG (the variable), Helper:name (the program
    /// docker-credential-name), or Config file (config.json, which anybody reads who can read the file).</summary>
    public required string Store { get; init; }

    /// <summary>True for a token (identitytoken, registrytoken) in place of a password.</summary>
    public bool IsToken { get; init; }

    /// <summary>True for the login that is used; a registry with logins in several places uses the first of Session, DOCKER_AUTH_CONFIG,
    /// and the helper or config.json.</summary>
    public bool IsUsed { get; init; }

    /// <summary>The key under which it is kept, such as https://index.docker.io/v1/ of Docker Hub.</summary>
    public required string ServerAddress { get; init; }

    /// <summary>The registry.</summary>
    public override string ToString() => Registry;
}
