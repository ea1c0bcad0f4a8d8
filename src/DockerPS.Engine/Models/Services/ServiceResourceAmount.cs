using System.Globalization;
using System.Text.Json.Serialization;
using DockerPS.Engine;
using DockerPS.Engine.Api.Wire;

namespace DockerPS;

/// <summary>An amount of a machine's resources (Limits, Reservations).</summary>
public sealed class ServiceResourceAmount : EngineData
{
    /// <summary>Billionths of a CPU; 0 is none (NanoCPUs).</summary>
    [JsonPropertyName("NanoCPUs")]
    public long NanoCpus { get; set; }

    /// <summary>Bytes of memory; 0 is none (MemoryBytes).</summary>
    [JsonPropertyName("MemoryBytes")]
    public long Memory { get; set; }

    /// <summary>The number of processes; 0 is none (Pids).</summary>
    [JsonPropertyName("Pids")]
    public long PidsLimit { get; set; }

    /// <summary>Resources that somebody else than docker knows, as gpu=2 or gpu=UUID1 (GenericResources).</summary>
    [JsonIgnore]
    public ReadableList<string> GenericResources => new(GenericResourcesPart.Select(static resource => resource.ToText()));

    [JsonInclude]
    [JsonPropertyName("GenericResources")]
    internal List<GenericResource> GenericResourcesPart { get; set; } = [];

    /// <summary>What of it there is: 0.5 CPUs, 64MiB.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        NanoCpus == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{NanoCpus / 1e9} CPUs"),
        Memory == 0 ? "" : DataSize.OfMemory(Memory),
        PidsLimit == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{PidsLimit} processes"),
        GenericResources.ToString(),
    }.Where(static part => part.Length > 0));
}
