using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>The tokens of a swarm, by role.</summary>
internal static class JoinTokens
{
    /// <summary>The roles that were named, each once; both where none was.</summary>
    public static IReadOnlyList<string> Roles(string[]? given) =>
        given is null ? [NodeWords.Worker, NodeWords.Manager] : [.. given.Select(NodeWords.Role).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads them from a manager.</summary>
    public static async Task<IReadOnlyList<DockerSwarmJoinToken>> ReadAsync(EngineApi engine, IReadOnlyList<string> roles, CancellationToken cancellationToken)
    {
        Task<(string Worker, string Manager)> tokens = engine.Swarm.GetTokensAsync(cancellationToken);
        Task<DockerNodeSummary> self = engine.Nodes.FindAsync(NodeApi.Self, cancellationToken);
        await Task.WhenAll(tokens, self).ConfigureAwait(false);
        (string worker, string manager) = await tokens.ConfigureAwait(false);
        string address = (await self.ConfigureAwait(false)).ManagerAddress;
        return [.. roles.Select(role => new DockerSwarmJoinToken
        {
            Connection = engine.Connection,
            Role = NodeWords.Title(role),
            Token = role == NodeWords.Manager ? manager : worker,
            RemoteAddress = address,
        })];
    }
}
