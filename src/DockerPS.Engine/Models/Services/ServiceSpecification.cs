namespace DockerPS;

/// <summary>What a service is to be (Spec).</summary>
public sealed class ServiceSpecification : EngineData
{
    /// <summary>The name (Name).</summary>
    public string Name { get; set; } = "";

    /// <summary>The labels of the service; its containers have labels of their own (Labels).</summary>
    public StringMap Labels { get; set; } = [];

    /// <summary>What each task is to be (TaskTemplate).</summary>
    public ServiceTaskTemplate TaskTemplate { get; set; } = new();

    /// <summary>How many tasks there are (Mode).</summary>
    public ServiceMode Mode { get; set; } = new();

    /// <summary>How it is updated; null is the swarm's default (UpdateConfig).</summary>
    public ServiceUpdateConfiguration? UpdateConfig { get; set; }

    /// <summary>How an update is undone; null is the swarm's default (RollbackConfig).</summary>
    public ServiceUpdateConfiguration? RollbackConfig { get; set; }

    /// <summary>How it is reached; null is the swarm's default (EndpointSpec).</summary>
    public ServiceEndpointSpecification? EndpointSpec { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
