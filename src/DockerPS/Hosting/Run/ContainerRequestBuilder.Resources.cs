using System.Text.Json.Nodes;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting;

internal sealed partial class ContainerRequestBuilder
{
    private void AddResources()
    {
        new ResourceLimits
        {
            Memory = parameters.Memory,
            MemoryReservation = parameters.MemoryReservation,
            MemorySwap = parameters.MemorySwap,
            Cpu = parameters.Cpu,
            CpuShare = parameters.CpuShare,
            CpuPeriod = parameters.CpuPeriod,
            CpuQuota = parameters.CpuQuota,
            CpuRealtimePeriod = parameters.CpuRealtimePeriod,
            CpuRealtimeRuntime = parameters.CpuRealtimeRuntime,
            CpusetCpu = parameters.CpusetCpu,
            CpusetMemory = parameters.CpusetMemory,
            BlkioWeight = parameters.BlkioWeight,
            PidLimit = parameters.PidLimit,
        }.AddTo(_host);
        Set(_host, "ShmSize", parameters.SharedMemorySize);
        Set(_host, "MemorySwappiness", parameters.MemorySwappiness);
        SetSwitch(_host, "OomKillDisable", "OomKillDisable", parameters.OomKillDisable);
        Set(_host, "OomScoreAdj", parameters.OomScoreAdjustment);
        SetSome(_host, "Ulimits", new JsonArray([.. PlainInput.AllOf(parameters.Ulimit).SelectMany(UlimitSpec.Parse)
            .Select(static limit => new JsonObject { ["Name"] = limit.Name, ["Soft"] = limit.Soft, ["Hard"] = limit.Hard })]));
        AddBlockDevices();
        AddDevices();
        AddWindowsLimits();
    }

    private void AddBlockDevices()
    {
        Limit("BlkioWeightDevice", DeviceLimit.Weight("BlkioWeightDevice"), parameters.BlkioWeightDevice);
        Limit("BlkioDeviceReadBps", DeviceLimit.Bytes("DeviceReadBps"), parameters.DeviceReadBps);
        Limit("BlkioDeviceReadIOps", DeviceLimit.Operations("DeviceReadIops"), parameters.DeviceReadIops);
        Limit("BlkioDeviceWriteBps", DeviceLimit.Bytes("DeviceWriteBps"), parameters.DeviceWriteBps);
        Limit("BlkioDeviceWriteIOps", DeviceLimit.Operations("DeviceWriteIops"), parameters.DeviceWriteIops);

        void Limit(string field, DeviceLimit reader, object[]? given) =>
            SetSome(_host, field, new JsonArray([.. PlainInput.AllOf(given).SelectMany(reader.Parse)]));
    }

    private void AddDevices()
    {
        DeviceSpec[] devices = [.. PlainInput.AllOf(parameters.Device).Select(DeviceSpec.Parse)];
        SetSome(_host, "Devices", new JsonArray([.. devices.Where(static device => !device.IsCdi).Select(static device => new JsonObject
        {
            ["PathOnHost"] = device.PathOnHost,
            ["PathInContainer"] = device.PathInContainer,
            ["CgroupPermissions"] = device.Permissions,
        })]));
        JsonArray requests = [.. GpuSpec.ParseAll(PlainInput.AllOf(parameters.Gpu))];
        string[] named = [.. devices.Where(static device => device.IsCdi).Select(static device => device.PathOnHost)];
        if (named.Length > 0)
        {
            Require(1, 44, "-Device with the name of a CDI device");
            requests.Add(new JsonObject { ["Driver"] = "cdi", ["DeviceIDs"] = List(named) });
        }

        SetSome(_host, "DeviceRequests", requests);
    }

    private void AddWindowsLimits()
    {
        Windows("CpuCount", "CpuCount", parameters.CpuCount);
        Windows("CpuPercent", "CpuPercent", parameters.CpuPercent);
        Windows("IOMaximumBandwidth", "IOMaximumBandwidth", parameters.IOMaximumBandwidth);
        Windows("IOMaximumIOps", "IOMaximumIops", parameters.IOMaximumIops);

        void Windows(string field, string parameter, long? value)
        {
            Set(_host, field, value);
            if (value is not null)
            {
                _systems.Add(new EngineSystem(Windows: true, "-" + parameter));
            }
        }
    }
}
