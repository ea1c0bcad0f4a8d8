namespace DockerPS;

/// <summary>A limit of a block device in a second (blkio_config).</summary>
public sealed class ComposeDeviceRate
{
    /// <summary>The device (path).</summary>
    public string Path { get; init; } = "";

    /// <summary>Bytes or operations in a second (rate).</summary>
    public long Rate { get; init; }

    /// <summary>As docker writes it: /dev/sda:1048576.</summary>
    public override string ToString() => $"{Path}:{Rate}";
}
