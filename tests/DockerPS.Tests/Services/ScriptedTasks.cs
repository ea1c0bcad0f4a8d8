using DockerPS.Engine.Api.Wire;

namespace DockerPS.Tests.Services;

/// <summary>Services and tasks as a manager tells them, for the tests of waiting.</summary>
internal static class ScriptedTasks
{
    /// <summary>The time at which all of it is.</summary>
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>All nodes; n3 is down.</summary>
    public static readonly IReadOnlySet<string> UpNodes = new HashSet<string> { "n1", "n2" };

    public static ServiceResource Replicated(long replicas, string update = "", string message = "") => Service(
        new ServiceMode { ReplicatedPart = new() { Replicas = replicas } }, update, message);

    public static ServiceResource Global(string update = "") => Service(new ServiceMode { GlobalPart = new() }, update, "");

    public static ServiceResource ReplicatedJob(long total, long iteration = 0) => Job(
        new ServiceMode { ReplicatedJobPart = new() { TotalCompletions = total, MaxConcurrent = 2 } }, iteration);

    public static ServiceResource GlobalJob(long iteration = 0) => Job(new ServiceMode { GlobalJobPart = new() }, iteration);

    /// <summary>A task, written as "1:running@n1": slot, state and node; "&gt;shutdown" behind it is what it is to be, "!text" its error, "#2" its run of a job.
    /// Without a slot it is the node's.</summary>
    public static TaskResource Task(string text)
    {
        (text, string error) = Cut(text, '!');
        (text, string iteration) = Cut(text, '#');
        (text, string desired) = Cut(text, '>');
        (text, string node) = Cut(text, '@');
        (string slot, string state) = Cut(text, ':');
        return new TaskResource
        {
            ID = $"task-{slot}-{node}-{state}",
            Slot = slot.Length > 0 ? int.Parse(slot, System.Globalization.CultureInfo.InvariantCulture) : 0,
            NodeID = node,
            DesiredState = desired.Length > 0 ? desired : "running",
            Status = new() { State = state, Err = error, Timestamp = Now.AddSeconds(-1) },
            JobIteration = iteration.Length > 0 ? new() { Index = long.Parse(iteration, System.Globalization.CultureInfo.InvariantCulture) } : null,
        };
    }

    /// <summary>Several, with blanks between.</summary>
    public static IReadOnlyList<TaskResource> Tasks(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Task)];

    private static ServiceResource Job(ServiceMode mode, long iteration)
    {
        ServiceResource service = Service(mode, "", "");
        service.JobStatus = new ServiceJobStatus { IterationPart = new() { Index = iteration } };
        return service;
    }

    private static ServiceResource Service(ServiceMode mode, string update, string message)
    {
        ServiceResource service = new() { ID = "service1", Spec = new ServiceSpecification { Name = "web", Mode = mode } };
        service.UpdateStatus = update.Length > 0 ? new ServiceUpdateStatus { State = update, Message = message } : null;
        return service;
    }

    private static (string Head, string Tail) Cut(string text, char separator)
    {
        int at = text.IndexOf(separator);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }
}
