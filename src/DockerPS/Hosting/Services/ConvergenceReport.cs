namespace DockerPS.Hosting;

/// <summary>How far a service is, at one look.</summary>
/// <param name="Phase">How far it is.</param>
/// <param name="Status">That in words: 2 out of 3 tasks.</param>
/// <param name="Done">How many tasks are as they should be.</param>
/// <param name="Total">How many should be.</param>
/// <param name="Message">What the swarm says about the update; empty where it says nothing.</param>
/// <param name="Tasks">The tasks that count, by slot or node.</param>
internal sealed record ConvergenceReport(
    ConvergencePhase Phase, string Status, int Done, int Total, string Message, IReadOnlyList<TaskProgress> Tasks)
{
    /// <summary>The share that is done, for a bar; -1 where that is not known.</summary>
    public int Percent => Total > 0 ? Math.Clamp(100 * Done / Total, 0, 100) : -1;
}
