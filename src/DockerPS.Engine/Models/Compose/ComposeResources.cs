namespace DockerPS;

/// <summary>What a task may use, and what is kept free for it (deploy.resources).</summary>
public sealed class ComposeResources : ComposeElement
{
    /// <summary>What a task may use at the most (limits).</summary>
    public ComposeResourceLimits? Limits { get; init; }

    /// <summary>What a node must have free for a task (reservations).</summary>
    public ComposeResourceReservations? Reservations { get; init; }

    /// <summary>The limits.</summary>
    public override string ToString() => Limits?.ToString() ?? "";
}
