using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>/services of a swarm.</summary>
internal sealed class ServiceApi(EngineApi engine) : SwarmObjectApi<ServiceResource>(engine, ResourceKind.Service, "/services"), ISwarmObjects<DockerServiceSummary>
{
    private const string AuthHeader = "X-Registry-Auth";

    // From it on the engine counts tasks itself (?status=).
    private static readonly ApiVersion s_counts = new(1, 41);

    /// <summary>GET /services, with the numbers of their tasks.</summary>
    public async IAsyncEnumerable<DockerServiceSummary> ListAsync(Filters filters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Action<ServiceListItem>? count = await CounterAsync(cancellationToken).ConfigureAwait(false);
        await foreach (ServiceListItem service in ListItemsAsync(filters, new QueryString().Add("status", true), cancellationToken).ConfigureAwait(false))
        {
            count?.Invoke(service);
            yield return service.ToSummary(Engine.Connection);
        }
    }

    /// <summary>GET /services/{id} in the shape of the list; the engine does not tell there how many tasks run.</summary>
    public async Task<DockerServiceSummary> FindAsync(string nameOrId, CancellationToken cancellationToken) =>
        (await ReadAsync(nameOrId, cancellationToken).ConfigureAwait(false)).ToSummary(Engine.Connection);

    /// <summary>GET /services of one of a known id, with the numbers of its tasks; null where it is gone.</summary>
    public async Task<DockerServiceSummary?> CountAsync(string id, CancellationToken cancellationToken)
    {
        await foreach (DockerServiceSummary service in ListAsync(new Filters().Add("id", id), cancellationToken).ConfigureAwait(false))
        {
            if (service.Id == id)
            {
                return service;
            }
        }

        return null;
    }

    /// <summary>GET /services/{id} with the swarm's defaults where its spec says nothing, and the numbers of its tasks.</summary>
    public async Task<DockerServiceDetail> InspectAsync(string nameOrId, CancellationToken cancellationToken)
    {
        ServiceResource service = await ReadAsync(nameOrId, cancellationToken, new QueryString().Add("insertDefaults", true)).ConfigureAwait(false);
        DockerServiceDetail detail = service.ToDetail(Engine.Connection);
        if (await CountAsync(service.ID, cancellationToken).ConfigureAwait(false) is { } counted)
        {
            (detail.Running, detail.Desired, detail.Completed, detail.Replicas) = (counted.Running, counted.Desired, counted.Completed, counted.Replicas);
        }

        return detail;
    }

    /// <summary>GET /services as it is, without the numbers of tasks: for names.</summary>
    public IAsyncEnumerable<ServiceListItem> WatchAllAsync(CancellationToken cancellationToken) => ListItemsAsync(new Filters(), new QueryString(), cancellationToken);

