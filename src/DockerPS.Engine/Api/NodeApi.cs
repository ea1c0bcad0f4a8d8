using System.Runtime.CompilerServices;
using DockerPS.Engine.Api.Wire;

namespace DockerPS.Engine.Api;

/// <summary>/nodes of a swarm.</summary>
internal sealed class NodeApi(EngineApi engine) : SwarmObjectApi<NodeResource>(engine, ResourceKind.Node, "/nodes"), ISwarmObjects<DockerNodeSummary>
{
    /// <summary>docker's word for the node of the engine that is asked.</summary>
    public const string Self = "self";

    /// <summary>The state of a node that does not answer any more.</summary>
    public const string Down = "down";

    /// <summary>GET /nodes as it is: for who watches services, and for names.</summary>
    public IAsyncEnumerable<NodeResource> WatchAsync(CancellationToken cancellationToken) => ReadListAsync(new Filters(), cancellationToken);

    /// <summary>GET /nodes, and GET /info for which of them is the engine's own.</summary>
    public async IAsyncEnumerable<DockerNodeSummary> ListAsync(Filters filters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Task<string> self = SelfIdAsync(cancellationToken);
        await foreach (NodeResource node in ReadListAsync(filters, cancellationToken).ConfigureAwait(false))
        {
            yield return node.ToSummary(Engine.Connection, await self.ConfigureAwait(false));
        }
    }

    /// <summary>GET /nodes/{id} in the shape of the list.</summary>
    public async Task<DockerNodeSummary> FindAsync(string nameOrId, CancellationToken cancellationToken)
    {
        (NodeResource node, string self) = await FindResourceAsync(nameOrId, cancellationToken).ConfigureAwait(false);
        return node.ToSummary(Engine.Connection, self);
    }

    /// <summary>GET /nodes/{id}.</summary>
    public async Task<DockerNodeDetail> InspectAsync(string nameOrId, CancellationToken cancellationToken)
    {
        (NodeResource node, string self) = await FindResourceAsync(nameOrId, cancellationToken).ConfigureAwait(false);
        return node.ToDetail(Engine.Connection, self);
    }

    private async Task<(NodeResource Node, string SelfId)> FindResourceAsync(string nameOrId, CancellationToken cancellationToken)
    {
        string self = await SelfIdAsync(cancellationToken).ConfigureAwait(false);
        bool isSelf = nameOrId == Self && self.Length > 0;
        return (await ReadAsync(isSelf ? self : nameOrId, cancellationToken).ConfigureAwait(false), self);
    }

    private async Task<string> SelfIdAsync(CancellationToken cancellationToken) =>
        (await Engine.System.GetInfoAsync(cancellationToken).ConfigureAwait(false)).Swarm.NodeId;
}
