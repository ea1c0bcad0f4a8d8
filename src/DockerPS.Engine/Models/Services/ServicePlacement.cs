using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>On which nodes a service's tasks may run (Placement).</summary>
public sealed class ServicePlacement : EngineData
{
    /// <summary>What a node must fulfil, such as node.role==worker (Constraints).</summary>
    public ReadableList<string> Constraints { get; set; } = [];

    /// <summary>The labels over whose values tasks are spread, such as node.labels.zone (Preferences).</summary>
    [JsonIgnore]
    public ReadableList<string> Spread => new(PreferencesPart.Select(static preference => preference.Spread?.SpreadDescriptor ?? "").Where(static label => label.Length > 0));

    /// <summary>How many tasks of the service a node may have; 0 is without limit (MaxReplicas).</summary>
    public long MaxReplicas { get; set; }

    /// <summary>The platforms that the image is made for (Platforms).</summary>
    public ReadableList<ServicePlatform> Platforms { get; set; } = [];

    [JsonInclude]
    [JsonPropertyName("Preferences")]
    internal List<PreferenceSection> PreferencesPart { get; set; } = [];

    /// <summary>The constraints.</summary>
    public override string ToString() => Constraints.ToString();

    internal sealed class PreferenceSection : EngineData
    {
        public SpreadSection? Spread { get; set; }
    }

    internal sealed class SpreadSection : EngineData
    {
        public string SpreadDescriptor { get; set; } = "";
    }
}
