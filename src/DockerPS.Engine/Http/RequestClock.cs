namespace DockerPS.Engine.Http;

/// <summary>
/// The time limit of one request, and what happened to it. Connecting has a limit of its own, so the clock starts when
/// the request is written, and starts again with every piece of an upload. It travels with the flow of execution,
/// in which the handler writes to the connection that it chose.
/// </summary>
internal sealed class RequestClock : IDisposable
{
    private static readonly AsyncLocal<RequestClock?> s_current = new();

    private readonly object _gate = new();
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _limit;
    private bool _stopped;

    public RequestClock(TimeSpan limit, CancellationToken cancellationToken, CancellationToken clientLifetime)
    {
        _limit = limit;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clientLifetime);
    }

    public static RequestClock? Current => s_current.Value;

    public CancellationToken Token => _source.Token;

    /// <summary>The connection that the request was written to; null before that.</summary>
    public ConnectionStream? Connection { get; private set; }

    /// <summary>What the caller's content threw while it was being sent.</summary>
    public Exception? ContentError { get; set; }

    /// <summary>Makes this the clock of the flow. The caller's flow is not touched, since this is called in an async method.</summary>
    public void Enter() => s_current.Value = this;

    /// <summary>A piece of the request went out.</summary>
    public void Restart(ConnectionStream connection)
    {
        lock (_gate)
        {
            Connection = connection;
            if (!_stopped && _limit != Timeout.InfiniteTimeSpan)
            {
                _source.CancelAfter(_limit);
            }
        }
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
}
