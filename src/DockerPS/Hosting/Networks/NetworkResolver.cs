using System.Management.Automation;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Finds networks by name: literally in the engine's own order (full id, name, unique id prefix), or by wildcards on the names.</summary>
internal sealed class NetworkResolver(CancellationToken cancellationToken) : ObjectResolver<ResolvedNetwork>(ResourceKind.Network)
{
    private protected override async Task<List<ResolvedNetwork>> FindAsync(EngineApi engine, string name) =>
        [new ResolvedNetwork(engine, await engine.Networks.FindAsync(name, cancellationToken).ConfigureAwait(false), name)];

    private protected override async Task<List<ResolvedNetwork>> MatchAsync(EngineApi engine, WildcardPattern pattern)
    {
        List<ResolvedNetwork> found = [];
        await foreach (DockerNetworkSummary network in engine.Networks.ListAsync(new Filters(), cancellationToken).ConfigureAwait(false))
        {
            if (pattern.IsMatch(network.Name))
            {
                found.Add(new ResolvedNetwork(engine, network, network.Name));
            }
        }

        return found;
    }

    private protected override async Task<IReadOnlyCollection<string>> CandidatesAsync(EngineApi engine, string prefix)
    {
        List<string> candidates = [];
        await foreach (DockerNetworkSummary network in engine.Networks.ListAsync(new Filters(), cancellationToken).ConfigureAwait(false))
        {
            if (network.Id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                candidates.Add($"{network.Name} ({ShortId.Of(network.Id)})");
            }
        }

        return candidates;
    }
}
