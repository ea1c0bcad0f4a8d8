using System.Buffers;
using System.Threading.Channels;

namespace DockerPS.Hosting.Output;

/// <summary>One command's end of a <see cref="PipelineInput"/>.</summary>
internal sealed class PipelineInputReader : CommandInput
{
    private const int ItemsAhead = 1024;
    private const int WriteSize = 64 * 1024;

    private readonly Channel<byte[]> _channel = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(ItemsAhead) { SingleReader = true, SingleWriter = true });

    /// <summary>True where bytes can be taken without waiting, or are dropped since the command reads no more.</summary>
    public bool HasRoom => _channel.Reader.Completion.IsCompleted || _channel.Reader.Count < ItemsAhead;

    /// <summary>Takes bytes where there is room, or drops them where the command reads no more.</summary>
    public void TryWrite(byte[] bytes) => _channel.Writer.TryWrite(bytes);

    /// <summary>Takes bytes, waiting for room; drops them where the command reads no more.</summary>
    public async ValueTask WriteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        while (!_channel.Writer.TryWrite(bytes))
        {
            if (!await _channel.Writer.WaitToWriteAsync(cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    public void Complete() => _channel.Writer.TryComplete();

    public override async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        var joined = new ArrayBufferWriter<byte>(WriteSize);
        while (await _channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (joined.WrittenCount < WriteSize && _channel.Reader.TryRead(out byte[]? bytes))
            {
                joined.Write(bytes);
            }

            await destination.WriteAsync(joined.WrittenMemory, cancellationToken).ConfigureAwait(false);
            joined.ResetWrittenCount();
        }
    }

    public override void Dispose()
    {
        Complete();
        // A writer that waits for room finds the channel closed once there is some.
        while (_channel.Reader.TryRead(out _))
        {
        }
    }
}
