namespace DockerPS.Hosting.Output;

/// <summary>Makes objects of log lines and hands them to the pipeline in pieces, in order. A full piece is made while the next is read:
/// what a line carries costs as much as reading it.</summary>
internal sealed class LogBatch<T>(DockerCmdlet cmdlet, Func<T, object> form) : IAsyncDisposable
{
    private const int Size = 256;

    private List<T> _lines = new(Size);
    private Task _previous = Task.CompletedTask;

    public void Add(T line) => _lines.Add(line);

    /// <summary>Awaits the source's next line; before it waits, what was added goes over.</summary>
    public async ValueTask<bool> NextAsync(ValueTask<bool> next)
    {
        if (_lines.Count >= Size)
        {
            await SendAsync().ConfigureAwait(false);
        }
        else if (!next.IsCompleted)
        {
            await DisposeAsync().ConfigureAwait(false);
        }

        return await next.ConfigureAwait(false);
    }

    /// <summary>Hands over the rest, also before a failure is told: these lines came before it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _previous.ConfigureAwait(false);
        if (_lines.Count > 0)
        {
            List<T> lines = _lines;
            _lines = new List<T>(Size);
            await cmdlet.WriteManyAsync(Make(lines)).ConfigureAwait(false);
        }
    }

    private async Task SendAsync()
    {
        List<T> lines = _lines;
        _lines = new List<T>(Size);
        await _previous.ConfigureAwait(false);
        _previous = Task.Run(async () => await cmdlet.WriteManyAsync(Make(lines)).ConfigureAwait(false));
    }

    private List<object> Make(List<T> lines) => lines.ConvertAll(line => form(line));
}
