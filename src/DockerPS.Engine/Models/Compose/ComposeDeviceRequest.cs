namespace DockerPS;

/// <summary>Devices that a driver hands out, such as GPUs (devices, gpus).</summary>
public sealed class ComposeDeviceRequest : ComposeElement
{
    /// <summary>What the devices must be able to do, such as gpu (capabilities).</summary>
    public ReadableList<string> Capabilities { get; init; } = [];

    /// <summary>The driver, such as nvidia (driver).</summary>
    public string? Driver { get; init; }

    /// <summary>How many; -1 is all, null where ids are given (count).</summary>
    public long? Count { get; init; }

    /// <summary>Which ones (device_ids).</summary>
    public ReadableList<string> DeviceIds { get; init; } = [];

    /// <summary>Options of the driver (options).</summary>
    public StringMap Options { get; init; } = [];

    /// <summary>The capabilities, and how many or which.</summary>
    public override string ToString() => $"{(Capabilities.Count > 0 ? Capabilities : "device")} {(DeviceIds.Count > 0 ? DeviceIds : Count is -1 or null ? "all" : Count)}";
}
