using DockerPS.Engine.Api;

namespace DockerPS.Completion;

/// <summary>Completes names of networks.</summary>
internal sealed class NetworkCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> AskAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        List<Candidate> candidates = [];
        await foreach (DockerNetworkSummary network in engine.Networks.ListAsync(new Filters(), cancellationToken).ConfigureAwait(false))
        {
            candidates.Add(new Candidate(network.Name, $"{network.Driver}  {network.Subnets}", network.Scope));
        }

        return candidates;
    }
}
