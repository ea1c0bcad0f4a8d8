using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>The calls that all kinds of a swarm's objects have.</summary>
/// <param name="engine">A manager.</param>
/// <param name="kind">The kind of object.</param>
/// <param name="path">Where they are: /secrets.</param>
internal abstract class SwarmObjectApi<TResource>(EngineApi engine, ResourceKind kind, string path)
    where TResource : SwarmResource
{
    private protected EngineApi Engine { get; } = engine;

    private protected SwarmCalls Calls { get; } = new(engine);

    /// <summary>DELETE /x/{id}.</summary>
    /// <param name="id">The object.</param>
    /// <param name="force">The engine's force, where the kind has it.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    public Task RemoveAsync(string id, bool force, CancellationToken cancellationToken) =>
        Calls.SendEmptyAsync(
            new DockerRequest(HttpMethod.Delete, PathOf(id), new QueryString().Add("force", force)) { Resource = kind, ResourceName = id }, cancellationToken);

    /// <summary>GET /x/{id} and POST /x/{id}/update, until nobody comes between.</summary>
    public VersionedUpdate Update(string id) => new(Engine, kind, PathOf(id), id);

    /// <summary>GET /x.</summary>
    /// <param name="filters">What they must fit.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    /// <param name="query">What the query has beside the filters.</param>
    private protected IAsyncEnumerable<TResource> ReadListAsync(Filters filters, CancellationToken cancellationToken, QueryString? query = null) =>
        Calls.SendJsonArrayAsync<TResource>(
            new DockerRequest(HttpMethod.Get, path, (query ?? new QueryString()).Add("filters", filters.ToQueryValue())) { Resource = kind }, cancellationToken);

    /// <summary>GET /x/{id}: by full id, name or unique id prefix, in the engine's own order.</summary>
    private protected Task<TResource> ReadAsync(string nameOrId, CancellationToken cancellationToken, QueryString? query = null) =>
        Calls.SendJsonAsync<TResource>(new DockerRequest(HttpMethod.Get, PathOf(nameOrId), query) { Resource = kind, ResourceName = nameOrId }, cancellationToken);

    /// <summary>POST /x/create. Returns the new object's id, and the engine's warnings.</summary>
    /// <param name="name">The new object's name.</param>
    /// <param name="content">The body.</param>
    /// <param name="headers">Headers of this call, such as a registry's credentials.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    private protected Task<CreatedSwarmObject> SendCreateAsync(
        string name, Func<HttpContent> content, IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken cancellationToken) =>
        Calls.SendJsonAsync<CreatedSwarmObject>(
            new DockerRequest(HttpMethod.Post, path + "/create")
            {
                Content = content,
                Headers = headers,
                Resource = kind,
                ResourceName = name,
                IsCreate = true,
            },
            cancellationToken);

    private protected string PathOf(string nameOrId) => $"{path}/{DockerRequest.Escape(nameOrId)}";
}
