using DockerPS.Engine.Api;

namespace DockerPS.Completion;

/// <summary>Completes names of containers; for commands that act on one state only, those in it.</summary>
internal sealed class ContainerCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> AskAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        List<Candidate> candidates = [];
        await foreach (ContainerSummary container in engine.Containers.ListAsync(new Filters(), null, false, cancellationToken).ConfigureAwait(false))
        {
            candidates.Add(new Candidate(container.Name, $"{container.Image}  {container.Status}", container.State));
        }

        return candidates;
    }

    private protected override bool Fits(Candidate candidate, string commandName) => commandName.ToUpperInvariant() switch
    {
        "START-CONTAINER" => candidate.State is not ("running" or "paused" or "restarting"),
        "STOP-CONTAINER" or "SEND-CONTAINERSIGNAL" or "KILL-CONTAINER" => candidate.State is "running" or "paused" or "restarting",
        "INVOKE-CONTAINERCOMMAND" or "EXEC-CONTAINER" or "ENTER-CONTAINER" or "CONNECT-CONTAINER" or "ATTACH-CONTAINER"
            or "SUSPEND-CONTAINER" or "PAUSE-CONTAINER" or "GET-CONTAINERPROCESS" or "GET-CONTAINERSTAT" => candidate.State is "running",
        "RESUME-CONTAINER" or "UNPAUSE-CONTAINER" => candidate.State is "paused",
        _ => true,
    };
}
