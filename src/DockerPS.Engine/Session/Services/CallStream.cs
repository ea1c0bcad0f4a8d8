using DockerPS.Engine.Session.Grpc;

namespace DockerPS.Engine.Session.Services;

/// <summary>A call whose messages are pieces of one stream (<see cref="BytesMessage"/>), as that stream.</summary>
internal sealed class CallStream : Stream
{
    // Far below what the other side takes as one message.
    private const int LargestPiece = 64 * 1024;

    private readonly GrpcCall _call;
    private ReadOnlyMemory<byte> _left;

    public CallStream(GrpcCall call) => _call = call;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (_left.IsEmpty)
        {
            if (await _call.ReadAsync().ConfigureAwait(false) is not { } message)
            {
                return 0;
            }

            _left = BytesMessage.Read(message);
        }

        int count = Math.Min(buffer.Length, _left.Length);
        _left[..count].CopyTo(buffer);
        _left = _left[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // For readers of archives that know only this; nothing here needs the thread that waits.
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (!buffer.IsEmpty)
        {
            int count = Math.Min(buffer.Length, LargestPiece);
            await _call.WriteAsync(BytesMessage.Write(buffer.Span[..count])).ConfigureAwait(false);
            buffer = buffer[count..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
