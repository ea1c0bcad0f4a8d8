using System.Text.Json.Nodes;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting;

internal sealed partial class ContainerRequestBuilder
{
    private const double NanoPerCpu = 1e9;

    private void AddResources()
    {
        Set(_host, "Memory", parameters.Memory);
        Set(_host, "MemorySwap", parameters.MemorySwap);
        Set(_host, "ShmSize", parameters.SharedMemorySize);
        Set(_host, "PidsLimit", parameters.PidLimit);
        if (parameters.Cpu is { } cpus)
        {
            _host["NanoCpus"] = double.IsFinite(cpus) && cpus >= 0 && cpus < long.MaxValue / NanoPerCpu
                ? (long)Math.Round(cpus * NanoPerCpu)
                : throw RequestText.Wrong("Cpu", cpus, "it is not a number of processors", "1.5");
        }

        Set(_host, "MemoryReservation", parameters.MemoryReservation);
        Set(_host, "MemorySwappiness", parameters.MemorySwappiness);
        SetSwitch(_host, "OomKillDisable", "OomKillDisable", parameters.OomKillDisable);
        Set(_host, "OomScoreAdj", parameters.OomScoreAdjustment);
        Set(_host, "CpuShares", parameters.CpuShare);
        Set(_host, "CpuPeriod", parameters.CpuPeriod);
        Set(_host, "CpuQuota", parameters.CpuQuota);
        Set(_host, "CpuRealtimePeriod", parameters.CpuRealtimePeriod);
        Set(_host, "CpuRealtimeRuntime", parameters.CpuRealtimeRuntime);
        // 0,2 is a list to PowerShell and one text to docker.
        Set(_host, "CpusetCpus", parameters.CpusetCpu is { } processors ? string.Join(',', processors) : null);
        Set(_host, "CpusetMems", parameters.CpusetMemory is { } nodes ? string.Join(',', nodes) : null);
        SetSome(_host, "Ulimits", new JsonArray([.. PlainInput.AllOf(parameters.Ulimit).SelectMany(UlimitSpec.Parse)
            .Select(static limit => new JsonObject { ["Name"] = limit.Name, ["Soft"] = limit.Soft, ["Hard"] = limit.Hard })]));
        AddBlockDevices();
        AddDevices();
        AddWindowsLimits();
    }

    private void AddBlockDevices()
    {
        Set(_host, "BlkioWeight", parameters.BlkioWeight);
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
