namespace DockerPS;

/// <summary>The build cache of one engine in sum, as docker buildx du has it in its last lines.</summary>
public sealed class DockerBuildCacheUsage : DockerObject
{
    internal DockerBuildCacheUsage()
    {
    }

    /// <summary>How many records there are.</summary>
    public int Count { get; internal init; }

    /// <summary>How many of them a build uses at the moment.</summary>
    public int InUse { get; internal init; }

    /// <summary>Bytes of all records.</summary>
    public long Size { get; internal init; }

    /// <summary>Bytes of those that images share: removing them frees nothing while the images are there.</summary>
    public long Shared { get; internal init; }

    /// <summary>Bytes of those that only the cache has.</summary>
    public long Private => Size - Shared;

    /// <summary>Bytes of those that no build uses.</summary>
    public long Reclaimable { get; internal init; }

    /// <summary>When a build last used one of them, local time; null where none has been used.</summary>
    public DateTime? LastUsed { get; internal init; }

    /// <summary>Sums up the records of one engine.</summary>
    internal static DockerBuildCacheUsage Of(DockerConnection connection, IReadOnlyCollection<DockerBuildCache> records) => new()
    {
        Connection = connection,
        Count = records.Count,
        InUse = records.Count(static record => record.InUse),
        Size = records.Sum(static record => record.Size),
        Shared = records.Where(static record => record.Shared).Sum(static record => record.Size),
        Reclaimable = records.Where(static record => !record.InUse).Sum(static record => record.Size),
        LastUsed = records.Max(static record => record.LastUsed),
    };

    /// <summary>The number of records.</summary>
    public override string ToString() => Count == 1 ? "1 record" : $"{Count} records";
}
