using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>How the last update of a service went (UpdateStatus).</summary>
public sealed class ServiceUpdateStatus : EngineData
{
    internal const string Updating = "updating";
    internal const string Completed = "completed";
    internal const string Paused = "paused";
    internal const string RollbackStarted = "rollback_started";
    internal const string RollbackPaused = "rollback_paused";
    internal const string RollbackCompleted = "rollback_completed";

    /// <summary>updating, paused, completed, rollback_started, rollback_paused or rollback_completed (State).</summary>
    public string State { get; set; } = "";

    /// <summary>When it began, local time (StartedAt).</summary>
    [JsonIgnore]
    public DateTime? Started => Engine.Api.Wire.WireTime.OrNull(StartedPart);

    /// <summary>When it ended, local time; null while it goes on (CompletedAt).</summary>
    [JsonIgnore]
    public DateTime? Ended => Engine.Api.Wire.WireTime.OrNull(CompletedPart);

    /// <summary>What the swarm says about it (Message).</summary>
    public string Message { get; set; } = "";

    [JsonInclude]
    [JsonPropertyName("StartedAt")]
    internal DateTimeOffset? StartedPart { get; set; }

    [JsonInclude]
    [JsonPropertyName("CompletedAt")]
    internal DateTimeOffset? CompletedPart { get; set; }

    /// <summary>The state.</summary>
    public override string ToString() => State;
}
