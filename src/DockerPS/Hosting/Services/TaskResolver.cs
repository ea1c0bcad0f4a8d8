using System.Management.Automation;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Finds tasks by name (web.1), full id or unique id prefix; a service's name or id stands for all its tasks, and wildcards match names.</summary>
internal sealed class TaskResolver(TaskReader reader, CancellationToken cancellationToken) : ObjectResolver<ResolvedSwarmObject<DockerTask>>(ResourceKind.Task)
{
    private protected override async Task<List<ResolvedSwarmObject<DockerTask>>> FindAsync(EngineApi engine, string name)
    {
        if (await ServiceAsync(engine, name).ConfigureAwait(false) is { } service)
        {
            return Resolved(engine, await OfServiceAsync(engine, service).ConfigureAwait(false), name);
        }

        int dot = name.LastIndexOf('.');
        if (dot > 0 && await ServiceAsync(engine, name[..dot]).ConfigureAwait(false) is { } owner)
        {
            // A global service's task is named by its node, as people know it or by its id.
            string place = name[(dot + 1)..];
            DockerTask[] named = [.. (await OfServiceAsync(engine, owner).ConfigureAwait(false))
                .Where(task => task.Name == $"{task.ServiceName}.{place}" || (task.Slot == 0 && task.Node == place))];
            if (named.Length > 0)
            {
                return Resolved(engine, named, name);
            }
        }

        return Resolved(engine, [await reader.FindAsync(engine, name).ConfigureAwait(false)], name);
    }

    private protected override async Task<List<ResolvedSwarmObject<DockerTask>>> MatchAsync(EngineApi engine, WildcardPattern pattern) =>
        Resolved(engine, (await reader.ListAsync(engine, new Filters()).ConfigureAwait(false)).Where(task => pattern.IsMatch(task.Name)), null);

    private protected override Task<IReadOnlyCollection<string>> CandidatesAsync(EngineApi engine, string prefix) =>
        Task.FromResult<IReadOnlyCollection<string>>([]);

    private Task<IReadOnlyList<DockerTask>> OfServiceAsync(EngineApi engine, DockerService service) =>
        reader.ListAsync(engine, new Filters().Add("service", service.Id));

    private async Task<DockerService?> ServiceAsync(EngineApi engine, string name)
    {
        try
        {
            return await engine.Services.FindAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException none) when (none.StatusCode == 404)
        {
            return null;
        }
    }

    private static List<ResolvedSwarmObject<DockerTask>> Resolved(EngineApi engine, IEnumerable<DockerTask> tasks, string? target) =>
        [.. tasks.Select(task => new ResolvedSwarmObject<DockerTask>(engine, task, (object?)target ?? task.Name))];
}
