using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>What each task of a service is to be (Spec.TaskTemplate, and Spec of a task). Further fields, such as PluginSpec, are in
/// <see cref="EngineData.AdditionalProperties"/>.</summary>
public sealed class ServiceTaskTemplate : EngineData
{
    /// <summary>The container; empty for a task that is a plugin or a network's (ContainerSpec).</summary>
    [JsonPropertyName("ContainerSpec")]
    public ServiceContainer Container { get; set; } = new();

    /// <summary>What it may use and what is kept free for it (Resources).</summary>
    public ServiceResources Resources { get; set; } = new();

    /// <summary>When a task that has ended is replaced; null is the swarm's default (RestartPolicy).</summary>
    public ServiceRestartPolicy? RestartPolicy { get; set; }

    /// <summary>On which nodes it may run (Placement).</summary>
    public ServicePlacement Placement { get; set; } = new();

    /// <summary>The networks that it is in (Networks).</summary>
    public ReadableList<ServiceNetwork> Networks { get; set; } = [];

    /// <summary>The log driver; null is that of the node's engine (LogDriver).</summary>
    public ServiceLogDriver? LogDriver { get; set; }

    /// <summary>A number that grows when tasks are replaced though nothing has changed (ForceUpdate).</summary>
    public long ForceUpdate { get; set; }

    /// <summary>What runs it: container, plugin or attachment; empty is container (Runtime).</summary>
    public string Runtime { get; set; } = "";
}
