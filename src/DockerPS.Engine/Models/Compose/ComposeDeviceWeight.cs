namespace DockerPS;

/// <summary>The share of a block device (blkio_config.weight_device).</summary>
public sealed class ComposeDeviceWeight
{
    /// <summary>The device (path).</summary>
    public string Path { get; init; } = "";

    /// <summary>The share, 10 to 1000 (weight).</summary>
    public int Weight { get; init; }

    /// <summary>As docker writes it: /dev/sda:400.</summary>
    public override string ToString() => $"{Path}:{Weight}";
}
