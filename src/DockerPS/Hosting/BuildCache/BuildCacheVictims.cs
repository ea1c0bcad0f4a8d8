using System.Text.RegularExpressions;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>What a prune of the build cache would remove, as BuildKit decides it (moby/buildkit, cache/manager.go).</summary>
internal static class BuildCacheVictims
{
    // What the builder keeps for itself: a prune leaves it without all.
    private static readonly string[] s_kept = ["internal", "frontend"];

    /// <param name="records">All records of the engine.</param>
    /// <param name="all">Also what is shared with images, and what the builder itself keeps.</param>
    /// <param name="limit">What was used after it stays.</param>
    /// <param name="filters">Filters by id, type, description, shared and private.</param>
    /// <param name="limits">How much is left.</param>
    public static IReadOnlyList<DockerBuildCache> Of(
        IReadOnlyList<DockerBuildCache> records, bool all, DateTime? limit, PruneFilters filters, BuildCacheLimits limits)
    {
        long own = records.Where(static record => !record.Shared).Sum(static record => record.Size);
        if (limits is { ReservedSpace: > 0 and long reserved, MaximumUsedSpace: not > 0, MinimumFreeSpace: not > 0 } && own < reserved)
        {
            return [];
        }

        Dictionary<string, DockerBuildCache> victims = records
            .Where(record => !record.InUse
                && (all || !(record.Shared || s_kept.Contains(record.Type)))
                && !(record.LastUsed > limit)
                && Fits(record, filters))
            .ToDictionary(static record => record.Id, StringComparer.Ordinal);

        // What another record is built upon stays with it.
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (DockerBuildCache record in records)
            {
                if (!victims.ContainsKey(record.Id))
                {
                    foreach (string parent in record.Parents)
                    {
                        changed |= victims.Remove(parent);
                    }
                }
            }
        }

        return [.. victims.Values.OrderBy(static record => record.LastUsed ?? DateTime.MinValue).ThenBy(static record => record.Id, StringComparer.Ordinal)];
    }

    private static bool Fits(DockerBuildCache record, PruneFilters filters) =>
        filters.ValuesOf("id").All(id => Regex.IsMatch(record.Id, id, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
            && filters.ValuesOf("type").All(type => type == record.Type)
            && filters.ValuesOf("description").All(description => description == record.Description)
            && filters.ValuesOf("shared").All(_ => record.Shared)
            && filters.ValuesOf("private").All(_ => !record.Shared);
}
