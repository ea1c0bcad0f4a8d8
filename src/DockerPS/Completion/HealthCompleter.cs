namespace DockerPS.Completion;

/// <summary>The health states of containers.</summary>
internal sealed class HealthCompleter() : WordCompleter("starting", "healthy", "unhealthy", "none");