    /// <summary>GET /services/{id} as it is: for who watches it.</summary>
    public Task<ServiceResource> WatchAsync(string id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>POST /services/create.</summary>
    /// <param name="spec">The new service's spec.</param>
    /// <param name="registryAuth">The value of X-Registry-Auth, with which nodes pull; null where there is none.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    /// <returns>The new service's id, and the engine's warnings.</returns>
    public Task<CreatedSwarmObject> CreateAsync(JsonObject spec, string? registryAuth, CancellationToken cancellationToken) =>
        SendCreateAsync((string?)spec["Name"] ?? "", JsonBody.Of(spec), AuthHeaders(registryAuth), cancellationToken);

    /// <summary>GET /services/{id} and POST /services/{id}/update, until nobody comes between.</summary>
    /// <param name="id">The service.</param>
    /// <param name="registryAuth">The value of X-Registry-Auth, with which nodes pull; null keeps what they have.</param>
    /// <param name="registryAuthFrom">spec or previous-spec: where what they have is from; null is spec.</param>
    public VersionedUpdate Update(string id, string? registryAuth, string? registryAuthFrom) => new(Engine, ResourceKind.Service, PathOf(id), id)
    {
        Headers = AuthHeaders(registryAuth),
        Query = query => query.Add("registryAuthFrom", registryAuthFrom),
    };

    /// <summary>POST /services/{id}/update?rollback=previous: back to what it was before its last change.</summary>
    public VersionedUpdate Rollback(string id) => new(Engine, ResourceKind.Service, PathOf(id), id)
    {
        Query = static query => query.Add("rollback", "previous"),
        Fixed = ["Spec", "PreviousSpec"],
    };

    /// <summary>The engine's warnings in the answer to an update.</summary>
    public static IReadOnlyList<string> WarningsOf(JsonObject? answer) =>
        answer?["Warnings"] is JsonArray warnings ? [.. warnings.Select(static warning => (string?)warning ?? "")] : [];

    /// <summary>GET /services/{id}/logs.</summary>
    public Task<DockerResponse> OpenLogsAsync(string id, QueryString query, CancellationToken cancellationToken) =>
        OpenLogsAsync(ResourceKind.Service, PathOf(id), id, query, cancellationToken);

    /// <summary>GET /tasks/{id}/logs.</summary>
    public Task<DockerResponse> OpenTaskLogsAsync(string taskId, QueryString query, CancellationToken cancellationToken) =>
        OpenLogsAsync(ResourceKind.Task, "/tasks/" + DockerRequest.Escape(taskId), taskId, query, cancellationToken);

    private IAsyncEnumerable<ServiceListItem> ListItemsAsync(Filters filters, QueryString query, CancellationToken cancellationToken) =>
        Calls.SendJsonArrayAsync<ServiceListItem>(
            new DockerRequest(HttpMethod.Get, "/services", query.Add("filters", filters.ToQueryValue())) { Resource = ResourceKind.Service }, cancellationToken);

    private Task<DockerResponse> OpenLogsAsync(ResourceKind kind, string path, string id, QueryString query, CancellationToken cancellationToken) =>
        Engine.Client.SendAsync(
            new DockerRequest(HttpMethod.Get, path + "/logs", query)
            {
                Resource = kind,
                ResourceName = id,
                ResponseTimeout = Timeout.InfiniteTimeSpan,
            },
            cancellationToken);

    private static IReadOnlyList<KeyValuePair<string, string>> AuthHeaders(string? registryAuth) =>
        registryAuth is null ? [] : [new(AuthHeader, registryAuth)];

    /// <summary>What adds the numbers of tasks to services of an engine that does not count them; null for one that does.</summary>
    private async Task<Action<ServiceListItem>?> CounterAsync(CancellationToken cancellationToken)
    {
        EngineIdentity identity = await Engine.Client.IdentifyAsync(cancellationToken).ConfigureAwait(false);
        if (identity.ApiVersion >= s_counts)
        {
            return null;
        }

        HashSet<string> up = [];
        await foreach (NodeResource node in Engine.Nodes.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (node.Status.State != NodeApi.Down)
            {
                up.Add(node.ID);
            }
        }

        Dictionary<string, ServiceResource.TaskCounts> counts = [];
        await foreach (TaskResource task in Engine.Tasks.WatchAsync(new Filters(), cancellationToken).ConfigureAwait(false))
        {
            if (!counts.TryGetValue(task.ServiceID, out ServiceResource.TaskCounts? count))
            {
                counts.Add(task.ServiceID, count = new());
            }

            count.DesiredTasks += task.DesiredState == TaskStates.Shutdown ? 0 : 1;
            count.RunningTasks += task.Status.State == TaskStates.Running && up.Contains(task.NodeID) ? 1 : 0;
        }

        return service =>
        {
            ServiceResource.TaskCounts count = counts.GetValueOrDefault(service.ID) ?? new();
            service.ServiceStatus = new() { RunningTasks = count.RunningTasks, DesiredTasks = service.Spec.Mode.Replicas ?? count.DesiredTasks };
        };
    }
}
