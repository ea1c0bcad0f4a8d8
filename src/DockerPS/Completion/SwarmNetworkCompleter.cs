using DockerPS.Engine.Api;

namespace DockerPS.Completion;

/// <summary>Completes the networks that services can join: those of the swarm but its routing mesh, and the nodes' own.</summary>
internal sealed class SwarmNetworkCompleter : EngineCompleter
{
    private static readonly string[] s_ownOfNodes = ["host", "bridge"];

    private protected override async Task<IReadOnlyList<Candidate>> AskAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        List<Candidate> candidates = [];
        await foreach (DockerNetworkSummary network in engine.Networks.ListAsync(new Filters().Add("scope", "swarm"), cancellationToken).ConfigureAwait(false))
        {
            if (!network.Ingress)
            {
                candidates.Add(new Candidate(network.Name, $"{network.Driver}  {network.Subnets}"));
            }
        }

        candidates.AddRange(s_ownOfNodes.Select(static name => new Candidate(name, "each node's own")));
        return candidates;
    }
}
