using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests;

/// <summary>The settings of a swarm that were given; null is what was not.</summary>
internal sealed record SwarmSettings
{
    public bool? AutoLock { get; init; }

    public TimeSpan? CertificateExpiry { get; init; }

    public TimeSpan? DispatcherHeartbeat { get; init; }

    public IReadOnlyList<JsonObject>? ExternalCAs { get; init; }

    public ulong? MaximumSnapshots { get; init; }

    public ulong? SnapshotInterval { get; init; }

    public long? TaskHistoryLimit { get; init; }

    public bool IsEmpty => this == new SwarmSettings();

    /// <summary>Sets what was given in a swarm's spec.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="rootCertificate">The root certificate of an external authority that names none itself; null leaves it without.</param>
    public void ApplyTo(JsonObject spec, string? rootCertificate)
    {
        if (TaskHistoryLimit is { } history)
        {
            Section(spec, "Orchestration")["TaskHistoryRetentionLimit"] = history;
        }

        if (DispatcherHeartbeat is { } heartbeat)
        {
            Section(spec, "Dispatcher")["HeartbeatPeriod"] = JsonValues.Nanoseconds(heartbeat);
        }

        if (MaximumSnapshots is { } snapshots)
        {
            Section(spec, "Raft")["KeepOldSnapshots"] = snapshots;
        }

        if (SnapshotInterval is { } interval)
        {
            Section(spec, "Raft")[nameof(SnapshotInterval)] = interval;
        }

        if (AutoLock is { } autoLock)
        {
            Section(spec, "EncryptionConfig")["AutoLockManagers"] = autoLock;
        }

        if (CertificateExpiry is { } expiry)
        {
            Section(spec, "CAConfig")["NodeCertExpiry"] = JsonValues.Nanoseconds(expiry);
        }

        if (ExternalCAs is { } authorities)
        {
            Section(spec, "CAConfig")[nameof(ExternalCAs)] = new JsonArray([.. authorities.Select(authority => (JsonNode)WithCertificate(authority, rootCertificate))]);
        }
    }

    /// <summary>A part of a spec, made where it is absent.</summary>
    public static JsonObject Section(JsonObject spec, string name)
    {
        if (spec[name] is not JsonObject section)
        {
            spec[name] = section = [];
        }

        return section;
    }

    private static JsonObject WithCertificate(JsonObject authority, string? rootCertificate)
    {
        var own = (JsonObject)authority.DeepClone();
        if (rootCertificate is not null && (string?)own["CACert"] is null or "")
        {
            own["CACert"] = rootCertificate;
        }

        return own;
    }
}
