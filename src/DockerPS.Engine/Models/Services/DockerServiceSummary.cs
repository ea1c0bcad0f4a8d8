namespace DockerPS;

/// <summary>A service in a list (GET /services).</summary>
public sealed class DockerServiceSummary : DockerService
{
    internal DockerServiceSummary()
    {
    }
}
