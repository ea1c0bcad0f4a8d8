using System.Management.Automation;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Finds containers by name: literally in the engine's own order (full id, name, unique id prefix), or by wildcards on the names.</summary>
/// <param name="cancellationToken">Cancels the search.</param>
/// <param name="trustsNames">A name that the engine does not know stands for itself: something of the container may be left.</param>
internal sealed class ContainerResolver(CancellationToken cancellationToken, bool trustsNames = false) : ObjectResolver<ResolvedContainer>(ResourceKind.Container)
{
    private protected override async Task<List<ResolvedContainer>> FindAsync(EngineApi engine, string name)
    {
        // The Engine API writes names with a slash before them, and so do programs that print what it says.
        string bare = name.StartsWith('/') ? name[1..] : name;
        try
        {
            return [ResolvedContainer.Of(engine, await engine.Containers.InspectAsync(bare, size: false, cancellationToken).ConfigureAwait(false), name)];
        }
        catch (DockerApiException gone) when (trustsNames && gone.StatusCode == 404)
        {
            return [new ResolvedContainer(engine, bare, "", name)];
        }
    }

    private protected override async Task<List<ResolvedContainer>> MatchAsync(EngineApi engine, WildcardPattern pattern)
    {
        List<ResolvedContainer> found = [];
        await foreach (ContainerSummary container in engine.Containers.ListAsync(new Filters(), null, false, cancellationToken).ConfigureAwait(false))
        {
            if (pattern.IsMatch(container.Name))
            {
                found.Add(ResolvedContainer.Of(engine, container, container.Name));
            }
        }

        return found;
    }

    private protected override async Task<IReadOnlyCollection<string>> CandidatesAsync(EngineApi engine, string prefix)
    {
        List<string> candidates = [];
        await foreach (ContainerSummary container in engine.Containers.ListAsync(new Filters(), null, false, cancellationToken).ConfigureAwait(false))
        {
            if (container.Id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                candidates.Add($"{container.Name} ({ShortId.Of(container.Id)})");
            }
        }

        return candidates;
    }
}
