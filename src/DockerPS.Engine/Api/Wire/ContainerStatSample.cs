using System.Text.Json;
using System.Text.Json.Serialization;

namespace DockerPS.Engine.Api.Wire;

/// <summary>An answer of GET /containers/{id}/stats. Its sections are read out of the unknown fields, so that the object keeps them whole.</summary>
internal sealed class ContainerStatSample : EngineData
{
    private const string Cpu = "cpu_stats";
    private const string PreviousCpu = "precpu_stats";
    private const string Memory = "memory_stats";
    private const string Block = "blkio_stats";
    private const string Storage = "storage_stats";
    private const string Processes = "pids_stats";

    private static readonly string[] s_sections = [Cpu, PreviousCpu, Memory, Block, Storage, Processes];

    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    [JsonPropertyName("os_type")]
    public string OperatingSystem { get; set; } = "";

    [JsonPropertyName("read")]
    public DateTimeOffset Read { get; set; }

    [JsonPropertyName("preread")]
    public DateTimeOffset PreviousRead { get; set; }

    [JsonPropertyName("num_procs")]
    public uint ProcessorCount { get; set; }

    [JsonPropertyName("networks")]
    public Dictionary<string, ContainerNetworkStat> Networks { get; set; } = [];

    /// <summary>True where the container runs and the engine has not compared it with a sample before this one.</summary>
    public bool LacksPrevious => WireTime.OrNull(Read) is not null && WireTime.OrNull(PreviousRead) is null;

    /// <summary>Compares it with a sample that was read before.</summary>
    public void Follow(ContainerStatSample previous)
    {
        PreviousRead = previous.Read;
        if (UnknownFields is not null && previous.UnknownFields?.TryGetValue(Cpu, out JsonElement cpu) == true)
        {
            UnknownFields[PreviousCpu] = cpu;
        }
    }

    /// <summary>The sample as numbers, counted as docker stats counts (docker/cli, cli/command/container/stats_helpers.go).</summary>
    /// <param name="connection">The engine.</param>
    /// <param name="engineSystem">The engine's operating system, where the sample does not tell its own.</param>
    /// <param name="id">The container's id: newer engines leave it out of a single sample, podman out of those that do not run.</param>
    /// <param name="name">Its name, likewise.</param>
    public ContainerStat ToModel(DockerConnection connection, string engineSystem, string id, string name)
    {
        bool windows = (OperatingSystem.Length > 0 ? OperatingSystem : engineSystem) == "windows";
        var memory = Section<MemorySection>(Memory);
        ulong used = windows ? memory.PrivateWorkingSet : memory.UsageWithoutCache();
        (ulong read, ulong written) = windows ? Section<StorageSection>(Storage).Sums() : Section<BlockSection>(Block).Sums();
        return new ContainerStat
        {
            Connection = connection,
            Id = Id.Length > 0 ? Id : id,
            Name = Name.Length > 0 ? Name.TrimStart('/') : name,
            Time = WireTime.OrNull(Read),
            CpuPercent = CpuPercent(windows),
            MemoryUsage = Clamp(used),
            MemoryLimit = windows ? 0 : Clamp(memory.Limit),
            MemoryPercent = windows || memory.Limit == 0 ? 0 : (double)used / memory.Limit * 100,
            NetworkReceived = Networks.Values.Sum(static network => network.Received),
            NetworkSent = Networks.Values.Sum(static network => network.Sent),
            BlockRead = Clamp(read),
            BlockWritten = Clamp(written),
            ProcessCount = windows ? null : Clamp(Section<ProcessSection>(Processes).Current),
            Networks = new ContainerNetworkStatMap(Networks),
            Sections = UnknownFields?.Where(static field => s_sections.Contains(field.Key)).ToDictionary(),
            UnknownFields = UnknownFields?.Where(static field => !s_sections.Contains(field.Key)).ToDictionary(),
        };
    }

    private static long Clamp(ulong value) => value > long.MaxValue ? long.MaxValue : (long)value;

