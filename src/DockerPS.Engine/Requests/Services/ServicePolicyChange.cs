using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Services;

/// <summary>How a service's tasks are replaced, when it is updated or rolled back: UpdateConfig and RollbackConfig. Null leaves a field as it is.</summary>
internal sealed record ServicePolicyChange
{
    // What the engine itself takes where there is no policy (swarmkit's defaults), as the docker CLI writes it out.
    private static readonly TimeSpan s_monitor = TimeSpan.FromSeconds(5);

    /// <summary>How many tasks at once; 0 is all.</summary>
    public long? Parallelism { get; init; }

    /// <summary>The time between two batches.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How long a new task is watched for failure.</summary>
    public TimeSpan? Monitor { get; init; }

    /// <summary>pause, continue, and for updates rollback.</summary>
    public string? FailureAction { get; init; }

    /// <summary>How many of the tasks may fail, 0 to 1.</summary>
    public double? MaximumFailureRatio { get; init; }

    /// <summary>stop-first or start-first.</summary>
    public string? Order { get; init; }

    /// <summary>True where nothing is said.</summary>
    public bool IsEmpty => this == new ServicePolicyChange();

    /// <summary>Changes a policy of a spec; where there is none it is the engine's default, changed.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="field">UpdateConfig or RollbackConfig.</param>
    public void ApplyTo(JsonObject spec, string field)
    {
        if (IsEmpty)
        {
            return;
        }

        if (spec[field] is not JsonObject policy)
        {
            spec[field] = policy = new JsonObject
            {
                [nameof(Parallelism)] = 1,
                [nameof(FailureAction)] = "pause",
                [nameof(Monitor)] = JsonValues.Nanoseconds(s_monitor),
                ["MaxFailureRatio"] = 0,
                [nameof(Order)] = "stop-first",
            };
        }

        SpecJson.Set(policy, nameof(Parallelism), Parallelism);
        SpecJson.Set(policy, nameof(Delay), SpecJson.Time(Delay));
        SpecJson.Set(policy, nameof(Monitor), SpecJson.Time(Monitor));
        SpecJson.Set(policy, nameof(FailureAction), FailureAction);
        SpecJson.Set(policy, "MaxFailureRatio", MaximumFailureRatio);
        SpecJson.Set(policy, nameof(Order), Order);
    }
}
