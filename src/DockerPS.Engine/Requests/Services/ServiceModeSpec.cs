using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Services;

/// <summary>How many tasks a service has: docker's --mode, --replicas and --max-concurrent.</summary>
internal static class ServiceModeSpec
{
    public const string Replicated = "replicated";

    public const string Global = "global";

    public const string ReplicatedJob = "replicated-job";

    public const string GlobalJob = "global-job";

    /// <summary>True for the modes whose tasks run to an end.</summary>
    public static bool IsJob(string mode) => mode is ReplicatedJob or GlobalJob;

    /// <summary>The mode in the engine's words.</summary>
    /// <exception cref="InvalidRequestException">There is none of this name.</exception>
    public static string Parse(string text) =>
        text.ToLowerInvariant() is Replicated or Global or ReplicatedJob or GlobalJob
            ? text.ToLowerInvariant()
            : throw RequestText.Wrong("Mode", text, "it is not a mode of a service", "replicated, global, replicated-job or global-job");

    /// <summary>The Mode of a new service.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="replicas">How many tasks; null is one.</param>
    /// <param name="maximumConcurrent">How many tasks of a job at once; null is all.</param>
    /// <exception cref="InvalidRequestException">The mode has no such number.</exception>
    public static JsonObject ToJson(string mode, long? replicas, long? maximumConcurrent)
    {
        if (replicas is not null && mode is Global or GlobalJob)
        {
            throw new InvalidRequestException("OptionConflict", $"-Replica does not go with -Mode {mode}: it has one task on every node that fits.");
        }

        if (maximumConcurrent is not null && mode != ReplicatedJob)
        {
            throw new InvalidRequestException("OptionConflict", $"-MaximumConcurrent goes with -Mode {ReplicatedJob} only.");
        }

        var numbers = new JsonObject();
        switch (mode)
        {
            case Global:
                return new JsonObject { ["Global"] = numbers };
            case GlobalJob:
                return new JsonObject { ["GlobalJob"] = numbers };
            case ReplicatedJob:
                SpecJson.Set(numbers, "MaxConcurrent", maximumConcurrent ?? replicas);
                SpecJson.Set(numbers, "TotalCompletions", replicas);
                return new JsonObject { ["ReplicatedJob"] = numbers };
            default:
                SpecJson.Set(numbers, "Replicas", replicas);
                return new JsonObject { ["Replicated"] = numbers };
        }
    }

    /// <summary>Changes the numbers of a service that is there.</summary>
    /// <exception cref="InvalidRequestException">Its mode has no such number.</exception>
    public static void Change(JsonObject mode, long? replicas, long? maximumConcurrent)
    {
        if (replicas is not null)
        {
            (JsonObject numbers, string field) = mode["Replicated"] is JsonObject replicated ? (replicated, "Replicas")
                : mode["ReplicatedJob"] is JsonObject job ? (job, "TotalCompletions")
                : throw new InvalidRequestException("ServiceNotReplicated", "-Replica is for replicated services: a global one has one task on every node that fits.");
            numbers[field] = replicas;
        }

        if (maximumConcurrent is not null)
        {
            JsonObject job = mode["ReplicatedJob"] as JsonObject
                ?? throw new InvalidRequestException("ServiceNotJob", $"-MaximumConcurrent is for services of the mode {ReplicatedJob}.");
            job["MaxConcurrent"] = maximumConcurrent;
        }
    }
}
