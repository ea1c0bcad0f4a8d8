using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>What the containerd image store and registries know an image by: an OCI descriptor, without its annotations.</summary>
public sealed class ImageDescriptor
{
    /// <summary>What it is: the manifest of one image, or an index of several platforms' (mediaType).</summary>
    [JsonPropertyName("mediaType")]
    public string MediaType { get; set; } = "";

    /// <summary>The digest, sha256:... (digest).</summary>
    [JsonPropertyName("digest")]
    public string Digest { get; set; } = "";

    /// <summary>Bytes of the manifest or index itself, not of the image (size).</summary>
    [JsonPropertyName("size")]
    public long Size { get; set; }

    /// <summary>os/architecture, with /variant where there is one; null where the engine does not say (platform).</summary>
    [JsonIgnore]
    public string? Platform => PlatformFields?.ToString();

    [JsonInclude]
    [JsonPropertyName("platform")]
    internal PlatformPart? PlatformFields { get; set; }

    /// <summary>The digest.</summary>
    public override string ToString() => Digest;

    internal sealed class PlatformPart : EngineData
    {
        [JsonPropertyName("architecture")]
        public string Architecture { get; set; } = "";

        [JsonPropertyName("os")]
        public string OperatingSystem { get; set; } = "";

        [JsonPropertyName("variant")]
        public string Variant { get; set; } = "";

        public override string ToString() => string.Join('/', new[] { OperatingSystem, Architecture, Variant }.Where(static part => part.Length > 0));
    }
}
