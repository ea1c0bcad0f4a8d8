using System.Globalization;
using System.Text.Json.Serialization;
using DockerPS.Engine.Api;

namespace DockerPS;

/// <summary>When a task that has ended is replaced (RestartPolicy).</summary>
public sealed class ServiceRestartPolicy : EngineData
{
    /// <summary>none, on-failure or any (Condition).</summary>
    public string Condition { get; set; } = "";

    /// <summary>The pause before it; null is the swarm's 5 seconds (Delay).</summary>
    [JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan? Delay { get; set; }

    /// <summary>How often at the most; null or 0 is without limit (MaxAttempts).</summary>
    public long? MaxAttempts { get; set; }

    /// <summary>The time in which attempts are counted; null or zero is for ever (Window).</summary>
    [JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan? Window { get; set; }

    /// <summary>The condition, with the attempts where they are limited: on-failure:3.</summary>
    public override string ToString() => MaxAttempts is > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Condition}:{MaxAttempts}") : Condition;
}
