namespace DockerPS;

/// <summary>How tasks are spread over nodes (deploy.placement.preferences).</summary>
public sealed class ComposePlacementPreference : ComposeElement
{
    /// <summary>The label over whose values tasks are spread, such as node.labels.zone (spread).</summary>
    public string? Spread { get; init; }

    /// <summary>As docker writes it: spread=node.labels.zone.</summary>
    public override string ToString() => $"spread={Spread}";
}
