using System.Text.Json.Serialization;

namespace DockerPS.Engine.Api.Wire;

/// <summary>A record of the build cache, in the engine's own shape.</summary>
internal sealed class BuildCacheRecord : EngineData
{
    [JsonPropertyName("ID")]
    public string Id { get; set; } = "";

    /// <summary>Before API 1.42.</summary>
    public string Parent { get; set; } = "";

    public List<string> Parents { get; set; } = [];

    /// <summary>The same: engines have had a blank in the field's name since they have it.</summary>
    [JsonPropertyName(" Parents")]
    public List<string> BlankParents { get; set; } = [];

    public string Type { get; set; } = "";

    public string Description { get; set; } = "";

    public bool InUse { get; set; }

    public bool Shared { get; set; }

    public long Size { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public long UsageCount { get; set; }

    public DockerBuildCache ToModel(DockerConnection connection) => new()
    {
        Connection = connection,
        Id = Id,
        Type = Type,
        Description = Description.Trim(),
        Parents = [.. Parents.Concat(BlankParents).Append(Parent).Where(static parent => parent.Length > 0).Distinct(StringComparer.Ordinal)],
        InUse = InUse,
        Shared = Shared,
        // Where the engine has not counted, it is below 0.
        Size = Math.Max(Size, 0),
        Created = WireTime.OrNull(CreatedAt),
        LastUsed = WireTime.OrNull(LastUsedAt),
        UsageCount = UsageCount,
        UnknownFields = UnknownFields,
    };
}
