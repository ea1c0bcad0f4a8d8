namespace DockerPS;

/// <summary>One run of a health check (State.Health.Log).</summary>
public sealed class ContainerHealthResult : EngineData
{
    /// <summary>When it began, local time (Start).</summary>
    public DateTime Start { get; set; }

    /// <summary>When it ended, local time (End).</summary>
    public DateTime End { get; set; }

    /// <summary>0 healthy, 1 unhealthy, other values the check's own failure (ExitCode).</summary>
    public int ExitCode { get; set; }

    /// <summary>What the check wrote (Output).</summary>
    public string Output { get; set; } = "";
}
