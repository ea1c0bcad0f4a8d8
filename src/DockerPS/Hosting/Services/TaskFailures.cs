using System.Globalization;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;

namespace DockerPS.Hosting;

/// <summary>What tasks of a service failed of, in few words: the same failure of many tasks once.</summary>
internal static class TaskFailures
{
    /// <summary>More of them nobody reads.</summary>
    public const int Most = 5;

    /// <summary>The failures, the latest first.</summary>
    /// <param name="tasks">The tasks of the service, those of before too.</param>
    /// <param name="since">When what failed began; null is from the beginning. Tasks that were made before do not count: their states' times are
    /// those of their nodes' clocks.</param>
    /// <param name="nameOf">The name of a task and of its node.</param>
    public static IReadOnlyList<string> Of(IEnumerable<TaskResource> tasks, DateTimeOffset? since, Func<TaskResource, string> nameOf) =>
    [
        .. tasks
            .Where(task => task.Status.Err.Length > 0 && (since is not { } begin || task.CreatedAt >= begin))
            .GroupBy(static task => task.Status.Err, StringComparer.Ordinal)
            .OrderByDescending(static group => group.Max(static task => task.Status.Timestamp))
            .Select(group => Describe(group, nameOf))
            .Take(Most),
    ];

    /// <summary>A text, and behind it the failures.</summary>
    public static string Append(string text, IReadOnlyList<string> failures) => failures.Count == 0 ? text : $"{text} {string.Join("; ", failures)}";

    /// <summary>A failure of one task and how many others have the same.</summary>
    public static string Describe(string name, string error, int count) => $"{name}: {error}{(count > 1 ? $" (and {count - 1} more)" : "")}";

    private static string Describe(IGrouping<string, TaskResource> group, Func<TaskResource, string> nameOf)
    {
        TaskResource latest = group.MaxBy(static task => task.Status.Timestamp)!;
        string code = latest.Status.State == TaskStates.Failed && latest.Status.ContainerStatus is { ExitCode: not 0 and int exitCode }
            && !group.Key.Contains(string.Create(CultureInfo.InvariantCulture, $"({exitCode})"), StringComparison.Ordinal)
                ? string.Create(CultureInfo.InvariantCulture, $" (exit code {exitCode})") : "";
        return Describe(nameOf(latest), group.Key + code, group.Count());
    }
}
