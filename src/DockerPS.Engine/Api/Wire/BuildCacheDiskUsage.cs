namespace DockerPS.Engine.Api.Wire;

/// <summary>What GET /system/df tells of the build cache.</summary>
internal sealed class BuildCacheDiskUsage
{
    /// <summary>Before API 1.52.</summary>
    public List<BuildCacheRecord> BuildCache { get; set; } = [];

    /// <summary>From API 1.52.</summary>
    public CachePart BuildCacheUsage { get; set; } = new();

    internal sealed class CachePart
    {
        public List<BuildCacheRecord> Items { get; set; } = [];
    }
}
