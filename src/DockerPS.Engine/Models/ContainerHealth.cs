namespace DockerPS;

/// <summary>The results of a container's health check (State.Health).</summary>
public sealed class ContainerHealth : EngineData
{
    /// <summary>none, starting, healthy or unhealthy (Status).</summary>
    public string Status { get; set; } = "";

    /// <summary>How many checks in a row have failed (FailingStreak).</summary>
    public int FailingStreak { get; set; }

    /// <summary>The last results, the newest at the end (Log).</summary>
    public ReadableList<ContainerHealthResult> Log { get; set; } = [];

    /// <summary>The status.</summary>
    public override string ToString() => Status;
}
