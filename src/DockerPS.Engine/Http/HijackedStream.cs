using System.Runtime.CompilerServices;
using DockerPS.Engine.Transport;

namespace DockerPS.Engine.Http;

/// <summary>A connection after its 101: first what came in the same segment as the head, then the connection itself.</summary>
internal sealed class HijackedStream : ForwardingDuplexStream
{
    private readonly string _what;
    private ReadOnlyMemory<byte> _early;

    public HijackedStream(DuplexStream connection, ReadOnlyMemory<byte> early, string what)
        : base(connection)
    {
        _early = early;
        _what = what;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_early.IsEmpty)
        {
            return TakeEarly(buffer.Span);
        }

        try
        {
            return await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (StreamFailure.IsLoss(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw StreamFailure.Lost(_what, e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (!_early.IsEmpty)
        {
            return TakeEarly(buffer);
        }

        try
        {
            return Inner.Read(buffer);
        }
        catch (Exception e) when (StreamFailure.IsLoss(e))
        {
            throw StreamFailure.Lost(_what, e);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await Inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (StreamFailure.IsLoss(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw StreamFailure.Lost(_what, e);
        }
    }

    protected override async ValueTask CompleteWritesCoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ((DuplexStream)Inner).CompleteWritesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (StreamFailure.IsLoss(e))
        {
            throw StreamFailure.Lost(_what, e);
        }
    }

    private int TakeEarly(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _early.Length);
        _early.Span[..count].CopyTo(buffer);
        _early = _early[count..];
        return count;
    }
}
