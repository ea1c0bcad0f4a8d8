using System.Runtime.CompilerServices;

namespace DockerPS.Engine.Http;

/// <summary>The body of an answer. A connection that breaks is a <see cref="ConnectionLostException"/>, an early end never looks like the end.</summary>
internal sealed class ResponseBodyStream : Stream
{
    private const int PeekSize = 512;

    private readonly Stream _inner;
    private readonly string _what;
    private ReadOnlyMemory<byte> _peeked;
    private long _received;

    /// <param name="inner">The handler's stream.</param>
    /// <param name="what">What is read, for messages: "the answer to GET /info".</param>
    public ResponseBodyStream(Stream inner, string what)
    {
        _inner = inner;
        _what = what;
    }

    /// <summary>How long a read may wait for the next bytes. Infinite by default: streams may be silent.</summary>
    public TimeSpan IdleLimit { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>How many bytes may come at most; for what is kept in memory as a whole. Without limit by default.</summary>
    public long ByteLimit { get; set; } = long.MaxValue;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The first byte that is not white space, without taking it; null at the end of the body.</summary>
    public async ValueTask<byte?> PeekAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _peeked = _peeked.TrimStart(" \t\r\n"u8);
            if (!_peeked.IsEmpty)
            {
                return _peeked.Span[0];
            }

            var buffer = new byte[PeekSize];
            int read = await ReadFurtherAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return null;
            }

            _peeked = buffer.AsMemory(0, read);
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _peeked.IsEmpty ? ReadFurtherAsync(buffer, cancellationToken) : ValueTask.FromResult(TakePeeked(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (!_peeked.IsEmpty)
        {
            return TakePeeked(buffer);
        }

        try
        {
            return _inner.Read(buffer);
        }
        catch (Exception e) when (StreamFailure.IsLoss(e))
        {
            throw StreamFailure.Lost(_what, e);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await _inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private ValueTask<int> ReadFurtherAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        IdleLimit == Timeout.InfiniteTimeSpan ? ReadMappedAsync(buffer, cancellationToken) : ReadLimitedAsync(buffer, cancellationToken);

    private int TakePeeked(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _peeked.Length);
        _peeked.Span[..count].CopyTo(buffer);
        _peeked = _peeked[count..];
        return count;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadMappedAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            int read = await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _received += read;
            return _received <= ByteLimit ? read : throw new InvalidResponseException($"More than {ByteLimit} bytes came as {_what}.");
        }
        catch (Exception e) when (StreamFailure.IsLoss(e))
        {
            // The handler cancels by closing the connection, which then looks lost.
            cancellationToken.ThrowIfCancellationRequested();
            throw StreamFailure.Lost(_what, e);
        }
    }

    private async ValueTask<int> ReadLimitedAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(IdleLimit);
        try
        {
            return await ReadMappedAsync(buffer, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw RequestFailure.TimedOut($"the rest of {_what}", IdleLimit);
        }
    }
}
