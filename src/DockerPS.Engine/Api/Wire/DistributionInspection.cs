using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of GET /distribution/{name}/json, in the engine's own shape.</summary>
internal sealed class DistributionInspection : EngineData
{
    public ImageDescriptor Descriptor { get; set; } = new();

    public List<ImageDescriptor.PlatformPart> Platforms { get; set; } = [];

    public RegistryManifest ToModel(DockerConnection connection, ImageReference image) => new()
    {
        Connection = connection,
        Reference = image.Familiar,
        Registry = image.RegistryHost,
        MediaType = Descriptor.MediaType,
        Digest = Descriptor.Digest,
        Size = Descriptor.Size,
        Platforms = [.. Platforms.Select(static platform => platform.ToString()).Where(static platform => platform is not ("" or RegistryManifest.NoPlatform))],
        UnknownFields = UnknownFields,
    };
}
