using DockerPS.Engine.Compose;

namespace DockerPS.Completion;

/// <summary>Completes the services of compose files.</summary>
internal sealed class ComposeServiceCompleter : ComposeCompleter
{
    private protected override IEnumerable<Candidate> Candidates(ComposeTree tree) => (tree.Root.Mapping("services")?.Keys ?? []).Order(StringComparer.Ordinal).Select(static name => new Candidate(name, $"service {name}"));
}
