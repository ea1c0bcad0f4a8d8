using DockerPS.Engine.Api;

namespace DockerPS.Completion;

/// <summary>Completes names of stacks that have services.</summary>
internal sealed class ServiceStackCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> AskAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        List<DockerServiceSummary> services = [];
        await foreach (DockerServiceSummary service in engine.Services.ListAsync(new Filters(), cancellationToken).ConfigureAwait(false))
        {
            services.Add(service);
        }

        return [.. services
            .Where(static service => service.Stack.Length > 0)
            .GroupBy(static service => service.Stack, StringComparer.Ordinal)
            .Select(static stack => new Candidate(stack.Key, $"{stack.Count()} services"))];
    }
}
