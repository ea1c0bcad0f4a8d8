using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Api.Wire;

/// <summary>An element of the answer of DELETE /images/{name}.</summary>
internal sealed class RemovedImage
{
    public string? Untagged { get; set; }

    public string? Deleted { get; set; }

    public ImageRemoval ToModel(DockerConnection connection) => new()
    {
        Connection = connection,
        Untagged = Untagged is null ? null : ImageReference.Shorten(Untagged),
        Deleted = Deleted,
    };
}
