using DockerPS.Engine.Api;

namespace DockerPS.Completion;

/// <summary>Completes names of stacks.</summary>
internal sealed class StackCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> AskAsync(EngineApi engine, CancellationToken cancellationToken) =>
    [
        .. (await engine.Stacks.ListAsync(cancellationToken).ConfigureAwait(false))
            .Select(static stack => new Candidate(stack.Name, $"{stack.Services} services, {stack.Replicas} tasks")),
    ];
}
