namespace DockerPS;

/// <summary>A key or agent of ssh for a build (build.ssh).</summary>
public sealed class ComposeSshKey
{
    /// <summary>What the Dockerfile calls it; default is the agent.</summary>
    public string Id { get; init; } = "";

    /// <summary>The socket or the key file; null is the agent of SSH_AUTH_SOCK.</summary>
    public string? Path { get; init; }

    /// <summary>The id, and the path where there is one.</summary>
    public override string ToString() => Path is null ? Id : $"{Id}={Path}";
}
