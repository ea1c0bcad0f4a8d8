using System.Buffers;
using System.Threading.Channels;

namespace DockerPS.Hosting.Output;

/// <summary>One command's end of a <see cref="PipelineInput"/>.</summary>
internal sealed class PipelineInputReader : CommandInput
{
    private const int ItemsAhead = 1024;
    private const long BytesAhead = 4 * 1024 * 1024;
    private const int WriteSize = 64 * 1024;

    // Not of a single reader: Dispose empties it beside a copy that has not noticed its end yet.
    private readonly Channel<byte[]> _channel = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = false, SingleWriter = true });
    private readonly SemaphoreSlim _taken = new(0);
    private int _itemsAhead;
    private long _bytesAhead;
    private volatile bool _isEnded;

    /// <summary>True where bytes can be taken without waiting, or are dropped since the command reads no more.</summary>
    public bool HasRoom => _isEnded || (Volatile.Read(ref _itemsAhead) < ItemsAhead && Interlocked.Read(ref _bytesAhead) < BytesAhead);

    /// <summary>Takes bytes where the caller has seen that there is room, or drops them where the command reads no more.</summary>
    public void TryWrite(byte[] bytes)
    {
        Interlocked.Increment(ref _itemsAhead);
        Interlocked.Add(ref _bytesAhead, bytes.Length);
        _channel.Writer.TryWrite(bytes);
    }

    /// <summary>Takes bytes, waiting for room; drops them where the command reads no more.</summary>
    public async ValueTask WriteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        while (!HasRoom)
        {
            await _taken.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        TryWrite(bytes);
    }

    public void Complete() => _channel.Writer.TryComplete();

    public override async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        var joined = new ArrayBufferWriter<byte>(WriteSize);
        while (await _channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (joined.WrittenCount < WriteSize && TryTake() is { } bytes)
            {
                if (joined.WrittenCount == 0 && bytes.Length >= WriteSize)
                {
                    // Large enough as it is: joining it would only copy it.
                    await destination.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                joined.Write(bytes);
            }

            if (joined.WrittenCount > 0)
            {
                await destination.WriteAsync(joined.WrittenMemory, cancellationToken).ConfigureAwait(false);
                joined.ResetWrittenCount();
            }
        }
    }

    public override void Dispose()
    {
        _isEnded = true;
        Complete();
        while (TryTake() is not null)
        {
        }

        // A writer that waits for room goes on, and what it has is dropped.
        _taken.Release();
    }

    private byte[]? TryTake()
    {
        if (!_channel.Reader.TryRead(out byte[]? bytes))
        {
            return null;
        }

        Interlocked.Decrement(ref _itemsAhead);
        Interlocked.Add(ref _bytesAhead, -bytes.Length);
        if (_taken.CurrentCount == 0)
        {
            _taken.Release();
        }

        return bytes;
    }
}
