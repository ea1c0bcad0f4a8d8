namespace DockerPS.Engine.Api;

/// <summary>How much of the build cache a prune leaves, in bytes; null is no such limit.</summary>
/// <param name="ReservedSpace">What the cache may always have.</param>
/// <param name="MaximumUsedSpace">What it may have at the most (API 1.48).</param>
/// <param name="MinimumFreeSpace">What must be free on the disk (API 1.48).</param>
internal sealed record BuildCacheLimits(long? ReservedSpace, long? MaximumUsedSpace, long? MinimumFreeSpace)
{
    public bool Any => ReservedSpace is > 0 || MaximumUsedSpace is > 0 || MinimumFreeSpace is > 0;
}
