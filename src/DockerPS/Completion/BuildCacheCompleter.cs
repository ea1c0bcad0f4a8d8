using DockerPS.Engine.Api;

namespace DockerPS.Completion;

/// <summary>Completes ids of the build cache's records. Where the engine counts everything else for that, it will often not be in time.</summary>
internal sealed class BuildCacheCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> AskAsync(EngineApi engine, CancellationToken cancellationToken) =>
        [.. (await engine.BuildCache.ListAsync(cancellationToken).ConfigureAwait(false)).Select(static record => new Candidate(record.Id, $"{record.Type}  {record.Description}"))];
}
