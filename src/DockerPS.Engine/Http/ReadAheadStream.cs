using System.Buffers;
using System.Runtime.CompilerServices;
using DockerPS.Engine.Transport;

namespace DockerPS.Engine.Http;

/// <summary>Reads a connection in large pieces and gives them out in small ones. The handler reads 4 KiB at a time, which costs a stream
/// of a gigabyte a quarter of a million calls of the system.</summary>
internal sealed class ReadAheadStream : ForwardingDuplexStream
{
    private const int Size = 64 * 1024;

    private byte[]? _ahead;
    private int _start;
    private int _end;

    public ReadAheadStream(Stream inner)
        : base(inner)
    {
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ahead is not null)
        {
            return ValueTask.FromResult(TakeAhead(buffer.Span));
        }

        // An idle connection waits with an empty buffer, and holds none of ours meanwhile.
        return buffer.IsEmpty || buffer.Length >= Size
            ? Inner.ReadAsync(buffer, cancellationToken)
            : ReadFurtherAsync(buffer, cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => _ahead is null ? Inner.Read(buffer) : TakeAhead(buffer);

    protected override ValueTask CompleteWritesCoreAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("A connection that is shared keeps its sending side.");

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadFurtherAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // One whose read fails is not given back: the system may still write to it.
        byte[] ahead = ArrayPool<byte>.Shared.Rent(Size);
        int read = await Inner.ReadAsync(ahead.AsMemory(0, Size), cancellationToken).ConfigureAwait(false);
        _ahead = ahead;
        _start = 0;
        _end = read;
        return TakeAhead(buffer.Span);
    }

    private int TakeAhead(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _end - _start);
        _ahead.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        if (_start == _end)
        {
            ArrayPool<byte>.Shared.Return(_ahead!);
            _ahead = null;
        }

        return count;
    }
}
