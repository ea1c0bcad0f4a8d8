namespace DockerPS;

/// <summary>How a service is to be reached (EndpointSpec).</summary>
public sealed class ServiceEndpointSpecification : EngineData
{
    /// <summary>vip: one address stands for all tasks. dnsrr: its name stands for the addresses of all tasks (Mode).</summary>
    public string Mode { get; set; } = "";

    /// <summary>The ports to publish (Ports).</summary>
    public ReadableList<ServicePort> Ports { get; set; } = [];

    /// <summary>The mode.</summary>
    public override string ToString() => Mode;
}
