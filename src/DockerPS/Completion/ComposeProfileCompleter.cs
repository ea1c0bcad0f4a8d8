using DockerPS.Engine.Compose;

namespace DockerPS.Completion;

/// <summary>Completes the profiles of compose files.</summary>
internal sealed class ComposeProfileCompleter : ComposeCompleter
{
    private protected override IEnumerable<Candidate> Candidates(ComposeTree tree) => tree.AllProfiles.Select(static name => new Candidate(name, $"profile {name}"));
}
