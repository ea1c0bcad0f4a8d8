using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests;

/// <summary>What a container may use: the fields that POST /containers/create (in HostConfig) and POST /containers/{id}/update share.
/// Null leaves a field out.</summary>
internal sealed record ResourceLimits
{
    private const double NanoPerCpu = 1e9;

    /// <summary>Bytes.</summary>
    public long? Memory { get; init; }

    /// <summary>Bytes that the engine tries to come down to when memory is short.</summary>
    public long? MemoryReservation { get; init; }

    /// <summary>Bytes of memory and swap together; -1 is without limit.</summary>
    public long? MemorySwap { get; init; }

    /// <summary>Processors, such as 1.5.</summary>
    public double? Cpu { get; init; }

    /// <summary>Relative weight.</summary>
    public long? CpuShare { get; init; }

    /// <summary>Microseconds.</summary>
    public long? CpuPeriod { get; init; }

    /// <summary>Microseconds of a period.</summary>
    public long? CpuQuota { get; init; }

    /// <summary>Microseconds.</summary>
    public long? CpuRealtimePeriod { get; init; }

    /// <summary>Microseconds of a real-time period.</summary>
    public long? CpuRealtimeRuntime { get; init; }

    /// <summary>Processors by number, such as 0-2 and 4.</summary>
    public IReadOnlyList<string>? CpusetCpu { get; init; }

    /// <summary>Memory nodes by number.</summary>
    public IReadOnlyList<string>? CpusetMemory { get; init; }

    /// <summary>Relative weight, 10 to 1000; 0 is none.</summary>
    public int? BlkioWeight { get; init; }

    /// <summary>Processes; -1 is without limit.</summary>
    public long? PidLimit { get; init; }

    /// <summary>Adds what is there to a body, under the engine's names.</summary>
    /// <exception cref="InvalidRequestException">The number of processors is none.</exception>
    public void AddTo(JsonObject body)
    {
        Add(body, "Memory", Memory);
        Add(body, "MemoryReservation", MemoryReservation);
        Add(body, "MemorySwap", MemorySwap);
        Add(body, "NanoCpus", NanoCpus(nameof(Cpu), Cpu));
        Add(body, "CpuShares", CpuShare);
        Add(body, "CpuPeriod", CpuPeriod);
        Add(body, "CpuQuota", CpuQuota);
        Add(body, "CpuRealtimePeriod", CpuRealtimePeriod);
        Add(body, "CpuRealtimeRuntime", CpuRealtimeRuntime);
        Add(body, "CpusetCpus", Joined(CpusetCpu));
        Add(body, "CpusetMems", Joined(CpusetMemory));
        Add(body, "BlkioWeight", BlkioWeight);
        Add(body, "PidsLimit", PidLimit);
    }

    /// <summary>Processors in the engine's unit, billionths of one.</summary>
    /// <param name="parameter">The parameter, for messages.</param>
    /// <param name="cpus">How many; null is null.</param>
    /// <exception cref="InvalidRequestException">It is not a number of processors.</exception>
    public static long? NanoCpus(string parameter, double? cpus) => cpus is not { } count ? null
        : double.IsFinite(count) && count >= 0 && count < long.MaxValue / NanoPerCpu
            ? (long)Math.Round(count * NanoPerCpu)
            : throw RequestText.Wrong(parameter, count, "it is not a number of processors", "1.5");

    // 0,2 is a list to PowerShell and one text to docker.
    private static string? Joined(IReadOnlyList<string>? numbers) => numbers is null ? null : string.Join(',', numbers);

    private static void Add(JsonObject body, string field, JsonNode? value)
    {
        if (value is not null)
        {
            body[field] = value;
        }
    }
}
