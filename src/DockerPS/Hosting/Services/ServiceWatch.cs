using System.Diagnostics;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Transport;

namespace DockerPS.Hosting;

/// <summary>One service that is waited for: looks at it, shows how far it is, and tells what is wrong with its tasks.</summary>
internal sealed class ServiceWatch : IDisposable
{
    private static readonly TimeSpan s_nodesStay = TimeSpan.FromSeconds(2);

    // A swarm whose leader went has another in some seconds.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly DockerCmdlet _cmdlet;
    private readonly EngineApi _engine;
    private readonly string _id;
    private readonly string _name;
    private readonly ConvergenceTracker _tracker;
    private readonly ConvergenceBar _bar;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly HashSet<string> _told = [];
    private Dictionary<string, string> _nodes = [];
    private HashSet<string> _upNodes = [];
    private long? _nodesAt;
    private long? _silentSince;
    private ConvergenceReport? _last;
    private bool _isNodeNamed;

    public ServiceWatch(DockerCmdlet cmdlet, EngineApi engine, string id, string name, ConvergenceGoal goal)
    {
        _cmdlet = cmdlet;
        _engine = engine;
        _id = id;
        _name = name;
        _tracker = new ConvergenceTracker(goal);
        _bar = new ConvergenceBar(cmdlet.Progress, name, NameOf);
    }

    /// <summary>Looks once. True where there is nothing more to wait for.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        ConvergenceReport report;
        try
        {
            report = await ObserveAsync(cancellationToken).ConfigureAwait(false);
            _silentSince = null;
        }
        catch (DockerApiException busy) when (busy.StatusCode >= 500 && Stopwatch.GetElapsedTime(_silentSince ??= Stopwatch.GetTimestamp()) < s_patience)
        {
            await TellOnceAsync(busy.Message).ConfigureAwait(false);
            return false;
        }

        _last = report;
        _bar.Report(report);
        foreach (TaskProgress task in report.Tasks)
        {
            if (task.Error.Length > 0)
            {
                await TellOnceAsync($"{NameOf(task.Key)}: {task.State}: {task.Error}").ConfigureAwait(false);
            }
        }

        return await IsOverAsync(report, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The error of a wait that took too long.</summary>
    public TimeoutException TimedOut(TimeSpan limit)
    {
        string[] errors = [.. (_last?.Tasks ?? [])
            .Where(static task => task.Error.Length > 0)
            .GroupBy(static task => task.Error, StringComparer.Ordinal)
            .Select(group => TaskFailures.Describe(NameOf(group.First().Key), group.Key, group.Count()))
            .Take(TaskFailures.Most)];
        return new TimeoutException(
            $"Service '{_name}' on '{_engine.Connection.Name}' had not converged after {ConnectErrors.Seconds(limit)}: {_last?.Status ?? "nothing is known of its tasks"}."
            + (errors.Length > 0 ? $" {string.Join("; ", errors)}." : "")
            + " The swarm goes on with it.");
    }

    public void Dispose() => _bar.Dispose();

    private async Task<ConvergenceReport> ObserveAsync(CancellationToken cancellationToken)
    {
        ServiceResource service = await _engine.Services.WatchAsync(_id, cancellationToken).ConfigureAwait(false);
        if (_nodesAt is not { } readAt || Stopwatch.GetElapsedTime(readAt) > s_nodesStay)
        {
            await ReadNodesAsync(cancellationToken).ConfigureAwait(false);
            _nodesAt = Stopwatch.GetTimestamp();
        }

        _isNodeNamed = service.Spec.Mode.Name is ServiceMode.Global or ServiceMode.GlobalJob;
        List<TaskResource> tasks = [];
        await foreach (TaskResource task in _engine.Tasks.WatchAsync(
            new Filters().Add("service", _id).Add("_up-to-date", "true"), cancellationToken).ConfigureAwait(false))
        {
            tasks.Add(task);
        }

        return _tracker.Observe(service, tasks, _upNodes, Stopwatch.GetElapsedTime(_start), DateTimeOffset.UtcNow);
    }

    private async Task ReadNodesAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, string> names = [];
        HashSet<string> up = [];
        await foreach (NodeResource node in _engine.Nodes.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            names[node.ID] = node.Description.Hostname;
            if (node.Status.State != NodeApi.Down)
            {
                up.Add(node.ID);
            }
        }

        (_nodes, _upNodes) = (names, up);
    }

