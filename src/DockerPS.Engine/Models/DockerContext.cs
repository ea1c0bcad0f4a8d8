namespace DockerPS;

/// <summary>A context of the docker CLI's store, or the context named default, which stands for DOCKER_HOST or the platform's default.</summary>
public sealed class DockerContext
{
    /// <summary>The context's name (Name of meta.json); where meta.json cannot be read, the name of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>What its maker wrote about it (Metadata.Description); empty where there is nothing.</summary>
    public string Description { get; init; } = "";

    /// <summary>The engine's endpoint (Endpoints.docker.Host); empty where it cannot be told, and <see cref="Error"/> says why.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>True for the context that is used where nothing else is said: DOCKER_HOST (default), DOCKER_CONTEXT, or currentContext of config.json.</summary>
    public bool Current { get; init; }

    /// <summary>True where the server's certificate is not checked (Endpoints.docker.SkipTLSVerify).</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary>True where a CA, a client certificate or a key is stored with it.</summary>
    public bool HasTlsMaterial { get; init; }

    /// <summary>Why the context cannot be used; null where it can.</summary>
    public string? Error { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
