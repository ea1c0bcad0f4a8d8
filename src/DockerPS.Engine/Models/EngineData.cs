using System.Text.Json;
using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>Data read from an engine, with room for what a newer engine adds.</summary>
public abstract class EngineData
{
    private protected EngineData()
    {
    }

    /// <summary>Fields of the engine's answer that this version of DockerPS does not know, as plain .NET values.</summary>
    [JsonIgnore]
    public FieldMap AdditionalProperties => PlainValue.FromFields(UnknownFields);

    [JsonInclude]
    [JsonExtensionData]
    internal Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
