namespace DockerPS.Hosting.Statistics;

/// <summary>A container whose use is followed until it is left or the command is stopped.</summary>
internal sealed class FollowedContainer : IDisposable
{
    private readonly CancellationTokenSource _end;
    private bool _disposed;

    public FollowedContainer(string id, string name, int number, CancellationToken stop)
    {
        Id = id;
        Name = name;
        Number = number;
        _end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Token = _end.Token;
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>Its place in a round.</summary>
    public int Number { get; }

    public CancellationToken Token { get; }

    /// <summary>True where it was left.</summary>
    public bool IsLeft { get; private set; }

    public void Leave()
    {
        // Its own end may come at the same time.
        lock (_end)
        {
            IsLeft = true;
            if (!_disposed)
            {
                _end.Cancel();
            }
        }
    }

    public void Dispose()
    {
        lock (_end)
        {
            _disposed = true;
            _end.Dispose();
        }
    }
}
