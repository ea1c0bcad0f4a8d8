using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>/networks of one engine.</summary>
internal sealed class NetworkApi(EngineApi engine)
{
    /// <summary>GET /networks.</summary>
    public async IAsyncEnumerable<DockerNetworkSummary> ListAsync(Filters filters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (NetworkResource item in engine.Client.SendJsonArrayAsync(
            new DockerRequest(HttpMethod.Get, "/networks", new QueryString().Add("filters", filters.ToQueryValue())),
            EngineJson.Of<NetworkResource>(),
            cancellationToken).ConfigureAwait(false))
        {
            yield return item.ToSummary(engine.Connection);
        }
    }

    /// <summary>GET /networks/{id} in the shape of the list: by full id, name or unique id prefix, in the engine's own order.</summary>
    /// <param name="nameOrId">The name, id or prefix.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    /// <param name="scope">Only of this scope, such as swarm; null is of any.</param>
    public async Task<DockerNetworkSummary> FindAsync(string nameOrId, CancellationToken cancellationToken, string? scope = null)
    {
        NetworkResource network = await ReadAsync(nameOrId, verbose: false, cancellationToken, scope).ConfigureAwait(false);
        return network.ToSummary(engine.Connection);
    }

    /// <summary>GET /networks/{id}; of a swarm's network with its services.</summary>
    public async Task<DockerNetworkDetail> InspectAsync(string nameOrId, CancellationToken cancellationToken)
    {
        NetworkResource network = await ReadAsync(nameOrId, verbose: false, cancellationToken).ConfigureAwait(false);
        if (network.Scope == "swarm")
        {
            network = await ReadAsync(network.Id, verbose: true, cancellationToken).ConfigureAwait(false);
        }

        return network.ToDetail(engine.Connection);
    }

    /// <summary>POST /networks/create.</summary>
    /// <returns>The new network's id, and the engine's warning.</returns>
    public Task<CreatedNetwork> CreateAsync(JsonObject body, CancellationToken cancellationToken) =>
        engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Post, "/networks/create")
            {
                Content = JsonBody.Of(body),
                Resource = ResourceKind.Network,
                ResourceName = (string?)body["Name"],
                IsCreate = true,
            },
            EngineJson.Of<CreatedNetwork>(),
            cancellationToken);

    /// <summary>DELETE /networks/{id}.</summary>
    public async Task RemoveAsync(DockerNetwork network, CancellationToken cancellationToken)
    {
        // By id podman removes one that containers are in, too.
        EngineIdentity identity = await engine.Client.IdentifyAsync(cancellationToken).ConfigureAwait(false);
        await engine.Client.SendEmptyAsync(Request(HttpMethod.Delete, identity.IsPodman ? network.Name : network.Id, ""), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>POST /networks/{id}/connect.</summary>
    /// <param name="id">The network.</param>
    /// <param name="container">The container's id or name.</param>
    /// <param name="endpoint">EndpointConfig: addresses, aliases, links, options.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    public Task ConnectAsync(string id, string container, JsonObject endpoint, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(
            Request(HttpMethod.Post, id, "/connect", new JsonObject { ["Container"] = container, ["EndpointConfig"] = endpoint.DeepClone() }), cancellationToken);

    /// <summary>POST /networks/{id}/disconnect.</summary>
    /// <param name="id">The network.</param>
    /// <param name="container">The container's id or name.</param>
    /// <param name="force">Also where the container is gone and only its endpoint is left.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    public Task DisconnectAsync(string id, string container, bool force, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(
            Request(HttpMethod.Post, id, "/disconnect", new JsonObject { ["Container"] = container, ["Force"] = force }), cancellationToken);

    /// <summary>POST /networks/prune.</summary>
    public Task<PruneResult> PruneAsync(Filters filters, CancellationToken cancellationToken) =>
        PruneCall.SendAsync(engine, "/networks/prune", ResourceKind.Network, filters, cancellationToken);

    private Task<NetworkResource> ReadAsync(string nameOrId, bool verbose, CancellationToken cancellationToken, string? scope = null) =>
        engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Get, "/networks/" + DockerRequest.Escape(nameOrId), new QueryString().Add("verbose", verbose).Add("scope", scope))
            {
                Resource = ResourceKind.Network,
                ResourceName = nameOrId,
            },
            EngineJson.Of<NetworkResource>(),
            cancellationToken);

    private static DockerRequest Request(HttpMethod method, string id, string operation, JsonObject? body = null) =>
        new(method, "/networks/" + DockerRequest.Escape(id) + operation)
        {
            Content = body is null ? null : JsonBody.Of(body),
            Resource = ResourceKind.Network,
            ResourceName = id,
        };
}
