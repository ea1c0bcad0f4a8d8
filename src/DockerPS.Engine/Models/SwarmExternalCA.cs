using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>A certificate authority outside of a swarm that signs the certificates of its nodes.</summary>
public sealed class SwarmExternalCA : EngineData
{
    /// <summary>The protocol: cfssl (Protocol).</summary>
    public string Protocol { get; set; } = "";

    /// <summary>Where it is (URL).</summary>
    [JsonPropertyName("URL")]
    public string Url { get; set; } = "";

    /// <summary>The options of the protocol (Options).</summary>
    public StringMap Options { get; set; } = [];

    /// <summary>The root certificate that it signs for, as PEM (CACert).</summary>
    [JsonPropertyName("CACert")]
    public string CACertificate { get; set; } = "";

    /// <summary>Where it is.</summary>
    public override string ToString() => Url;
}
