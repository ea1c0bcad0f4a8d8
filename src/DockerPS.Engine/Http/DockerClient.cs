using System.Text.Json.Serialization.Metadata;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Http;

/// <summary>Speaks HTTP with one engine: version negotiation, sending, error reading, hijacking. Safe to use from many tasks at once.</summary>
internal sealed class DockerClient : IDisposable
{
    public DockerClient(DockerEndpoint endpoint, DockerClientOptions options)
    {
        Endpoint = endpoint;
        Options = options;
    }

    public DockerEndpoint Endpoint { get; }

    public DockerClientOptions Options { get; }

    /// <summary>What /_ping said; null before the engine was first asked.</summary>
    public EngineIdentity? Identity { get; private set; }

    /// <summary>Asks /_ping once and remembers the answer; a second call asks nothing.</summary>
    public Task<EngineIdentity> IdentifyAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Asks /_ping now, whatever is remembered, and returns what it said.</summary>
    public Task<EngineIdentity> PingAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Sends a request and returns once the head of the answer is there. An error status is a <see cref="DockerApiException"/>.</summary>
    public Task<DockerResponse> SendAsync(DockerRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Sends a request and drops the body of the answer. Returns the status (204, 304, ...).</summary>
    public Task<int> SendEmptyAsync(DockerRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Sends a request and reads the answer as one JSON value.</summary>
    public Task<T> SendJsonAsync<T>(DockerRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Sends a request and reads the answer as a JSON array, element by element as they arrive.</summary>
    public IAsyncEnumerable<T> SendJsonArrayAsync<T>(DockerRequest request, JsonTypeInfo<T> elementType, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Sends a request on a connection of its own and takes that connection over after a 101.</summary>
    public Task<HijackedConnection> HijackAsync(DockerRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    public void Dispose()
    {
    }
}
