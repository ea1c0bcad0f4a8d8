namespace DockerPS.Commands;

/// <summary>What Wait-Container waits for.</summary>
public enum WaitCondition
{
    /// <summary>The container has ended, or does not run.</summary>
    Exit,

    /// <summary>The health check says healthy; a container without one, or that ends, is an error.</summary>
    Healthy,

    /// <summary>The container is gone.</summary>
    Removed,

    /// <summary>The container runs.</summary>
    Running,
}
