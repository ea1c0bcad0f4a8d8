using System.Threading.Channels;

namespace DockerPS.Engine.Session.Http2;

/// <summary>
/// What goes out on a connection, frame after frame, by one writer. Data waits for its turn; answers to the other side's own frames do not, so
/// that reading never depends on writing, and are limited in number instead.
/// </summary>
internal sealed class Http2Output : IDisposable
{
    private const int MaxWaitingAnswers = 1000;
    private const int MaxWaitingData = 8;

    private readonly Channel<(byte[] Frame, bool IsData)> _frames = Channel.CreateUnbounded<(byte[] Frame, bool IsData)>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _room = new(MaxWaitingData);
    private readonly Stream _stream;
    private int _answers;

    public Http2Output(Stream stream) => _stream = stream;

    /// <summary>Queues a frame that answers one of the other side's.</summary>
    /// <exception cref="Http2Exception">The other side makes answers necessary, and does not take them.</exception>
    public void Answer(byte[] frame)
    {
        if (Interlocked.Increment(ref _answers) > MaxWaitingAnswers)
        {
            throw new Http2Exception(Http2ErrorCode.EnhanceYourCalm, "it has too many frames answered at once");
        }

        _frames.Writer.TryWrite((frame, false));
    }

    /// <summary>Queues the last frame of all.</summary>
    public void Last(byte[] frame)
    {
        _frames.Writer.TryWrite((frame, false));
        Complete();
    }

    /// <summary>Queues a frame of a stream, once there is room for it.</summary>
    public async ValueTask SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!_frames.Writer.TryWrite((frame, true)))
        {
            _room.Release();
            throw new OperationCanceledException("The connection is closed.");
        }
    }

    /// <summary>Takes no more frames; those that wait still go out.</summary>
    public void Complete() => _frames.Writer.TryComplete();

    /// <summary>Writes frames until there will be no more.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach ((byte[] frame, bool isData) in _frames.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await _stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
                if (isData)
                {
                    _room.Release();
                }
                else
                {
                    Interlocked.Decrement(ref _answers);
                }
            }
        }
        finally
        {
            Complete();
        }
    }

    public void Dispose() => _room.Dispose();
}
