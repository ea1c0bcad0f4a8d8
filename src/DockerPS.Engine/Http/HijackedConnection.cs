using DockerPS.Engine.Transport;

namespace DockerPS.Engine.Http;

/// <summary>A connection that has left HTTP after a 101: attach, exec start, session. Disposing it closes the socket.</summary>
internal sealed class HijackedConnection : IAsyncDisposable
{
    public HijackedConnection(DuplexStream stream, string? contentType)
    {
        Stream = stream;
        ContentType = contentType;
    }

    /// <summary>The bytes after the head of the 101, none lost, both ways, with half-close.</summary>
    public DuplexStream Stream { get; }

    /// <summary>The Content-Type of the 101: from API 1.42 it tells frames from a raw TTY.</summary>
    public string? ContentType { get; }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
