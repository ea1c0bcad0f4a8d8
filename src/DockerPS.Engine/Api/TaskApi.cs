using System.Runtime.CompilerServices;
using DockerPS.Engine.Api.Wire;

namespace DockerPS.Engine.Api;

/// <summary>/tasks of a swarm. The names of services and nodes are not in its answers.</summary>
internal sealed class TaskApi(EngineApi engine) : SwarmObjectApi<TaskResource>(engine, ResourceKind.Task, "/tasks")
{
    /// <summary>GET /tasks.</summary>
    public async IAsyncEnumerable<DockerTask> ListAsync(Filters filters, bool detailed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (TaskResource task in ReadListAsync(filters, cancellationToken).ConfigureAwait(false))
        {
            yield return task.ToModel(Engine.Connection, detailed);
        }
    }

    /// <summary>GET /tasks/{id}, by full id or unique id prefix.</summary>
    public async Task<DockerTask> FindAsync(string id, bool detailed, CancellationToken cancellationToken) =>
        (await ReadAsync(id, cancellationToken).ConfigureAwait(false)).ToModel(Engine.Connection, detailed);

    /// <summary>GET /tasks as it is: for who watches a service.</summary>
    public IAsyncEnumerable<TaskResource> WatchAsync(Filters filters, CancellationToken cancellationToken) => ReadListAsync(filters, cancellationToken);
}
