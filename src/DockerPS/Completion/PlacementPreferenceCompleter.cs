namespace DockerPS.Completion;

/// <summary>What tasks can be spread over.</summary>
internal sealed class PlacementPreferenceCompleter() : WordCompleter("spread=node.labels.", "spread=engine.labels.");
