using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>A config that a service's containers get (Configs).</summary>
public sealed class ServiceConfig : EngineData
{
    /// <summary>The full id of the config (ConfigID).</summary>
    [JsonPropertyName("ConfigID")]
    public string ConfigId { get; set; } = "";

    /// <summary>The name of the config (ConfigName).</summary>
    public string ConfigName { get; set; } = "";

    /// <summary>The file by which it is read; null where it is not a file, such as a credential spec (File).</summary>
    public ServiceFile? File { get; set; }

    /// <summary>The name of the config.</summary>
    public override string ToString() => ConfigName;
}
