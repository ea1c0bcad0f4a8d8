namespace DockerPS.Completion;

/// <summary>What a node does with tasks.</summary>
internal sealed class AvailabilityCompleter() : WordCompleter("Active", "Pause", "Drain");
