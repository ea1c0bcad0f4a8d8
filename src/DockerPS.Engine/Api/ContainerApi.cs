using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>/containers of one engine.</summary>
internal sealed partial class ContainerApi(EngineApi engine)
{
    /// <summary>GET /containers/json: running and stopped ones.</summary>
    /// <param name="filters">The engine's filters.</param>
    /// <param name="limit">Only so many, the newest first; null is all.</param>
    /// <param name="size">Also count bytes, which is slow on the engine's side.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async IAsyncEnumerable<ContainerSummary> ListAsync(
        Filters filters, int? limit, bool size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        QueryString query = new QueryString().Add("all", true).Add("limit", limit).Add("size", size).Add("filters", filters.ToQueryValue());
        await foreach (ContainerListItem item in engine.Client.SendJsonArrayAsync(
            new DockerRequest(HttpMethod.Get, "/containers/json", query), EngineJson.Of<ContainerListItem>(), cancellationToken).ConfigureAwait(false))
        {
            yield return item.ToModel(engine.Connection);
        }
    }

    /// <summary>GET /containers/{id}/json: by name, full id or unique id prefix, in the engine's own order.</summary>
    public async Task<ContainerDetail> InspectAsync(string nameOrId, bool size, CancellationToken cancellationToken)
    {
        ContainerInspection inspection = await engine.Client.SendJsonAsync(
            Request(HttpMethod.Get, nameOrId, "/json", new QueryString().Add("size", size)),
            EngineJson.Of<ContainerInspection>(),
            cancellationToken).ConfigureAwait(false);
        return inspection.ToModel(engine.Connection);
    }

    /// <summary>POST /containers/create.</summary>
    /// <returns>The new container's id, and the engine's warnings.</returns>
    public Task<CreatedContainer> CreateAsync(string? name, string? platform, JsonObject body, CancellationToken cancellationToken)
    {
        string? image = (string?)body["Image"];
        return engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Post, "/containers/create", new QueryString().Add("name", name).Add("platform", platform))
            {
                Content = JsonBody.Of(body),
                // A 404 of this call is the image's.
                Resource = ResourceKind.Image,
                ResourceName = image,
                IsCreate = true,
            },
            EngineJson.Of<CreatedContainer>(),
            cancellationToken);
    }

    /// <summary>POST /containers/{id}/start. False where it ran already (304).</summary>
    public async Task<bool> StartAsync(string id, string? detachKeys, CancellationToken cancellationToken) =>
        await engine.Client.SendEmptyAsync(
            Request(HttpMethod.Post, id, "/start", new QueryString().Add("detachKeys", detachKeys)), cancellationToken).ConfigureAwait(false) != 304;

    /// <summary>POST /containers/{id}/stop. False where it was stopped already (304).</summary>
    /// <param name="id">The container.</param>
    /// <param name="signal">Another signal than the container's own; needs API 1.42.</param>
    /// <param name="timeoutSeconds">Seconds until SIGKILL; -1 never; null is the container's own.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    public async Task<bool> StopAsync(string id, string? signal, int? timeoutSeconds, CancellationToken cancellationToken) =>
        await engine.Client.SendEmptyAsync(
            WaitingRequest(HttpMethod.Post, id, "/stop", new QueryString().Add("signal", signal).Add("t", timeoutSeconds)),
            cancellationToken).ConfigureAwait(false) != 304;

    /// <summary>POST /containers/{id}/kill.</summary>
    public Task KillAsync(string id, string? signal, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(Request(HttpMethod.Post, id, "/kill", new QueryString().Add("signal", signal)), cancellationToken);

    /// <summary>DELETE /containers/{id}.</summary>
    public Task RemoveAsync(string id, bool force, bool volumes, bool link, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(
            WaitingRequest(HttpMethod.Delete, id, "", new QueryString().Add("force", force).Add("v", volumes).Add("link", link)),
            cancellationToken);

    /// <summary>POST /containers/prune: removes the stopped ones that fit.</summary>
    public Task<PruneResult> PruneAsync(Filters filters, CancellationToken cancellationToken) =>
        PruneCall.SendAsync(engine, "/containers/prune", ResourceKind.Container, filters, cancellationToken);

    /// <summary>POST /containers/{id}/wait. Returns once the engine has begun to wait, so that a start after it cannot be missed;
    /// the body is the result, when it comes.</summary>
    /// <param name="id">The container.</param>
    /// <param name="condition">not-running, next-exit or removed.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task<DockerResponse> OpenWaitAsync(string id, string condition, CancellationToken cancellationToken) =>
        engine.Client.SendAsync(WaitingRequest(HttpMethod.Post, id, "/wait", new QueryString().Add("condition", condition)), cancellationToken);

    /// <summary>POST /containers/{id}/wait, until it answers: the container's exit code.</summary>
    public Task<WaitResult> WaitAsync(string id, string condition, CancellationToken cancellationToken) =>
        engine.Client.SendJsonAsync(
            WaitingRequest(HttpMethod.Post, id, "/wait", new QueryString().Add("condition", condition)), EngineJson.Of<WaitResult>(), cancellationToken);

    /// <summary>GET /containers/{id}/logs, as the engine frames it.</summary>
    public Task<DockerResponse> OpenLogsAsync(string id, QueryString query, CancellationToken cancellationToken) =>
        engine.Client.SendAsync(WaitingRequest(HttpMethod.Get, id, "/logs", query), cancellationToken);

    /// <summary>POST /containers/{id}/attach: the container's streams, both ways.</summary>
    public Task<HijackedConnection> AttachAsync(string id, QueryString query, CancellationToken cancellationToken) =>
        engine.Client.HijackAsync(Request(HttpMethod.Post, id, "/attach", query), cancellationToken);

    private static DockerRequest Request(HttpMethod method, string id, string operation, QueryString? query = null) =>
        new(method, "/containers/" + DockerRequest.Escape(id) + operation, query) { Resource = ResourceKind.Container, ResourceName = id };

    // The engine answers these when the container has done its part, which may take as long as it likes.
    private static DockerRequest WaitingRequest(HttpMethod method, string id, string operation, QueryString query) =>
        new(method, "/containers/" + DockerRequest.Escape(id) + operation, query)
        {
            Resource = ResourceKind.Container,
            ResourceName = id,
            ResponseTimeout = Timeout.InfiniteTimeSpan,
        };
}
