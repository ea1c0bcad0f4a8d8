using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>A platform that a service's image is made for (Platforms).</summary>
public sealed class ServicePlatform : EngineData
{
    /// <summary>The processor: amd64, arm64 ...; empty is any (Architecture).</summary>
    public string Architecture { get; set; } = "";

    /// <summary>linux or windows; empty is any (OS).</summary>
    [JsonPropertyName("OS")]
    public string OperatingSystem { get; set; } = "";

    /// <summary>As docker writes it: linux/amd64.</summary>
    public override string ToString() => $"{OperatingSystem}/{Architecture}".Trim('/');
}
