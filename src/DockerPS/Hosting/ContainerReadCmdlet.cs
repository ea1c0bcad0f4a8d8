namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that read something of many containers: side by side, and written in input order.</summary>
public abstract class ContainerReadCmdlet : ContainerTargetCmdlet
{
    private const int ReadsAtOnce = 16;

    // Ends when all that was read so far has been written.
    private Task _written = Task.CompletedTask;

    private protected ContainerReadCmdlet()
    {
    }

    internal sealed override int? WorkLimit => ReadsAtOnce;

    /// <summary>Waits until all that was read so far has been written.</summary>
    private protected Task WrittenAsync() => _written;

    /// <summary>Reads something of each container of this record. A failure is an error record for just that one.</summary>
    private protected async Task ReadEachAsync(Func<ResolvedContainer, Task<IReadOnlyList<object>>> read)
    {
        await foreach (ResolvedContainer container in ResolveAsync().ConfigureAwait(false))
        {
            Task before = _written;
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _written = done.Task;
            await QueueAsync(() => ReadInTurnAsync(container, read, before, done)).ConfigureAwait(false);
        }
    }

    private async Task ReadInTurnAsync(
        ResolvedContainer container, Func<ResolvedContainer, Task<IReadOnlyList<object>>> read, Task before, TaskCompletionSource done)
    {
        try
        {
            Task<IReadOnlyList<object>> reading = read(container);
            await Task.WhenAny(reading).ConfigureAwait(false);
            await before.ConfigureAwait(false);
            await GuardAsync(
                container.Engine.Connection,
                container.Target,
                async () => await WriteManyAsync(await reading.ConfigureAwait(false)).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            done.SetResult();
        }
    }
}
