using DockerPS.Engine.Requests;

namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of GET /swarm, in the engine's own shape.</summary>
internal sealed class SwarmInspection : SwarmResource
{
    public SwarmSpec Spec { get; set; } = new();

    public SwarmTls TLSInfo { get; set; } = new();

    public bool RootRotationInProgress { get; set; }

    public ReadableList<string> DefaultAddrPool { get; set; } = [];

    public int SubnetSize { get; set; }

    public int DataPathPort { get; set; }

    public SwarmTokens JoinTokens { get; set; } = new();

    public DockerSwarm ToModel(DockerConnection connection, EngineSwarm engine) => Fill(
        new DockerSwarm
        {
            Nodes = engine.Nodes ?? 0,
            Managers = engine.Managers ?? 0,
            NodeId = engine.NodeId,
            NodeAddress = engine.NodeAddress,
            ManagerAddresses = new(engine.RemoteManagers.Select(static manager => manager.Address).Order(StringComparer.Ordinal)),
            AutoLock = Spec.EncryptionConfig.AutoLockManagers,
            TaskHistoryLimit = Spec.Orchestration.TaskHistoryRetentionLimit,
            SnapshotInterval = Spec.Raft.SnapshotInterval,
            MaximumSnapshots = Spec.Raft.KeepOldSnapshots,
            LogEntriesForSlowFollowers = Spec.Raft.LogEntriesForSlowFollowers,
            ElectionTick = Spec.Raft.ElectionTick,
            HeartbeatTick = Spec.Raft.HeartbeatTick,
            DispatcherHeartbeat = JsonValues.Duration(Spec.Dispatcher.HeartbeatPeriod),
            CertificateExpiry = JsonValues.Duration(Spec.CAConfig.NodeCertExpiry),
            ExternalCAs = Spec.CAConfig.ExternalCAs,
            RootRotationInProgress = RootRotationInProgress,
            RootCertificate = TLSInfo.TrustRoot,
            DefaultAddressPools = DefaultAddrPool,
            SubnetSize = SubnetSize,
            DataPathPort = DataPathPort,
        },
        connection,
        Spec);

    internal sealed class SwarmSpec : SpecOf
    {
        public OrchestrationPart Orchestration { get; set; } = new();

        public RaftPart Raft { get; set; } = new();

        public DispatcherPart Dispatcher { get; set; } = new();

        public CertificatePart CAConfig { get; set; } = new();

        public EncryptionPart EncryptionConfig { get; set; } = new();
    }

    internal sealed class OrchestrationPart : EngineData
    {
        public long? TaskHistoryRetentionLimit { get; set; }
    }

    internal sealed class RaftPart : EngineData
    {
        public long SnapshotInterval { get; set; }

        public long KeepOldSnapshots { get; set; }

        public long LogEntriesForSlowFollowers { get; set; }

        public int ElectionTick { get; set; }

        public int HeartbeatTick { get; set; }
    }

    internal sealed class DispatcherPart : EngineData
    {
        public long HeartbeatPeriod { get; set; }
    }

    internal sealed class CertificatePart : EngineData
    {
        public long NodeCertExpiry { get; set; }

        public ReadableList<SwarmExternalCA> ExternalCAs { get; set; } = [];
    }

    internal sealed class EncryptionPart : EngineData
    {
        public bool AutoLockManagers { get; set; }
    }

    internal sealed class SwarmTokens : EngineData
    {
        public string Worker { get; set; } = "";

        public string Manager { get; set; } = "";
    }
}
