using System.Text.Json.Serialization;
using DockerPS.Engine.Api;

namespace DockerPS;

/// <summary>How a service is updated, or an update is undone (UpdateConfig, RollbackConfig).</summary>
public sealed class ServiceUpdateConfiguration : EngineData
{
    /// <summary>How many tasks are replaced at once; 0 is all (Parallelism).</summary>
    public long Parallelism { get; set; }

    /// <summary>The pause between one task and the next (Delay).</summary>
    [JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan Delay { get; set; }

    /// <summary>What follows a failure: pause, continue or rollback; empty is pause (FailureAction).</summary>
    public string FailureAction { get; set; } = "";

    /// <summary>How long a new task is watched for failure; zero is the swarm's 5 seconds (Monitor).</summary>
    [JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan Monitor { get; set; }

    /// <summary>The share of tasks that may fail, 0 to 1 (MaxFailureRatio).</summary>
    public double MaxFailureRatio { get; set; }

    /// <summary>stop-first or start-first (Order).</summary>
    public string Order { get; set; } = "";

    /// <summary>The order, how many at once, and what follows a failure.</summary>
    public override string ToString() => $"{Order}, {(Parallelism == 0 ? "all" : Parallelism)} at once, on failure {(FailureAction.Length > 0 ? FailureAction : "pause")}";
}
