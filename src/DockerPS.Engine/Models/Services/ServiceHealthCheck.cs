using System.Text.Json.Serialization;
using DockerPS.Engine.Api;

namespace DockerPS;

/// <summary>How a service's containers are checked (Healthcheck). Zero is the image's or the engine's default.</summary>
public sealed class ServiceHealthCheck : EngineData
{
    /// <summary>NONE, or CMD or CMD-SHELL and the words (Test).</summary>
    public ReadableList<string> Test { get; set; } = [];

    /// <summary>The time between two checks (Interval).</summary>
    [JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan Interval { get; set; }

    /// <summary>How long a check may take (Timeout).</summary>
    [JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan Timeout { get; set; }

    /// <summary>The time at the beginning in which failures do not count (StartPeriod).</summary>
    [JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan StartPeriod { get; set; }

    /// <summary>The time between two checks in that time (StartInterval).</summary>
    [JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan StartInterval { get; set; }

    /// <summary>How many failures in a row make it unhealthy (Retries).</summary>
    public int Retries { get; set; }

    /// <summary>The words of the check.</summary>
    public override string ToString() => string.Join(' ', Test);
}