    private async Task<bool> IsOverAsync(ConvergenceReport report, CancellationToken cancellationToken)
    {
        switch (report.Phase)
        {
            case ConvergencePhase.Converged:
                return true;
            case ConvergencePhase.Incomplete:
                await _cmdlet.WarnAsync(await WithFailuresAsync(
                    $"Service '{_name}' on '{_engine.Connection.Name}' is updated, as failures were to be passed over, but not all of its tasks run: {report.Status}.",
                    cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
                return true;
            case ConvergencePhase.Paused:
                throw await FailedAsync(
                    ServiceUpdateException.Paused,
                    $"The update of service '{_name}' paused",
                    report,
                    $"Get-DockerTask {_name} shows the tasks. Undo-DockerService {_name} takes it back to what it was before; an Update-DockerService goes on with it.",
                    cancellationToken).ConfigureAwait(false);
            case ConvergencePhase.RolledBack:
                throw await FailedAsync(
                    ServiceUpdateException.RolledBack,
                    $"The update of service '{_name}' failed and was undone",
                    report,
                    $"The service is as it was before. Get-DockerTask {_name} shows the tasks that failed.",
                    cancellationToken).ConfigureAwait(false);
            case ConvergencePhase.RollbackPaused:
                throw await FailedAsync(
                    ServiceUpdateException.RollbackPaused,
                    $"Undoing the update of service '{_name}' paused",
                    report,
                    $"Get-DockerTask {_name} shows the tasks. An Update-DockerService goes on with it.",
                    cancellationToken).ConfigureAwait(false);
            default:
                return false;
        }
    }

    private async Task<ServiceUpdateException> FailedAsync(
        string errorId, string what, ConvergenceReport report, string advice, CancellationToken cancellationToken)
    {
        string text = report.Message.Length > 0 ? $"{what}: {report.Message}." : what + ".";
        IReadOnlyList<string> failures = await FailuresAsync(cancellationToken).ConfigureAwait(false);
        return new ServiceUpdateException(errorId, _name, TaskFailures.Append(text, failures)) { Advice = advice, TaskErrors = new(failures) };
    }

    private async Task<string> WithFailuresAsync(string text, CancellationToken cancellationToken) =>
        TaskFailures.Append(text, await FailuresAsync(cancellationToken).ConfigureAwait(false));

    private async Task<IReadOnlyList<string>> FailuresAsync(CancellationToken cancellationToken)
    {
        List<TaskResource> tasks = [];
        await foreach (TaskResource task in _engine.Tasks.WatchAsync(new Filters().Add("service", _id), cancellationToken).ConfigureAwait(false))
        {
            tasks.Add(task);
        }

        ServiceResource service = await _engine.Services.WatchAsync(_id, cancellationToken).ConfigureAwait(false);
        return TaskFailures.Of(tasks, service.UpdateStatus?.StartedPart, task => $"{NameOf(task)} on {NodeName(task.NodeID)}");
    }

    private ValueTask TellOnceAsync(string text) => _told.Add(text) ? _cmdlet.VerboseAsync($"{_name}: {text}") : ValueTask.CompletedTask;

    private string NameOf(TaskResource task) => NameOf(_isNodeNamed ? task.NodeID : task.Slot.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private string NameOf(string key) => $"{_name}.{(_isNodeNamed ? NodeName(key) : key)}";

    private string NodeName(string id) => _nodes.GetValueOrDefault(id) is { Length: > 0 } name ? name : id.Length > 0 ? ShortId.Of(id) : "no node";
}
