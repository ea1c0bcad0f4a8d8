using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Completion;

/// <summary>Completes names of services, which stand for their tasks, and of tasks, of each name once.</summary>
internal sealed class TaskCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> AskAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        List<Candidate> candidates = [];
        await foreach (DockerServiceSummary service in engine.Services.ListAsync(new Filters(), cancellationToken).ConfigureAwait(false))
        {
            candidates.Add(new Candidate(service.Name, $"service  {service.Replicas}  {service.Image}"));
        }

        IReadOnlyList<DockerTask> tasks = await new TaskReader(detailed: false, cancellationToken).ListAsync(engine, new Filters()).ConfigureAwait(false);
        candidates.AddRange(tasks.Where(static task => !task.IsPrevious).Select(static task => new Candidate(task.Name, $"{task.State}  {task.Node}")));
        return candidates;
    }
}
