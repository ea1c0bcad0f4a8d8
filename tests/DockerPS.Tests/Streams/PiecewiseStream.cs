namespace DockerPS.Tests.Streams;

/// <summary>Gives bytes in the pieces that a test wants, one a read, and then ends or breaks.</summary>
internal sealed class PiecewiseStream : Stream
{
    private readonly Queue<byte[]> _pieces;
    private readonly Exception? _failure;

    public PiecewiseStream(IEnumerable<byte[]> pieces, Exception? failure = null)
    {
        _pieces = new Queue<byte[]>(pieces.Where(piece => piece.Length > 0));
        _failure = failure;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>How many pieces nobody has read yet.</summary>
    public int Left => _pieces.Count;

    /// <summary>The bytes in two pieces, once for every place where they can be cut.</summary>
    public static IEnumerable<PiecewiseStream> SplitEverywhere(byte[] bytes)
    {
        for (int at = 1; at <= bytes.Length; at++)
            yield return new PiecewiseStream([bytes[..at], bytes[at..]]);

        yield return OneByOne(bytes);
    }

    public static PiecewiseStream OneByOne(byte[] bytes) => new(bytes.Select(b => new[] { b }));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_pieces.Count == 0)
            return _failure is null ? 0 : throw _failure;

        byte[] piece = _pieces.Dequeue();
        int count = Math.Min(piece.Length, buffer.Length);
        piece.AsSpan(0, count).CopyTo(buffer);
        if (count < piece.Length)
        {
            byte[][] later = [.. _pieces];
            _pieces.Clear();
            _pieces.Enqueue(piece[count..]);
            foreach (byte[] next in later)
                _pieces.Enqueue(next);
        }

        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<int>(Read(buffer.Span));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
