namespace DockerPS.Completion;

/// <summary>What a node is in its swarm.</summary>
internal sealed class NodeRoleCompleter() : WordCompleter("Manager", "Worker");
