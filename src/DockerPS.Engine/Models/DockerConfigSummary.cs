namespace DockerPS;

/// <summary>A config in a list (GET /configs).</summary>
public sealed class DockerConfigSummary : DockerConfig
{
    internal DockerConfigSummary()
    {
    }
}
