using System.Management.Automation;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Finds what a name of docker service logs stands for: a service, or else a task, by name or id. Of a task's name the newest is meant.
/// Wildcards match names of services.</summary>
internal sealed class ServiceLogResolver(TaskReader tasks, CancellationToken cancellationToken) : ObjectResolver<ServiceLogTarget>(ResourceKind.Service)
{
    private readonly SwarmObjectResolver<DockerServiceSummary> _services = SwarmResolvers.Services(cancellationToken);
    private readonly TaskResolver _tasks = new(tasks, cancellationToken);

    private protected override async Task<List<ServiceLogTarget>> FindAsync(EngineApi engine, string name)
    {
        Resolution<ResolvedSwarmObject<DockerServiceSummary>> services = await _services.ResolveAsync([engine], name).ConfigureAwait(false);
        if (services.Found.Count > 0)
        {
            return [.. services.Found.Select(static service => ServiceLogTarget.Of(service.Engine, service.Item, service.Target))];
        }

        if (services.Errors.FirstOrDefault(static error => error is not DockerApiException { StatusCode: 404 }) is { } failure)
        {
            throw failure;
        }

        Resolution<ResolvedSwarmObject<DockerTask>> found = await _tasks.ResolveAsync([engine], name).ConfigureAwait(false);
        return found.Found.FirstOrDefault(static task => !task.Item.IsPrevious) is { } newest
            ? [ServiceLogTarget.Of(engine, newest.Item, name)]
            : throw found.Errors.FirstOrDefault(static error => error is not DockerApiException { StatusCode: 404 })
                ?? new DockerApiException(404, $"No such service or task: {name}") { Resource = ResourceKind.Service, ResourceName = name };
    }

    private protected override async Task<List<ServiceLogTarget>> MatchAsync(EngineApi engine, WildcardPattern pattern)
    {
        List<ServiceLogTarget> found = [];
        await foreach (DockerServiceSummary service in engine.Services.ListAsync(new Filters(), cancellationToken).ConfigureAwait(false))
        {
            if (pattern.IsMatch(service.Name))
            {
                found.Add(ServiceLogTarget.Of(engine, service, service.Name));
            }
        }

        return found;
    }

    private protected override Task<IReadOnlyCollection<string>> CandidatesAsync(EngineApi engine, string prefix) =>
        Task.FromResult<IReadOnlyCollection<string>>([]);
}