    /// <summary>Null without a sample before this one: what docker shows then is the average since the container began.</summary>
    private double? CpuPercent(bool windows)
    {
        if (WireTime.OrNull(Read) is null)
        {
            return 0;
        }

        if (LacksPrevious)
        {
            return null;
        }

        var now = Section<CpuSection>(Cpu);
        var before = Section<CpuSection>(PreviousCpu);
        double used = (double)now.Usage.Total - before.Usage.Total;

        // Windows counts in 100 ns over all processors; Linux beside a clock of the whole machine.
        double possible = windows ? (double)(Read - PreviousRead).Ticks * ProcessorCount : (double)now.System - before.System;
        double processors = windows ? 1 : now.Online > 0 ? now.Online : now.Usage.PerProcessor.Count;
        return used > 0 && possible > 0 ? used / possible * processors * 100 : 0;
    }

    private T Section<T>(string name)
        where T : new()
    {
        if (UnknownFields?.TryGetValue(name, out JsonElement section) == true && section.ValueKind == JsonValueKind.Object)
        {
            try
            {
                return section.Deserialize(EngineJson.Of<T>()) ?? new T();
            }
            catch (JsonException exception)
            {
                throw new InvalidResponseException($"The engine sent '{name}' of another shape than expected: {exception.Message}", exception);
            }
        }

        return new T();
    }

    internal sealed class CpuSection
    {
        [JsonPropertyName("cpu_usage")]
        public CpuUsage Usage { get; set; } = new();

        [JsonPropertyName("system_cpu_usage")]
        public ulong System { get; set; }

        [JsonPropertyName("online_cpus")]
        public uint Online { get; set; }
    }

    internal sealed class CpuUsage
    {
        [JsonPropertyName("total_usage")]
        public ulong Total { get; set; }

        [JsonPropertyName("percpu_usage")]
        public List<ulong> PerProcessor { get; set; } = [];
    }

    internal sealed class MemorySection
    {
        [JsonPropertyName("usage")]
        public ulong Usage { get; set; }

        [JsonPropertyName("limit")]
        public ulong Limit { get; set; }

        [JsonPropertyName("stats")]
        public Dictionary<string, ulong> Counters { get; set; } = [];

        [JsonPropertyName("privateworkingset")]
        public ulong PrivateWorkingSet { get; set; }

        /// <summary>cgroup v1 counts its children in total_inactive_file; v2 knows inactive_file only.</summary>
        public ulong UsageWithoutCache() =>
            Counters.TryGetValue("total_inactive_file", out ulong total) && total < Usage ? Usage - total
            : Counters.TryGetValue("inactive_file", out ulong inactive) && inactive < Usage ? Usage - inactive
            : Usage;
    }

    internal sealed class ProcessSection
    {
        [JsonPropertyName("current")]
        public ulong Current { get; set; }
    }

    internal sealed class StorageSection
    {
        [JsonPropertyName("read_size_bytes")]
        public ulong Read { get; set; }

        [JsonPropertyName("write_size_bytes")]
        public ulong Written { get; set; }

        public (ulong Read, ulong Written) Sums() => (Read, Written);
    }

    internal sealed class BlockSection
    {
        [JsonPropertyName("io_service_bytes_recursive")]
        public List<BlockEntry> ServiceBytes { get; set; } = [];

        /// <summary>cgroup v1 writes Read and Write, v2 read and write; Sync, Async and Total count the same bytes again.</summary>
        public (ulong Read, ulong Written) Sums() => (Sum('r'), Sum('w'));

        private ulong Sum(char operation) => ServiceBytes
            .Where(entry => entry.Operation.Length > 0 && char.ToLowerInvariant(entry.Operation[0]) == operation)
            .Aggregate(0UL, static (sum, entry) => sum + entry.Value);
    }

    internal sealed class BlockEntry
    {
        [JsonPropertyName("op")]
        public string Operation { get; set; } = "";

        [JsonPropertyName("value")]
        public ulong Value { get; set; }
    }
}
