namespace DockerPS.Completion;

/// <summary>Completes names of services; of those that can be scaled only where that is what the command does.</summary>
internal sealed class ServiceCompleter() : SwarmObjectCompleter<DockerServiceSummary>(
    static engine => engine.Services, static service => $"{service.Mode}  {service.Replicas}  {service.Image}")
{
    private protected override string StateOf(DockerServiceSummary item) => item.Mode;

    private protected override bool Fits(Candidate candidate, string commandName) => commandName.ToUpperInvariant() switch
    {
        "RESIZE-DOCKERSERVICE" or "SCALE-DOCKERSERVICE" => candidate.State is ServiceMode.Replicated or ServiceMode.ReplicatedJob,
        _ => true,
    };
}
