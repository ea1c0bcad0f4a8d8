using System.Collections.Concurrent;
using DockerPS.Engine.Api;
using DockerPS.Engine.Http;

namespace DockerPS.Hosting;

/// <summary>Reads tasks with the names of their services and nodes, which the engine's list of tasks does not have, for one command.</summary>
/// <param name="detailed">True where they are to have their specs, too.</param>
/// <param name="cancellationToken">Cancels the calls.</param>
internal sealed class TaskReader(bool detailed, CancellationToken cancellationToken)
{
    private readonly ConcurrentDictionary<DockerClient, Lazy<Task<SwarmNames>>> _names = new();

    /// <summary>The tasks that fit the filters, as docker orders them: by name, of one name the newest first, which alone is not a previous one.</summary>
    public async Task<IReadOnlyList<DockerTask>> ListAsync(EngineApi engine, Filters filters)
    {
        Task<SwarmNames> names = NamesAsync(engine);
        List<DockerTask> tasks = [];
        await foreach (DockerTask task in engine.Tasks.ListAsync(filters, detailed, cancellationToken).ConfigureAwait(false))
        {
            tasks.Add(task);
        }

        await CompleteAsync(engine, await names.ConfigureAwait(false), tasks).ConfigureAwait(false);
        DockerTask[] ordered = [.. tasks.OrderBy(static task => task.Name, NaturalOrder.Instance).ThenByDescending(static task => task.Created)];
        for (int index = 1; index < ordered.Length; index++)
        {
            ordered[index].IsPrevious = ordered[index].Name == ordered[index - 1].Name;
        }

        return ordered;
    }

    /// <summary>One task by its full id or a unique prefix of it.</summary>
    public async Task<DockerTask> FindAsync(EngineApi engine, string id)
    {
        DockerTask task = await engine.Tasks.FindAsync(id, detailed, cancellationToken).ConfigureAwait(false);
        await CompleteAsync(engine, await NamesAsync(engine).ConfigureAwait(false), [task]).ConfigureAwait(false);
        return task;
    }

    private async Task CompleteAsync(EngineApi engine, SwarmNames known, List<DockerTask> tasks)
    {
        SwarmNames names = await known.WithAsync(engine, tasks.SelectMany(static task => new[] { task.ServiceId, task.NodeId }), cancellationToken).ConfigureAwait(false);
        if (names != known)
        {
            _names[engine.Client] = new(Task.FromResult(names));
        }

        tasks.ForEach(names.Complete);
    }

    /// <summary>The names on an engine, as they were when they were last asked for.</summary>
    public Task<SwarmNames> NamesAsync(EngineApi engine) =>
        _names.GetOrAdd(engine.Client, _ => new(() => SwarmNames.ReadAsync(engine, cancellationToken))).Value;
}
