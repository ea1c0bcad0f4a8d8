namespace DockerPS;

/// <summary>An engine refused what is a swarm's: the engine is in none, it is a worker, the swarm is locked or has no leader,
/// or somebody else changed the object meanwhile.</summary>
public sealed class SwarmException : DockerApiException
{
    internal SwarmException(DockerApiException cause, string errorId, string message)
        : base(cause, message)
    {
        ErrorId = errorId;
    }

    /// <summary>The stable id of the error record that reports it: NotInSwarm, NotSwarmManager, AlreadyInSwarm, ManagerMayNotLeave, SwarmLocked,
    /// SwarmNotLocked, BadUnlockKey, SwarmWithoutLeader, SwarmCertificatesExpired, SwarmJoinPending, ManagerNotReady or ConcurrentChange.</summary>
    public string ErrorId { get; }

    /// <summary>The addresses of the swarm's managers, as far as the engine knows them; empty for all but NotSwarmManager (Swarm.RemoteManagers of GET /info).</summary>
    public ReadableList<string> Managers { get; init; } = [];
}
