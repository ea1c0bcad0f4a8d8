namespace DockerPS;

/// <summary>A service that another one waits for (depends_on).</summary>
public sealed class ComposeDependency : ComposeElement, IComposeNamed
{
    /// <summary>The service that is waited for.</summary>
    public string Service { get; init; } = "";

    /// <summary>service_started, service_healthy or service_completed_successfully (condition).</summary>
    public string Condition { get; init; } = "service_started";

    /// <summary>Whether the waiting service starts again when this one was changed (restart).</summary>
    public bool? Restart { get; init; }

    /// <summary>Whether it is an error when this one is not there (required).</summary>
    public bool Required { get; init; } = true;

    string IComposeNamed.Name => Service;

    /// <summary>The name, and the condition unless it is service_started.</summary>
    public override string ToString() => Condition == "service_started" ? Service : $"{Service} ({Condition})";
}
