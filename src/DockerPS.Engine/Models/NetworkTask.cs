using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>A task of a service in a network (Services.Tasks).</summary>
public sealed class NetworkTask : EngineData
{
    /// <summary>The task's name (Name).</summary>
    public string Name { get; set; } = "";

    /// <summary>The full id of its endpoint (EndpointID).</summary>
    [JsonPropertyName("EndpointID")]
    public string EndpointId { get; set; } = "";

    /// <summary>Its address in the network (EndpointIP).</summary>
    [JsonPropertyName("EndpointIP")]
    public string IPAddress { get; set; } = "";

    /// <summary>More about it, such as the address of its engine: "Host IP" (Info).</summary>
    [JsonPropertyName("Info")]
    public StringMap Information { get; set; } = [];

    /// <summary>The name and the address.</summary>
    public override string ToString() => $"{Name}={IPAddress}";
}
