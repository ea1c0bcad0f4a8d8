namespace DockerPS.Hosting;

/// <summary>Why a service is waited for.</summary>
internal enum ConvergenceGoal
{
    /// <summary>It was made or changed just now: what the swarm says about an update is about this change, and undoing it is a failure.</summary>
    Change,

    /// <summary>It was taken back to what it was before: undoing is what was asked for.</summary>
    Rollback,

    /// <summary>Nothing was asked of it: what the swarm says about an update may be long ago.</summary>
    Watch,
}
