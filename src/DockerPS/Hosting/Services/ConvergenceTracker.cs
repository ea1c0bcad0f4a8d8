using System.Globalization;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;

namespace DockerPS.Hosting;

/// <summary>
/// Tells from one look at a service and its tasks after the other how far it is, by the docker CLI's rules: of a slot or a node the task counts
/// that is wanted most; a service has converged when all its tasks run and have done so for a while, a job when all its tasks are complete.
/// </summary>
/// <param name="goal">Why the service is waited for.</param>
internal sealed class ConvergenceTracker(ConvergenceGoal goal)
{
    private const string ManualRollback = "manually requested rollback";

    private static readonly TimeSpan s_defaultMonitor = TimeSpan.FromSeconds(5);

    // Behind the last task the swarm waits for the whole pause between two tasks, too, which may be long.
    private static readonly TimeSpan s_mostOfUpdate = TimeSpan.FromSeconds(2);

    private TimeSpan? _convergedAt;
    private bool _hasLooked;
    private bool _isRollingBack;
    private bool _hasFailed;
    private bool _sawUpdate;
    private string _rollbackMessage = "";
    private HashSet<string>? _jobNodes;

    /// <summary>Takes in how a service is.</summary>
    /// <param name="service">The service.</param>
    /// <param name="tasks">Its tasks of the present spec.</param>
    /// <param name="upNodes">The ids of the nodes that are not down.</param>
    /// <param name="now">How long it has been waited for.</param>
    /// <param name="wallTime">The time, to which the times of tasks are compared.</param>
    public ConvergenceReport Observe(
        ServiceResource service, IReadOnlyList<TaskResource> tasks, IReadOnlySet<string> upNodes, TimeSpan now, DateTimeOffset wallTime)
    {
        Count count = service.Spec.Mode.Name switch
        {
            ServiceMode.ReplicatedJob or ServiceMode.GlobalJob => CountJob(service, tasks, upNodes),
            ServiceMode.Global => CountGlobal(tasks, upNodes),
            ServiceMode.Replicated => CountReplicated(service, tasks, upNodes),
            string mode => throw new InvalidResponseException($"Service '{service.Spec.Name}' has a mode that this version of DockerPS does not know: {mode}."),
        };
        ConvergencePhase phase = PhaseOf(service, count, now, wallTime);
        _hasLooked = true;
        return new ConvergenceReport(phase, StatusOf(service, phase, count, now), count.Done, count.Total, MessageOf(service, phase), count.Tasks);
    }

    private ConvergencePhase PhaseOf(ServiceResource service, Count count, TimeSpan now, DateTimeOffset wallTime)
    {
        switch (service.UpdateStatus?.State)
        {
            case ServiceUpdateStatus.Updating:
                _isRollingBack = false;
                _sawUpdate = true;
                break;
            case ServiceUpdateStatus.Completed when goal == ConvergenceGoal.Change && _convergedAt is null:
                return count.IsConverged ? ConvergencePhase.Converged : ConvergencePhase.Incomplete;
            case ServiceUpdateStatus.Paused:
                return ConvergencePhase.Paused;
            case ServiceUpdateStatus.RollbackStarted:
                _isRollingBack = true;
                _sawUpdate = true;
                _rollbackMessage = service.UpdateStatus.Message;
                break;
            case ServiceUpdateStatus.RollbackPaused:
                return ConvergencePhase.RollbackPaused;
            case ServiceUpdateStatus.RollbackCompleted when IsUnwantedRollback():
                // The swarm is done when the old tasks are ordered; the service is as it was when they run.
                _isRollingBack = true;
                if (count.IsConverged)
                {
                    return ConvergencePhase.RolledBack;
                }

                break;
        }

        if (!count.IsConverged)
        {
            _hasFailed |= _convergedAt is not null;
            _convergedAt = null;
            return ConvergencePhase.Working;
        }

        // The tasks of a job that are complete stay so; those of a service that was left alone and that have run for long need no more watching.
        if (service.Spec.Mode.IsJob || (goal == ConvergenceGoal.Watch && !_hasLooked && IsStableSince(count, wallTime - MonitorOf(service))))
        {
            return ConvergencePhase.Converged;
        }

        _convergedAt ??= now;
        TimeSpan stable = now - _convergedAt.Value;
        if (stable < MonitorOf(service))
        {
            return ConvergencePhase.Verifying;
        }

        // The swarm itself watches the tasks of an update or of its undoing for a while yet, and may change its mind.
        return !IsUnderWay(service) ? ConvergencePhase.Converged
            : stable < s_mostOfUpdate + (2 * LongestMonitorOf(service)) ? ConvergencePhase.Verifying
            : _isRollingBack && IsUnwantedRollback() ? ConvergencePhase.RolledBack
            : ConvergencePhase.Converged;
    }

