using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>Which run of a job this is (JobStatus).</summary>
public sealed class ServiceJobStatus : EngineData
{
    /// <summary>The number of the run: an update runs a job anew (JobIteration.Index).</summary>
    [JsonIgnore]
    public long Iteration => IterationPart.Index;

    /// <summary>When this run began, local time (LastExecution).</summary>
    [JsonIgnore]
    public DateTime? LastExecution => Engine.Api.Wire.WireTime.OrNull(LastExecutionPart);

    [JsonInclude]
    [JsonPropertyName("JobIteration")]
    internal IterationSection IterationPart { get; set; } = new();

    [JsonInclude]
    [JsonPropertyName("LastExecution")]
    internal DateTimeOffset? LastExecutionPart { get; set; }

    internal sealed class IterationSection : EngineData
    {
        public long Index { get; set; }
    }
}
