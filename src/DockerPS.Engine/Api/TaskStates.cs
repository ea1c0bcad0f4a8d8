namespace DockerPS.Engine.Api;

/// <summary>The states of a task, in the order in which it goes through them.</summary>
internal static class TaskStates
{
    public const string Running = "running";
    public const string Complete = "complete";
    public const string Shutdown = "shutdown";
    public const string Failed = "failed";
    public const string Rejected = "rejected";

    /// <summary>The words, in order; what a task is that nobody wants any more stands behind.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "new", "allocated", "pending", "assigned", "accepted", "preparing", "ready", "starting", Running,
        Complete, Shutdown, Failed, Rejected, "remove", "orphaned",
    ];

    /// <summary>The place of a state in the order, from 1; 0 for those in which nobody waits for a task any more, and for unknown ones.</summary>
    public static int RankOf(string state)
    {
        for (int index = 0; index < All.Count; index++)
        {
            if (All[index] == state)
            {
                return state is "remove" or "orphaned" ? 0 : index + 1;
            }
        }

        return 0;
    }

    /// <summary>True for one that will not run any more.</summary>
    public static bool IsEnded(string state) => state is Complete or Shutdown or Failed or Rejected or "remove" or "orphaned";
}
