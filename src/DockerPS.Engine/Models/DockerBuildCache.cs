namespace DockerPS;

/// <summary>A record of the build cache: what one step of a build left behind, or what was fetched for it (GET /system/df).</summary>
public sealed class DockerBuildCache : DockerObject
{
    internal DockerBuildCache()
    {
    }

    /// <summary>The record's id, by which filters find it (ID).</summary>
    public string Id { get; internal init; } = "";

    /// <summary>regular, source.local, source.git.checkout, exec.cachemount, frontend, internal ... (Type).</summary>
    public string Type { get; internal init; } = "";

    /// <summary>What it came from, such as the step's command (Description).</summary>
    public string Description { get; internal init; } = "";

    /// <summary>The ids of the records that it is built upon (Parents; Parent before API 1.42).</summary>
    public ReadableList<string> Parents { get; internal init; } = [];

    /// <summary>True while a build uses it: it cannot be removed then (InUse).</summary>
    public bool InUse { get; internal init; }

    /// <summary>True where an image has the same layer: removing the record frees nothing while the image is there (Shared).</summary>
    public bool Shared { get; internal init; }

    /// <summary>Bytes (Size).</summary>
    public long Size { get; internal init; }

    /// <summary>When it was made, local time (CreatedAt).</summary>
    public DateTime? Created { get; internal init; }

    /// <summary>When a build last used it, local time; null where none has since (LastUsedAt).</summary>
    public DateTime? LastUsed { get; internal init; }

    /// <summary>How many builds have used it (UsageCount).</summary>
    public long UsageCount { get; internal init; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
