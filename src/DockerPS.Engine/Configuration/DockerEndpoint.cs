namespace DockerPS.Engine.Configuration;

/// <summary>Where an engine listens, parsed and checked. Value equality makes it the key of a client.</summary>
internal sealed record DockerEndpoint
{
    public required EndpointScheme Scheme { get; init; }

    /// <summary>The path of the socket (unix), the pipe's path as //server/pipe/name (npipe), or the host (tcp, ssh).</summary>
    public required string Address { get; init; }

    /// <summary>The port of tcp and ssh; 0 where the scheme has none, or where ssh's own configuration decides.</summary>
    public int Port { get; init; }

    /// <summary>The user of ssh://user@host; null lets ssh's own configuration decide.</summary>
    public string? User { get; init; }

    /// <summary>For ssh, the remote socket of ssh://host/path; for tcp a path before every request; else empty.</summary>
    public string Path { get; init; } = "";

    /// <summary>TLS material of tcp; null is plain TCP.</summary>
    public TlsOptions? Tls { get; init; }
}
