namespace DockerPS.Engine.Transport;

/// <summary>A connection to an engine whose sending side can be closed while the other goes on: how a container learns that its stdin has ended.</summary>
internal abstract class DuplexStream : Stream
{
    /// <summary>Ends the sending side; what the engine still sends can be read. A second call does nothing.</summary>
    public abstract ValueTask CompleteWritesAsync(CancellationToken cancellationToken);

    public sealed override bool CanSeek => false;

    public sealed override long Length => throw new NotSupportedException();

    public sealed override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();
}
