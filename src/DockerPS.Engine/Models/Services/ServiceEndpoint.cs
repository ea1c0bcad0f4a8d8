using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>How a service is reached (Endpoint).</summary>
public sealed class ServiceEndpoint : EngineData
{
    /// <summary>What was asked for (Spec).</summary>
    public ServiceEndpointSpecification Spec { get; set; } = new();

    /// <summary>The published ports, those that the swarm chose too (Ports).</summary>
    public ReadableList<ServicePort> Ports { get; set; } = [];

    /// <summary>The addresses that stand for all tasks, one a network (VirtualIPs).</summary>
    [JsonPropertyName("VirtualIPs")]
    public ReadableList<ServiceAddress> VirtualIPAddresses { get; set; } = [];

    /// <summary>The ports.</summary>
    public override string ToString() => Ports.ToString();
}
