using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>Something that is mounted into a service's containers (Mounts). Options of its type are in <see cref="EngineData.AdditionalProperties"/>.</summary>
public sealed class ServiceMount : EngineData
{
    /// <summary>bind, volume, tmpfs, npipe, cluster or image (Type).</summary>
    public string Type { get; set; } = "";

    /// <summary>The volume, or the path on the node's machine; empty for an anonymous volume and for tmpfs (Source).</summary>
    public string Source { get; set; } = "";

    /// <summary>The path in the container (Target).</summary>
    public string Target { get; set; } = "";

    /// <summary>True where the container may not write (ReadOnly).</summary>
    public bool ReadOnly { get; set; }

    /// <summary>Docker Desktop's hint how closely both sides must agree (Consistency).</summary>
    public string Consistency { get; set; } = "";

    /// <summary>What a bind of a folder is to be (BindOptions).</summary>
    [JsonIgnore]
    public FieldMap BindOptions => PlainValue.FromFields(BindPart);

    /// <summary>What a volume is to be (VolumeOptions).</summary>
    [JsonIgnore]
    public FieldMap VolumeOptions => PlainValue.FromFields(VolumePart);

    /// <summary>What a tmpfs is to be (TmpfsOptions).</summary>
    [JsonIgnore]
    public FieldMap TmpfsOptions => PlainValue.FromFields(TmpfsPart);

    [JsonInclude]
    [JsonPropertyName("BindOptions")]
    internal Dictionary<string, System.Text.Json.JsonElement>? BindPart { get; set; }

    [JsonInclude]
    [JsonPropertyName("VolumeOptions")]
    internal Dictionary<string, System.Text.Json.JsonElement>? VolumePart { get; set; }

    [JsonInclude]
    [JsonPropertyName("TmpfsOptions")]
    internal Dictionary<string, System.Text.Json.JsonElement>? TmpfsPart { get; set; }

    /// <summary>As docker writes it: source:target, with ":ro" where the container may not write.</summary>
    public override string ToString() => (Source.Length > 0 ? $"{Source}:{Target}" : Target) + (ReadOnly ? ":ro" : "");
}
