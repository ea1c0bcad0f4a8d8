namespace DockerPS.Hosting.Output;

/// <summary>Hands objects to the pipeline in pieces: what is there at once goes over in one, and nothing waits for what has not come yet.</summary>
internal sealed class OutputBatch(DockerCmdlet cmdlet) : IAsyncDisposable
{
    private const int Size = 64;

    private List<object> _items = [];

    public void Add(object item) => _items.Add(item);

    /// <summary>Awaits the source's next item; before it waits, what was added goes over.</summary>
    public async ValueTask<bool> NextAsync(ValueTask<bool> next)
    {
        if (_items.Count >= Size || (_items.Count > 0 && !next.IsCompleted))
        {
            await FlushAsync().ConfigureAwait(false);
        }

        return await next.ConfigureAwait(false);
    }

    /// <summary>Hands over what was added.</summary>
    public ValueTask FlushAsync()
    {
        if (_items.Count == 0)
        {
            return ValueTask.CompletedTask;
        }

        List<object> items = _items;
        _items = new List<object>(Size);
        return cmdlet.WriteManyAsync(items);
    }

    /// <summary>Hands over the rest, also before a failure is told: these items came before it.</summary>
    public ValueTask DisposeAsync() => FlushAsync();
}
