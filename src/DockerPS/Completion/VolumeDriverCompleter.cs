using DockerPS.Engine.Api;

namespace DockerPS.Completion;

/// <summary>Completes the volume drivers that the engine has, plugins too.</summary>
internal sealed class VolumeDriverCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> AskAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        EngineInfo info = await engine.System.GetInfoAsync(cancellationToken).ConfigureAwait(false);
        return [.. info.VolumeDrivers.Select(static driver => new Candidate(driver, driver))];
    }
}
