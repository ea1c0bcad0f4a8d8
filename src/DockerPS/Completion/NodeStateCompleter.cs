namespace DockerPS.Completion;

/// <summary>How a node is.</summary>
internal sealed class NodeStateCompleter() : WordCompleter("Ready", "Down", "Disconnected", "Unknown");
