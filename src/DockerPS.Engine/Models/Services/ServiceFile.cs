using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>The file by which a container reads a secret or a config (File).</summary>
public sealed class ServiceFile : EngineData
{
    /// <summary>Its name or path; a secret's name is below /run/secrets (Name).</summary>
    public string Name { get; set; } = "";

    /// <summary>The number of its user (UID).</summary>
    [JsonPropertyName("UID")]
    public string UserId { get; set; } = "";

    /// <summary>The number of its group (GID).</summary>
    [JsonPropertyName("GID")]
    public string GroupId { get; set; } = "";

    /// <summary>Its rights, as a number: 292 is 0444 (Mode).</summary>
    public long Mode { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
