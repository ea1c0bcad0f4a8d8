namespace DockerPS;

/// <summary>On which nodes tasks run (deploy.placement).</summary>
public sealed class ComposePlacement : ComposeElement
{
    /// <summary>What a node must be, such as node.role==manager (constraints).</summary>
    public ReadableList<string> Constraints { get; init; } = [];

    /// <summary>How tasks are spread, the first before the second (preferences).</summary>
    public ReadableList<ComposePlacementPreference> Preferences { get; init; } = [];

    /// <summary>How many tasks a node runs at the most; null or 0 is without limit (max_replicas_per_node).</summary>
    public long? MaxReplicasPerNode { get; init; }

    /// <summary>The constraints.</summary>
    public override string ToString() => Constraints.ToString();
}
