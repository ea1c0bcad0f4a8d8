using System.Globalization;
using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>How many tasks a service has (Spec.Mode).</summary>
public sealed class ServiceMode : EngineData
{
    internal const string Replicated = "replicated";
    internal const string Global = "global";
    internal const string ReplicatedJob = "replicated-job";
    internal const string GlobalJob = "global-job";

    /// <summary>replicated, global, replicated-job or global-job; empty for what this version of DockerPS does not know.</summary>
    [JsonIgnore]
    public string Name =>
        ReplicatedPart is not null ? Replicated
        : GlobalPart is not null ? Global
        : ReplicatedJobPart is not null ? ReplicatedJob
        : GlobalJobPart is not null ? GlobalJob
        : "";

    /// <summary>How many tasks a replicated service has; null for the other modes (Replicated.Replicas).</summary>
    [JsonIgnore]
    public long? Replicas => ReplicatedPart is { } part ? part.Replicas ?? 1 : null;

    /// <summary>How many tasks of a replicated job run at once; null for the other modes (ReplicatedJob.MaxConcurrent).</summary>
    [JsonIgnore]
    public long? MaxConcurrent => ReplicatedJobPart is { } part ? part.MaxConcurrent ?? 1 : null;

    /// <summary>How many tasks of a replicated job must end well; null for the other modes (ReplicatedJob.TotalCompletions).</summary>
    [JsonIgnore]
    public long? TotalCompletions => ReplicatedJobPart is { } part ? part.TotalCompletions ?? part.MaxConcurrent ?? 1 : null;

    /// <summary>True for a job, whose tasks are to end.</summary>
    [JsonIgnore]
    public bool IsJob => ReplicatedJobPart is not null || GlobalJobPart is not null;

    [JsonInclude]
    [JsonPropertyName("Replicated")]
    internal ReplicatedSection? ReplicatedPart { get; set; }

    [JsonInclude]
    [JsonPropertyName("Global")]
    internal EmptySection? GlobalPart { get; set; }

    [JsonInclude]
    [JsonPropertyName("ReplicatedJob")]
    internal JobSection? ReplicatedJobPart { get; set; }

    [JsonInclude]
    [JsonPropertyName("GlobalJob")]
    internal EmptySection? GlobalJobPart { get; set; }

    /// <summary>The mode, with its number: replicated 3.</summary>
    public override string ToString() =>
        (Replicas ?? TotalCompletions) is { } count ? string.Create(CultureInfo.InvariantCulture, $"{Name} {count}") : Name;

    internal sealed class ReplicatedSection : EngineData
    {
        public long? Replicas { get; set; }
    }

    internal sealed class JobSection : EngineData
    {
        public long? MaxConcurrent { get; set; }

        public long? TotalCompletions { get; set; }
    }

    internal sealed class EmptySection : EngineData;
}
