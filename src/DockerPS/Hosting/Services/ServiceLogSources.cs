using DockerPS.Engine.Api;
using DockerPS.Engine.Streams;

namespace DockerPS.Hosting;

/// <summary>The tasks of one log that lines came from, with their names. Tasks that begin while the log is followed are looked up when their first line comes.</summary>
/// <param name="engine">The manager that the log comes from.</param>
/// <param name="label">The service or task whose log it is, for lines that do not say where they are from.</param>
/// <param name="names">The names of the swarm's services and nodes.</param>
/// <param name="create">Makes a source of a context, its service's name, its task's name and its node's name.</param>
/// <param name="cancellationToken">Cancels the calls.</param>
internal sealed class ServiceLogSources(
    EngineApi engine, string label, SwarmNames names, Func<ServiceLogContext?, string, string, string, ServiceLogSource> create, CancellationToken cancellationToken)
{
    private readonly Dictionary<ServiceLogContext, ServiceLogSource> _sources = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> _tasks = [];
    private SwarmNames _names = names;
    private ServiceLogSource? _unknown;

    /// <summary>Where a line is from.</summary>
    public ValueTask<ServiceLogSource> OfAsync(ServiceLogContext? context) =>
        context is null ? new(_unknown ??= create(null, label, "", ""))
        : _sources.TryGetValue(context, out ServiceLogSource? known) ? new(known)
        : new(AddAsync(context));

    private async Task<ServiceLogSource> AddAsync(ServiceLogContext context)
    {
        _names = await _names.WithAsync(engine, [context.ServiceId, context.NodeId], cancellationToken).ConfigureAwait(false);
        if (!_tasks.TryGetValue(context.TaskId, out string? task))
        {
            _tasks.Add(context.TaskId, task = await NameAsync(context).ConfigureAwait(false));
        }

        ServiceLogSource source = create(context, _names.ServiceOf(context.ServiceId), task, _names.NodeOf(context.NodeId));
        _sources.Add(context, source);
        return source;
    }

    private async Task<string> NameAsync(ServiceLogContext context)
    {
        try
        {
            return _names.TaskOf(await engine.Tasks.FindAsync(context.TaskId, detailed: false, cancellationToken).ConfigureAwait(false));
        }
        catch (DockerApiException)
        {
            // Its line is there, whether or not the swarm still knows the task.
            return $"{_names.ServiceOf(context.ServiceId)}.{ShortId.Of(context.TaskId)}";
        }
    }
}
