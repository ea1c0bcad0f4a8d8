using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>The build cache of one engine: GET /system/df and POST /build/prune.</summary>
internal sealed class BuildCacheApi(EngineApi engine)
{
    private static readonly ApiVersion s_reservedSpace = new(1, 48);

    /// <summary>GET /system/df: the records. Before API 1.42 the engine counts all its images, containers and volumes for that, too, however long it takes.</summary>
    public async Task<IReadOnlyList<DockerBuildCache>> ListAsync(CancellationToken cancellationToken)
    {
        BuildCacheDiskUsage usage = await DiskUsageCall.SendAsync<BuildCacheDiskUsage>(engine, "build-cache", cancellationToken).ConfigureAwait(false);
        return [.. usage.BuildCache.Concat(usage.BuildCacheUsage.Items).Select(record => record.ToModel(engine.Connection))];
    }

    /// <summary>POST /build/prune.</summary>
    /// <param name="all">Also what is shared with images, and what the builder itself keeps.</param>
    /// <param name="filters">The engine's filters.</param>
    /// <param name="limits">How much is left.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<PruneResult> PruneAsync(bool all, Filters filters, BuildCacheLimits limits, CancellationToken cancellationToken)
    {
        ApiVersion version = (await engine.Client.IdentifyAsync(cancellationToken).ConfigureAwait(false)).ApiVersion;
        QueryString query = new QueryString()
            .Add("all", all)
            .Add(version < s_reservedSpace ? "keep-storage" : "reserved-space", limits.ReservedSpace)
            .Add("max-used-space", limits.MaximumUsedSpace)
            .Add("min-free-space", limits.MinimumFreeSpace);
        return await PruneCall.SendAsync(engine, "/build/prune", ResourceKind.BuildCache, filters, cancellationToken, query).ConfigureAwait(false);
    }
}
