namespace DockerPS.Tests.Streams.Build;

/// <summary>Drops what is written, and does something at each write.</summary>
internal sealed class CallbackStream : Stream
{
    private readonly Action _onWrite;

    public CallbackStream(Action onWrite)
    {
        _onWrite = onWrite;
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => _onWrite();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _onWrite();
        return ValueTask.CompletedTask;
    }
}
