namespace DockerPS;

/// <summary>A volume in a list (GET /volumes).</summary>
public sealed class DockerVolumeSummary : DockerVolume
{
    internal DockerVolumeSummary()
    {
    }
}
