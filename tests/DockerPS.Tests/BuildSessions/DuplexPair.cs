using System.Threading.Channels;

namespace DockerPS.Tests.BuildSessions;

/// <summary>Two ends of a connection in memory. Each side's writes come out of the other's reads, piece by piece.</summary>
internal static class DuplexPair
{
    /// <param name="capacity">How many writes may wait to be read, in each direction.</param>
    public static (Stream One, Stream Other) Create(int capacity = 10_000)
    {
        Channel<byte[]> there = Channel.CreateBounded<byte[]>(capacity);
        Channel<byte[]> back = Channel.CreateBounded<byte[]>(capacity);
        return (new End(back.Reader, there.Writer), new End(there.Reader, back.Writer));
    }

    private sealed class End(ChannelReader<byte[]> reader, ChannelWriter<byte[]> writer) : Stream
    {
        private ReadOnlyMemory<byte> _left;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (_left.IsEmpty)
            {
                if (!await reader.WaitToReadAsync(cancellationToken))
                    return 0;

                if (reader.TryRead(out byte[]? piece))
                    _left = piece;
            }

            int count = Math.Min(buffer.Length, _left.Length);
            _left[..count].CopyTo(buffer);
            _left = _left[count..];
            return count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => writer.WriteAsync(buffer.ToArray(), cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            writer.TryComplete();
            base.Dispose(disposing);
        }
    }
}
