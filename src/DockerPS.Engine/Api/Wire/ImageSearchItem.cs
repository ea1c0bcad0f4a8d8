using System.Text.Json.Serialization;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Api.Wire;

/// <summary>An element of GET /images/search, in the engine's own shape.</summary>
internal sealed class ImageSearchItem : EngineData
{
    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    [JsonPropertyName("description")]
    public string Description { get; set; } = "";

    [JsonPropertyName("star_count")]
    public long StarCount { get; set; }

    [JsonPropertyName("is_official")]
    public bool IsOfficial { get; set; }

    [JsonPropertyName("is_automated")]
    public bool IsAutomated { get; set; }

    /// <param name="connection">The engine.</param>
    /// <param name="registry">The registry whose index was asked.</param>
    public ImageSearchResult ToModel(DockerConnection connection, string registry) => new()
    {
        Connection = connection,
        Name = Name,
        // An index of one's own names its repositories without itself; podman names the registry, too.
        Reference = ImageReference.Shorten(Name.StartsWith(registry + "/", StringComparison.Ordinal) ? Name : $"{registry}/{Name}"),
        Registry = registry,
        Description = Description,
        Stars = StarCount,
        IsOfficial = IsOfficial,
        IsAutomated = IsAutomated,
        UnknownFields = UnknownFields,
    };
}
