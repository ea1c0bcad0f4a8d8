using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>A secret that a service's containers get (Secrets).</summary>
public sealed class ServiceSecret : EngineData
{
    /// <summary>The full id of the secret (SecretID).</summary>
    [JsonPropertyName("SecretID")]
    public string SecretId { get; set; } = "";

    /// <summary>The name of the secret (SecretName).</summary>
    public string SecretName { get; set; } = "";

    /// <summary>The file by which it is read (File).</summary>
    public ServiceFile? File { get; set; }

    /// <summary>The name of the secret.</summary>
    public override string ToString() => SecretName;
}
