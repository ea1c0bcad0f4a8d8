namespace DockerPS.Engine.Http;

/// <summary>What a client is made with, beside its endpoint. Value equality makes it part of the client's key.</summary>
internal sealed record DockerClientOptions
{
    public static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(15);

    public static readonly TimeSpan DefaultRequestTimeout = TimeSpan.FromSeconds(100);

    /// <summary>How long connecting may take, TLS or ssh handshake included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = DefaultConnectTimeout;

    /// <summary>How long the first byte of an answer may take, for calls that do not wait by nature.</summary>
    public TimeSpan RequestTimeout { get; init; } = DefaultRequestTimeout;

    /// <summary>The version to speak without asking the engine (-ApiVersion, DOCKER_API_VERSION); null negotiates.</summary>
    public ApiVersion? PinnedVersion { get; init; }

    /// <summary>Headers sent with every request (config.json HttpHeaders, DOCKER_CUSTOM_HEADERS), as "Name: value" lines sorted by name.</summary>
    public string Headers { get; init; } = "";

    /// <summary>Without the headers: a record's own text would show their tokens.</summary>
    public override string ToString() =>
        $"connect {ConnectTimeout}, request {RequestTimeout}, API {PinnedVersion?.ToString() ?? "negotiated"}{(Headers.Length > 0 ? ", with headers" : "")}";
}
