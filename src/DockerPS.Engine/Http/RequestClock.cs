namespace DockerPS.Engine.Http;

/// <summary>
/// The time limit of one request, and what happened to it. Only the engine's time counts: not connecting, which has a limit
/// of its own, and not the making of an upload. It travels with the flow of execution, in which the handler writes to the
/// connection that it chose.
/// </summary>
internal sealed class RequestClock : IDisposable
{
    private static readonly AsyncLocal<RequestClock?> s_current = new();

    private readonly object _gate = new();
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _limit;
    private readonly bool _mayRepeat;
    private bool _makesContent;
    private bool _stopped;

    /// <param name="limit">How long the engine may take.</param>
    /// <param name="mayRepeat">True where the handler may send the request a second time although the engine may have had the first.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <param name="clientLifetime">Cancelled when the client is disposed.</param>
    public RequestClock(TimeSpan limit, bool mayRepeat, CancellationToken cancellationToken, CancellationToken clientLifetime)
    {
        _limit = limit;
        _mayRepeat = mayRepeat;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clientLifetime);
    }

    public static RequestClock? Current => s_current.Value;

    public CancellationToken Token => _source.Token;

    /// <summary>The connection that the request was written to; null before that.</summary>
    public ConnectionStream? Connection { get; private set; }

    /// <summary>What the caller's content threw while it was being sent.</summary>
    public Exception? ContentError { get; set; }

    /// <summary>Why the wait for the answer was given up although the request has no limit of its own.</summary>
    public DockerException? Silence { get; private set; }

    /// <summary>Gives up the wait for the answer.</summary>
    public void Abandon(DockerException silence)
    {
        Silence = silence;
        _source.Cancel();
    }

    /// <summary>Makes this the clock of the flow. The caller's flow is not touched, since this is called in an async method.</summary>
    public void Enter() => s_current.Value = this;

    /// <summary>A piece of the request is about to go out.</summary>
    /// <exception cref="ConnectionLostException">It went out before, to a connection that ended without an answer, and must not go out twice.</exception>
    public void BeginWrite(ConnectionStream connection)
    {
        if (!_mayRepeat && Connection is { WriteFailed: false } first && !ReferenceEquals(first, connection))
        {
            throw new ConnectionLostException("The connection to the engine was lost after the request was sent and before it was answered. Whether the engine did it is not known.");
        }

        Connection = connection;
        SetLimit(_limit);
    }

    /// <summary>The piece is out.</summary>
    public void EndWrite() => SetLimit(_makesContent ? Timeout.InfiniteTimeSpan : _limit);

    /// <summary>The caller's content is at work.</summary>
    public void BeginContent()
    {
        _makesContent = true;
        SetLimit(Timeout.InfiniteTimeSpan);
    }

    /// <summary>The caller's content is complete: it is the engine's turn.</summary>
    public void EndContent()
    {
        _makesContent = false;
        SetLimit(_limit);
    }

    /// <summary>The head of the answer is there.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            _source.Dispose();
        }
    }

    private void SetLimit(TimeSpan limit)
    {
        lock (_gate)
        {
            if (!_stopped)
            {
                _source.CancelAfter(limit);
            }
        }
    }
}
