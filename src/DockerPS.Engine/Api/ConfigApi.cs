using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using DockerPS.Engine.Api.Wire;

namespace DockerPS.Engine.Api;

/// <summary>/configs of a swarm.</summary>
internal sealed class ConfigApi(EngineApi engine) : SwarmObjectApi<ConfigResource>(engine, ResourceKind.Config, "/configs"), ISwarmObjects<DockerConfigSummary>
{
    /// <summary>GET /configs.</summary>
    public async IAsyncEnumerable<DockerConfigSummary> ListAsync(Filters filters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ConfigResource config in ReadListAsync(filters, cancellationToken).ConfigureAwait(false))
        {
            yield return config.ToSummary(Engine.Connection);
        }
    }

    /// <summary>GET /configs/{id} in the shape of the list.</summary>
    public async Task<DockerConfigSummary> FindAsync(string nameOrId, CancellationToken cancellationToken) =>
        (await ReadAsync(nameOrId, cancellationToken).ConfigureAwait(false)).ToSummary(Engine.Connection);

    /// <summary>GET /configs/{id}, with what is in it.</summary>
    public async Task<DockerConfigDetail> InspectAsync(string nameOrId, CancellationToken cancellationToken) =>
        (await ReadAsync(nameOrId, cancellationToken).ConfigureAwait(false)).ToDetail(Engine.Connection);

    /// <summary>POST /configs/create. Returns the new config's id.</summary>
    /// <param name="spec">Name, Labels, Templating; not the data.</param>
    /// <param name="data">What is in it.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    public async Task<string> CreateAsync(JsonObject spec, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        (await SendCreateAsync((string?)spec["Name"] ?? "", JsonBody.WithData(spec, data), [], cancellationToken).ConfigureAwait(false)).ID;
}
