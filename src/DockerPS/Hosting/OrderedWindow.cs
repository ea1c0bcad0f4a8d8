using System.Runtime.CompilerServices;

namespace DockerPS.Hosting;

/// <summary>Work on a sequence, several at a time, with the results in the sequence's order.</summary>
internal static class OrderedWindow
{
    /// <summary>Starts the work for each item as it comes, at most so many at once; results that are null are left out.</summary>
    public static async IAsyncEnumerable<TResult> SelectAsync<T, TResult>(
        IAsyncEnumerable<T> items, int atOnce, Func<T, Task<TResult?>> work, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TResult : class
    {
        var running = new Queue<Task<TResult?>>();
        await foreach (T item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            running.Enqueue(work(item));
            if (running.Count == atOnce && await running.Dequeue().ConfigureAwait(false) is { } result)
            {
                yield return result;
            }
        }

        while (running.TryDequeue(out Task<TResult?>? next))
        {
            if (await next.ConfigureAwait(false) is { } result)
            {
                yield return result;
            }
        }
    }

    /// <summary>Starts the work for each item, at most so many at once.</summary>
    public static async IAsyncEnumerable<TResult> SelectAsync<T, TResult>(IEnumerable<T> items, int atOnce, Func<T, Task<TResult>> work)
    {
        var running = new Queue<Task<TResult>>();
        foreach (T item in items)
        {
            running.Enqueue(work(item));
            if (running.Count == atOnce)
            {
                yield return await running.Dequeue().ConfigureAwait(false);
            }
        }

        while (running.TryDequeue(out Task<TResult>? next))
        {
            yield return await next.ConfigureAwait(false);
        }
    }
}
