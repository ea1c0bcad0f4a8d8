using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using DockerPS.Engine.Api.Wire;

namespace DockerPS.Engine.Api;

/// <summary>/secrets of a swarm.</summary>
internal sealed class SecretApi(EngineApi engine) : SwarmObjectApi<SecretResource>(engine, ResourceKind.Secret, "/secrets"), ISwarmObjects<DockerSecret>
{
    /// <summary>GET /secrets.</summary>
    public async IAsyncEnumerable<DockerSecret> ListAsync(Filters filters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (SecretResource secret in ReadListAsync(filters, cancellationToken).ConfigureAwait(false))
        {
            yield return secret.ToModel(Engine.Connection);
        }
    }

    /// <summary>GET /secrets/{id}.</summary>
    public async Task<DockerSecret> FindAsync(string nameOrId, CancellationToken cancellationToken) =>
        (await ReadAsync(nameOrId, cancellationToken).ConfigureAwait(false)).ToModel(Engine.Connection);

    /// <summary>POST /secrets/create. Returns the new secret's id.</summary>
    /// <param name="spec">Name, Labels, Driver, Templating; not the data.</param>
    /// <param name="data">What is kept secret; null where a driver has it.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    public async Task<string> CreateAsync(JsonObject spec, ReadOnlyMemory<byte>? data, CancellationToken cancellationToken) =>
        (await SendCreateAsync((string?)spec["Name"] ?? "", JsonBody.WithData(spec, data), [], cancellationToken).ConfigureAwait(false)).ID;
}
