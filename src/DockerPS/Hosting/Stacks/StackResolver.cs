using System.Management.Automation;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Finds stacks by name, literally or by wildcards. They have no ids.</summary>
internal sealed class StackResolver(CancellationToken cancellationToken) : ObjectResolver<ResolvedStack>(ResourceKind.Stack)
{
    private protected override async Task<List<ResolvedStack>> FindAsync(EngineApi engine, string name) =>
        [new ResolvedStack(engine, await engine.Stacks.FindAsync(name, cancellationToken).ConfigureAwait(false) ?? throw NotFound(name), name)];

    private protected override async Task<List<ResolvedStack>> MatchAsync(EngineApi engine, WildcardPattern pattern) =>
    [
        .. (await engine.Stacks.ListAsync(cancellationToken).ConfigureAwait(false))
            .Where(stack => pattern.IsMatch(stack.Name))
            .Select(stack => new ResolvedStack(engine, stack, stack.Name)),
    ];

    // A part of a stack's name stands for nothing.
    private protected override Task<IReadOnlyCollection<string>> CandidatesAsync(EngineApi engine, string prefix) =>
        Task.FromResult<IReadOnlyCollection<string>>([]);

    // On several engines it is an error only where none of them has it.
    private static DockerApiException NotFound(string name) => new(404, $"No such stack: {name}") { Resource = ResourceKind.Stack };
}
