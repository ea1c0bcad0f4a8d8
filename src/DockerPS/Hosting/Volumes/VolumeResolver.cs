using System.Management.Automation;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Finds volumes by name, literally or by wildcards. They have no ids.</summary>
/// <param name="warn">Takes the engine's warnings of a list: volumes of a driver that did not answer are not in it.</param>
/// <param name="cancellationToken">Cancels the search.</param>
internal sealed class VolumeResolver(Func<EngineApi, IReadOnlyList<string>, ValueTask> warn, CancellationToken cancellationToken)
    : ObjectResolver<ResolvedVolume>(ResourceKind.Volume)
{
    private protected override async Task<List<ResolvedVolume>> FindAsync(EngineApi engine, string name) =>
        [new ResolvedVolume(engine, await engine.Volumes.FindAsync(name, cancellationToken).ConfigureAwait(false), name)];

    private protected override async Task<List<ResolvedVolume>> MatchAsync(EngineApi engine, WildcardPattern pattern)
    {
        (IReadOnlyList<DockerVolumeSummary> volumes, IReadOnlyList<string> warnings) =
            await engine.Volumes.ListAsync(new Filters(), cancellationToken).ConfigureAwait(false);
        await warn(engine, warnings).ConfigureAwait(false);
        return [.. volumes.Where(volume => pattern.IsMatch(volume.Name)).Select(volume => new ResolvedVolume(engine, volume, volume.Name))];
    }

    // A part of a volume's name stands for nothing.
    private protected override Task<IReadOnlyCollection<string>> CandidatesAsync(EngineApi engine, string prefix) =>
        Task.FromResult<IReadOnlyCollection<string>>([]);
}