    private static bool IsUnderWay(ServiceResource service) => service.UpdateStatus?.State is ServiceUpdateStatus.Updating or ServiceUpdateStatus.RollbackStarted;

    private bool IsUnwantedRollback() => goal switch
    {
        ConvergenceGoal.Change => !_rollbackMessage.StartsWith(ManualRollback, StringComparison.Ordinal),
        ConvergenceGoal.Watch => _sawUpdate && !_rollbackMessage.StartsWith(ManualRollback, StringComparison.Ordinal),
        _ => false,
    };

    private string StatusOf(ServiceResource service, ConvergencePhase phase, Count count, TimeSpan now)
    {
        if (phase == ConvergencePhase.Verifying)
        {
            int seconds = (int)Math.Ceiling((MonitorOf(service) - (now - _convergedAt.GetValueOrDefault(now))).TotalSeconds);
            return string.Create(CultureInfo.InvariantCulture, $"{count.Done} out of {count.Total} tasks, ")
                + (seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"waiting {seconds} seconds to verify that they are stable") : "the swarm verifies that they are stable");
        }

        if (count.Total == 0 && !count.IsConverged)
        {
            return "waiting for new tasks";
        }

        string text = service.Spec.Mode.IsJob
            ? string.Create(CultureInfo.InvariantCulture, $"{count.Done} out of {count.Total} complete, {count.Active} running")
            : string.Create(CultureInfo.InvariantCulture, $"{count.Done} out of {count.Total} tasks");
        return (_isRollingBack ? "rolling back: " : "") + text + (_hasFailed && phase == ConvergencePhase.Working ? ", a task failed" : "");
    }

    private string MessageOf(ServiceResource service, ConvergencePhase phase) =>
        phase == ConvergencePhase.RolledBack && _rollbackMessage.Length > 0 ? _rollbackMessage : service.UpdateStatus?.Message ?? "";

    private static TimeSpan MonitorOf(ServiceResource service) => MonitorOf(service.Spec.UpdateConfig);

    private static TimeSpan MonitorOf(ServiceUpdateConfiguration? policy) => policy?.Monitor is { } monitor && monitor > TimeSpan.Zero ? monitor : s_defaultMonitor;

    private static TimeSpan LongestMonitorOf(ServiceResource service) =>
        TimeSpan.FromTicks(Math.Max(MonitorOf(service).Ticks, MonitorOf(service.Spec.RollbackConfig).Ticks));

    private static bool IsStableSince(Count count, DateTimeOffset time) => count.Chosen.All(task => task.Status.Timestamp < time);

    private static Count CountReplicated(ServiceResource service, IReadOnlyList<TaskResource> tasks, IReadOnlySet<string> upNodes)
    {
        SortedDictionary<int, TaskResource> slots = [];
        foreach (TaskResource task in tasks)
        {
            if (!IsKnown(task) || (slots.TryGetValue(task.Slot, out TaskResource? other) && !IsWantedMore(task, other)))
            {
                continue;
            }

            if (task.NodeID.Length == 0 || upNodes.Contains(task.NodeID))
            {
                slots[task.Slot] = task;
            }
        }

        int total = (int)Math.Min(service.Spec.Mode.Replicas ?? 0, int.MaxValue);
        int running = slots.Values.Count(IsRunning);
        return new Count(
            [.. slots.Values.Select(static task => Progress(task, task.Slot.ToString(CultureInfo.InvariantCulture), TaskStates.Running, IsRunning(task)))],
            [.. slots.Values],
            running,
            total,
            slots.Count,
            running == total);
    }

    /// <summary>How many nodes there should be is not known; but the swarm makes the tasks of all that fit at once.</summary>
    private static Count CountGlobal(IReadOnlyList<TaskResource> tasks, IReadOnlySet<string> upNodes)
    {
        SortedDictionary<string, TaskResource> nodes = new(StringComparer.Ordinal);
        foreach (TaskResource task in tasks)
        {
            if (IsKnown(task) && upNodes.Contains(task.NodeID) && (!nodes.TryGetValue(task.NodeID, out TaskResource? other) || IsWantedMore(task, other)))
            {
                nodes[task.NodeID] = task;
            }
        }

        // What was shut down and not replaced has a node that takes no tasks any more.
        TaskResource[] chosen = [.. nodes.Values.Where(static task => !(TaskStates.IsEnded(task.DesiredState) && task.Status.State == TaskStates.Shutdown))];
        int running = chosen.Count(IsRunning);
        return new Count(
            [.. chosen.Select(static task => Progress(task, task.NodeID, TaskStates.Running, IsRunning(task)))],
            chosen,
            running,
            chosen.Length,
            chosen.Length,
            chosen.Length > 0 && running == chosen.Length);
    }

    private Count CountJob(ServiceResource service, IReadOnlyList<TaskResource> tasks, IReadOnlySet<string> upNodes)
    {
        long iteration = service.JobStatus?.Iteration ?? 0;
        bool isGlobal = service.Spec.Mode.Name == ServiceMode.GlobalJob;
        SortedDictionary<string, TaskResource> chosen = new(StringComparer.Ordinal);
        foreach (TaskResource task in tasks)
        {
            string key = isGlobal ? task.NodeID : task.Slot.ToString("D10", CultureInfo.InvariantCulture);
            if (task.JobIteration?.Index == iteration
                && IsKnown(task)
                && (!chosen.TryGetValue(key, out TaskResource? other) || TaskStates.RankOf(task.Status.State) < TaskStates.RankOf(other.Status.State)))
            {
                chosen[key] = task;
            }
        }

        if (isGlobal)
        {
            // A job comes to nodes that join later, too: those of the beginning are waited for.
            if (_jobNodes is null && (chosen.Count > 0 || upNodes.Count == 0))
            {
                _jobNodes = [.. chosen.Keys];
            }

            foreach (string late in chosen.Keys.Where(node => _jobNodes?.Contains(node) != true).ToArray())
            {
                chosen.Remove(late);
            }
        }

        int total = isGlobal ? _jobNodes?.Count ?? 0 : (int)Math.Min(service.Spec.Mode.TotalCompletions ?? 0, int.MaxValue);
        int complete = chosen.Values.Count(static task => task.Status.State == TaskStates.Complete);
        return new Count(
            [.. chosen.Select(pair => Progress(
                pair.Value, isGlobal ? pair.Key : pair.Value.Slot.ToString(CultureInfo.InvariantCulture), TaskStates.Complete, pair.Value.Status.State == TaskStates.Complete))],
            [.. chosen.Values],
            complete,
            total,
            chosen.Values.Count(static task => !TaskStates.IsEnded(task.Status.State)),
            complete == total && (!isGlobal || _jobNodes is not null));
    }

    private static bool IsKnown(TaskResource task) => TaskStates.RankOf(task.DesiredState) > 0 && TaskStates.RankOf(task.Status.State) > 0;

    /// <summary>Of two tasks in one place the one counts that is to get less far; with "start first" both are to run, and the new one counts.</summary>
    private static bool IsWantedMore(TaskResource task, TaskResource other)
    {
        int desired = TaskStates.RankOf(task.DesiredState).CompareTo(TaskStates.RankOf(other.DesiredState));
        return desired < 0 || (desired == 0 && TaskStates.RankOf(task.Status.State) < TaskStates.RankOf(other.Status.State));
    }

    private static bool IsRunning(TaskResource task) => !TaskStates.IsEnded(task.DesiredState) && task.Status.State == TaskStates.Running;

    private static TaskProgress Progress(TaskResource task, string key, string last, bool isDone) => new(
        key,
        task.ID,
        task.Status.State,
        task.Status.Err,
        Math.Min(100, 100 * TaskStates.RankOf(task.Status.State) / TaskStates.RankOf(last)),
        isDone);

    private sealed record Count(IReadOnlyList<TaskProgress> Tasks, IReadOnlyList<TaskResource> Chosen, int Done, int Total, int Active, bool IsConverged);
}
