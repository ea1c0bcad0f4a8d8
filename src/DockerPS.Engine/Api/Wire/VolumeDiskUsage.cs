namespace DockerPS.Engine.Api.Wire;

/// <summary>What GET /system/df tells of volumes.</summary>
internal sealed class VolumeDiskUsage
{
    /// <summary>Before API 1.52.</summary>
    public List<VolumeResource> Volumes { get; set; } = [];

    /// <summary>From API 1.52.</summary>
    public UsagePart VolumeUsage { get; set; } = new();

    internal sealed class UsagePart
    {
        public List<VolumeResource> Items { get; set; } = [];
    }
}
