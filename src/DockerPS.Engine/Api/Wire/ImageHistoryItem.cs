using System.Text.Json.Serialization;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Api.Wire;

/// <summary>An element of GET /images/{name}/history.</summary>
internal sealed class ImageHistoryItem : EngineData
{
    // What stands in place of the id where the step was done elsewhere.
    private const string Missing = "<missing>";

    public string Id { get; set; } = "";

    public long Created { get; set; }

    public string CreatedBy { get; set; } = "";

    // Null where there are none.
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)]
    public List<string>? Tags { get; set; }

    public long Size { get; set; }

    public string Comment { get; set; } = "";

    /// <param name="connection">The engine.</param>
    /// <param name="image">The image that was asked for.</param>
    public ImageHistory ToModel(DockerConnection connection, string image) => new()
    {
        Connection = connection,
        Image = image,
        Id = Id is Missing or "" ? null : Id,
        Created = Created > 0 ? DateTimeOffset.FromUnixTimeSeconds(Created).LocalDateTime : null,
        CreatedBy = CreatedBy,
        Size = Size,
        Comment = Comment,
        Tags = [.. (Tags ?? []).Select(ImageReference.Shorten)],
        UnknownFields = UnknownFields,
    };
}
