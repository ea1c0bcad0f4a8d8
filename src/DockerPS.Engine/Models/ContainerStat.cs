using System.Text.Json;

namespace DockerPS;

/// <summary>What a container uses of the engine's machine at one moment (GET /containers/{id}/stats).</summary>
/// <remarks>The engine's own sections, such as cpu_stats and memory_stats, are what <see cref="GetSections"/> returns.</remarks>
public sealed class ContainerStat : DockerObject
{
    internal ContainerStat()
    {
    }

    /// <summary>The container's full id (id).</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The container's name (name).</summary>
    public string Name { get; internal init; } = "";

    /// <summary>When the sample was taken, local time; null where the container does not run, and all numbers are 0 (read).</summary>
    public DateTime? Time { get; internal init; }

    /// <summary>The use of the CPU between this sample and the one before, in percent of one CPU on Linux, of all on Windows, as docker counts;
    /// null where there is no sample before (-OneShot) (cpu_stats, precpu_stats).</summary>
    public double? CpuPercent { get; internal init; }

    /// <summary>Bytes of memory in use, without what the kernel keeps of files that are not in use and can give back;
    /// on Windows the private working set (memory_stats).</summary>
    public long MemoryUsage { get; internal init; }

    /// <summary>Bytes of memory that it may use; the machine's memory where it has no limit, 0 on Windows (memory_stats.limit).</summary>
    public long MemoryLimit { get; internal init; }

    /// <summary>MemoryUsage in percent of MemoryLimit; 0 on Windows.</summary>
    public double MemoryPercent { get; internal init; }

    /// <summary>Bytes received over all its networks since it was started (networks.*.rx_bytes).</summary>
    public long NetworkReceived { get; internal init; }

    /// <summary>Bytes sent over all its networks since it was started (networks.*.tx_bytes).</summary>
    public long NetworkSent { get; internal init; }

    /// <summary>Bytes read from block devices since it was started (blkio_stats; storage_stats on Windows).</summary>
    public long BlockRead { get; internal init; }

    /// <summary>Bytes written to block devices since it was started (blkio_stats; storage_stats on Windows).</summary>
    public long BlockWritten { get; internal init; }

    /// <summary>How many processes and threads it has; null on Windows (pids_stats.current).</summary>
    public long? ProcessCount { get; internal init; }

    /// <summary>What went over each of its network interfaces, by the interface's name (networks).</summary>
    public ContainerNetworkStatMap Networks { get; internal init; } = [];

    internal Dictionary<string, JsonElement>? Sections { get; init; }

    /// <summary>The engine's own sections, whole and as plain .NET values: cpu_stats, precpu_stats, memory_stats, blkio_stats, pids_stats, storage_stats.
    /// A method, so that the object stays flat in JSON and CSV.</summary>
    public FieldMap GetSections() => PlainValue.FromFields(Sections);

    /// <summary>The name, or the short id where there is none.</summary>
    public override string ToString() => Name.Length > 0 ? Name : ShortId.Of(Id);
}
