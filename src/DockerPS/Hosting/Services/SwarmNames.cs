using System.Globalization;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Requests.Stacks;

namespace DockerPS.Hosting;

/// <summary>The names of a swarm's services and nodes by their ids.</summary>
internal sealed class SwarmNames
{
    private readonly Dictionary<string, (string Name, string Stack, string Mode)> _services = [];
    private readonly Dictionary<string, string> _nodes = [];
    private HashSet<string> _gone = [];

    private SwarmNames()
    {
    }

    public static async Task<SwarmNames> ReadAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        var names = new SwarmNames();
        await Task.WhenAll(names.ReadServicesAsync(engine, cancellationToken), names.ReadNodesAsync(engine, cancellationToken)).ConfigureAwait(false);
        return names;
    }

    /// <summary>The names as they are now, where some of these ids have none: of services that were made and of nodes that joined since.</summary>
    /// <param name="engine">The manager that these names are from.</param>
    /// <param name="ids">Ids of services and nodes; empty ones are of tasks that have no node yet.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    public async Task<SwarmNames> WithAsync(EngineApi engine, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        string[] unknown = [.. ids.Where(IsUnknown).Distinct()];
        if (unknown.Length == 0)
        {
            return this;
        }

        SwarmNames names = await ReadAsync(engine, cancellationToken).ConfigureAwait(false);
        // What is gone for good is not asked for each time.
        names._gone = [.. _gone, .. unknown.Where(names.IsUnknown)];
        return names;
    }

    private bool IsUnknown(string id) => id.Length > 0 && !_services.ContainsKey(id) && !_nodes.ContainsKey(id) && !_gone.Contains(id);

    /// <summary>The name of a service; its id where it is gone.</summary>
    public string ServiceOf(string id) => _services.GetValueOrDefault(id).Name ?? id;

    /// <summary>The name of a node; its id where it is gone.</summary>
    public string NodeOf(string id) => _nodes.GetValueOrDefault(id) is { Length: > 0 } name ? name : id;

    /// <summary>The name of a task, as docker service ps has it: of its service and its slot, or its node's id. The slots of jobs begin with 0,
    /// which docker takes for none.</summary>
    public string TaskOf(DockerTask task)
    {
        bool hasSlot = task.Slot != 0 || _services.GetValueOrDefault(task.ServiceId).Mode == ServiceMode.ReplicatedJob;
        return $"{ServiceOf(task.ServiceId)}.{(hasSlot ? task.Slot.ToString(CultureInfo.InvariantCulture) : task.NodeId)}";
    }

    /// <summary>Gives a task the names of what it has only ids of.</summary>
    public void Complete(DockerTask task)
    {
        task.ServiceName = ServiceOf(task.ServiceId);
        task.Stack = _services.GetValueOrDefault(task.ServiceId).Stack ?? "";
        task.Node = NodeOf(task.NodeId);
        task.Name = TaskOf(task);
    }

    private async Task ReadServicesAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        await foreach (ServiceListItem service in engine.Services.WatchAllAsync(cancellationToken).ConfigureAwait(false))
        {
            _services[service.ID] = (service.Spec.Name, service.Spec.Labels.GetValueOrDefault(StackNames.NamespaceLabel, ""), service.Spec.Mode.Name);
        }
    }

    private async Task ReadNodesAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        await foreach (NodeResource node in engine.Nodes.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            _nodes[node.ID] = node.Description.Hostname;
        }
    }
}
