using DockerPS.Engine.Api;

namespace DockerPS.Completion;

/// <summary>Completes names of volumes.</summary>
internal sealed class VolumeCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> AskAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        (IReadOnlyList<DockerVolumeSummary> volumes, _) = await engine.Volumes.ListAsync(new Filters(), cancellationToken).ConfigureAwait(false);
        return [.. volumes.Select(static volume => new Candidate(volume.Name, $"{volume.Driver}  {volume.Mountpoint}"))];
    }
}
