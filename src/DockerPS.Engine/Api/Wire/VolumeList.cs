namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of GET /volumes.</summary>
internal sealed class VolumeList
{
    public List<VolumeResource> Volumes { get; set; } = [];

    public List<string> Warnings { get; set; } = [];
}
