namespace DockerPS.Engine.Http;

/// <summary>Takes the bytes of an upload until nobody wants them any more.</summary>
internal sealed class UploadStream : Stream
{
    private readonly Stream _target;
    private readonly Func<bool> _shouldStop;

    public UploadStream(Stream target, Func<bool> shouldStop)
    {
        _target = target;
        _shouldStop = shouldStop;
    }

    /// <summary>True once a write was refused because the other side is gone.</summary>
    public bool Stopped { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        StopIfUnwanted();
        return _target.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        StopIfUnwanted();
        _target.Write(buffer, offset, count);
    }

    public override void Flush() => _target.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => _target.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void StopIfUnwanted()
    {
        if (_shouldStop())
        {
            Stopped = true;
            throw new IOException("The engine takes no more of this upload.");
        }
    }
}
