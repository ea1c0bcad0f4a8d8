namespace DockerPS.Hosting;

/// <summary>How far a service is that is waited for.</summary>
internal enum ConvergencePhase
{
    /// <summary>Tasks are on their way.</summary>
    Working,

    /// <summary>All tasks run, and are watched for a while.</summary>
    Verifying,

    /// <summary>It is as it should be.</summary>
    Converged,

    /// <summary>The swarm says that the update is over, though not all tasks run: failures were to be passed over.</summary>
    Incomplete,

    /// <summary>The update paused after failures.</summary>
    Paused,

    /// <summary>The update failed and was undone.</summary>
    RolledBack,

    /// <summary>Undoing paused after failures, too.</summary>
    RollbackPaused,
}
