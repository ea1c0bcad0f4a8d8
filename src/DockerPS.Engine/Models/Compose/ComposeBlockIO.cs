namespace DockerPS;

/// <summary>Limits of reading and writing on block devices (blkio_config).</summary>
public sealed class ComposeBlockIO
{
    /// <summary>The share of the device, 10 to 1000 (weight).</summary>
    public int? Weight { get; init; }

    /// <summary>The share by device (weight_device).</summary>
    public ReadableList<ComposeDeviceWeight> DeviceWeights { get; init; } = [];

    /// <summary>Bytes read in a second (device_read_bps).</summary>
    public ReadableList<ComposeDeviceRate> DeviceReadBytes { get; init; } = [];

    /// <summary>Reads in a second (device_read_iops).</summary>
    public ReadableList<ComposeDeviceRate> DeviceReadOperations { get; init; } = [];

    /// <summary>Bytes written in a second (device_write_bps).</summary>
    public ReadableList<ComposeDeviceRate> DeviceWriteBytes { get; init; } = [];

    /// <summary>Writes in a second (device_write_iops).</summary>
    public ReadableList<ComposeDeviceRate> DeviceWriteOperations { get; init; } = [];

    /// <summary>The weight.</summary>
    public override string ToString() => Weight is null ? "" : $"weight {Weight}";
}
