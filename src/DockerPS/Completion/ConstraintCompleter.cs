namespace DockerPS.Completion;

/// <summary>What the nodes for tasks are chosen by.</summary>
internal sealed class ConstraintCompleter() : WordCompleter(
    "node.role==manager", "node.role==worker", "node.hostname==", "node.hostname!=", "node.id==", "node.id!=", "node.ip==", "node.platform.os==linux",
    "node.platform.os==windows", "node.platform.arch==x86_64", "node.platform.arch==aarch64", "node.labels.", "engine.labels.");
