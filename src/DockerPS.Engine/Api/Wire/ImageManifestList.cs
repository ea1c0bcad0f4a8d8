namespace DockerPS.Engine.Api.Wire;

/// <summary>Of the answer of GET /images/{name}/json with manifests, these.</summary>
internal sealed class ImageManifestList
{
    public string Id { get; set; } = "";

    public ImageDescriptor? Descriptor { get; set; }

    public List<ImageManifestItem> Manifests { get; set; } = [];
}
