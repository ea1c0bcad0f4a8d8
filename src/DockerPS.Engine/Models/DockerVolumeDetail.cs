namespace DockerPS;

/// <summary>A volume with its size and its users (GET /volumes/{name}, GET /system/df, GET /containers/json).</summary>
public sealed class DockerVolumeDetail : DockerVolume
{
    internal DockerVolumeDetail()
    {
    }

    /// <summary>The containers that mount it, stopped ones too, by name.</summary>
    public ReadableList<VolumeContainer> Containers { get; internal set; } = [];
}
