using DockerPS.Engine.Api;

namespace DockerPS.Completion;

/// <summary>Completes the network drivers that the engine has, plugins too.</summary>
internal sealed class NetworkDriverCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> AskAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        EngineInfo info = await engine.System.GetInfoAsync(cancellationToken).ConfigureAwait(false);
        return [.. info.NetworkDrivers.Select(static driver => new Candidate(driver, driver))];
    }
}
