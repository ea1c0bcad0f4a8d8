namespace DockerPS.Engine.Api.Wire;

/// <summary>What GET /system/df tells of images before API 1.42; since then the list of images tells it.</summary>
internal sealed class ImageDiskUsage
{
    public List<ImageListItem> Images { get; set; } = [];
}
