namespace DockerPS;

/// <summary>A swarm and its settings, without its tokens and keys (GET /swarm).</summary>
public sealed class DockerSwarm : DockerSwarmObject
{
    internal DockerSwarm()
    {
    }

    /// <summary>The number of its nodes (Swarm.Nodes of GET /info).</summary>
    public long Nodes { get; internal init; }

    /// <summary>The number of its managers (Swarm.Managers of GET /info).</summary>
    public long Managers { get; internal init; }

    /// <summary>The node of the engine that was asked (Swarm.NodeID of GET /info).</summary>
    public string NodeId { get; internal init; } = "";

    /// <summary>The address of that node (Swarm.NodeAddr of GET /info).</summary>
    public string NodeAddress { get; internal init; } = "";

    /// <summary>The addresses of the managers, as 10.0.0.5:2377 (Swarm.RemoteManagers of GET /info).</summary>
    public ReadableList<string> ManagerAddresses { get; internal init; } = [];

    /// <summary>True where a manager that restarts needs the unlock key (Spec.EncryptionConfig.AutoLockManagers).</summary>
    public bool AutoLock { get; internal init; }

    /// <summary>How many ended tasks are kept for each replica or node (Spec.Orchestration.TaskHistoryRetentionLimit).</summary>
    public long? TaskHistoryLimit { get; internal init; }

    /// <summary>After how many entries the raft log is put into a snapshot (Spec.Raft.SnapshotInterval).</summary>
    public long SnapshotInterval { get; internal init; }

    /// <summary>How many old snapshots are kept (Spec.Raft.KeepOldSnapshots).</summary>
    public long MaximumSnapshots { get; internal init; }

    /// <summary>How many entries of the log are kept for slow managers after a snapshot (Spec.Raft.LogEntriesForSlowFollowers).</summary>
    public long LogEntriesForSlowFollowers { get; internal init; }

    /// <summary>After how many ticks without a word of the leader managers choose another one (Spec.Raft.ElectionTick).</summary>
    public int ElectionTick { get; internal init; }

    /// <summary>The ticks between two heartbeats of the leader to the managers (Spec.Raft.HeartbeatTick).</summary>
    public int HeartbeatTick { get; internal init; }

    /// <summary>How often nodes tell that they are alive (Spec.Dispatcher.HeartbeatPeriod).</summary>
    public TimeSpan DispatcherHeartbeat { get; internal init; }

    /// <summary>For how long the certificates of nodes are good (Spec.CAConfig.NodeCertExpiry).</summary>
    public TimeSpan CertificateExpiry { get; internal init; }

    /// <summary>Certificate authorities outside of the swarm that sign for it (Spec.CAConfig.ExternalCAs).</summary>
    public ReadableList<SwarmExternalCA> ExternalCAs { get; internal init; } = [];

    /// <summary>True while the nodes change over to a new root certificate (RootRotationInProgress).</summary>
    public bool RootRotationInProgress { get; internal init; }

    /// <summary>The root certificate that the nodes trust, as PEM (TLSInfo.TrustRoot).</summary>
    public string RootCertificate { get; internal init; } = "";

    /// <summary>The blocks that overlay networks get their addresses of (DefaultAddrPool).</summary>
    public ReadableList<string> DefaultAddressPools { get; internal init; } = [];

    /// <summary>The prefix length of each network out of these blocks (SubnetSize).</summary>
    public int SubnetSize { get; internal init; }

    /// <summary>The UDP port of the traffic between nodes (DataPathPort).</summary>
    public int DataPathPort { get; internal init; }
}
