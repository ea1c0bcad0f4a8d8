namespace DockerPS.Engine.Http;

/// <summary>
/// A result that is made once and remembered, however many ask at the same time. A failure is told to those who wait and
/// forgotten. Who stops waiting stops only that; when nobody waits any more, the work is cancelled.
/// </summary>
internal sealed class SharedTask<T>
    where T : class
{
    private readonly object _gate = new();
    private readonly Func<CancellationToken, Task<T>> _make;
    private Flight? _flight;

    public SharedTask(Func<CancellationToken, Task<T>> make) => _make = make;

    /// <summary>The remembered result; null where there is none yet.</summary>
    public T? Known
    {
        get
        {
            lock (_gate)
            {
                return _flight is { Result.IsCompletedSuccessfully: true } flight ? flight.Result.Result : null;
            }
        }
    }

    public async Task<T> GetAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Flight flight;
        lock (_gate)
        {
            flight = _flight ??= new Flight(_make);
            flight.Waiting++;
        }

        try
        {
            return await flight.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                bool abandoned = --flight.Waiting == 0 && !flight.Result.IsCompleted;
                if (abandoned)
                {
                    flight.Dispose();
                }

                if (ReferenceEquals(_flight, flight) && (abandoned || flight.Result.IsFaulted || flight.Result.IsCanceled))
                {
                    _flight = null;
                }
            }
        }
    }

    /// <summary>Forgets a result, so that the next who asks has it made again. One made since stays.</summary>
    public void Forget(T result)
    {
        lock (_gate)
        {
            if (_flight is { Result.IsCompletedSuccessfully: true } flight && ReferenceEquals(flight.Result.Result, result))
            {
                _flight = null;
            }
        }
    }

    private sealed class Flight : IDisposable
    {
        private readonly CancellationTokenSource _source = new();

        public Flight(Func<CancellationToken, Task<T>> make) => Result = Task.Run(() => make(_source.Token));

        public Task<T> Result { get; }

        public int Waiting { get; set; }

        /// <summary>Ends the work.</summary>
        public void Dispose()
        {
            _source.Cancel();
            _source.Dispose();
        }
    }
}
