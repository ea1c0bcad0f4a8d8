using System.Management.Automation;
using DockerPS.Completion;

namespace DockerPS.Hosting;

public abstract partial class RunParametersCmdlet
{
    /// <summary>The memory that the engine tries to bring it down to when memory is short: bytes, 256MB, or docker's 256m. Less than -Memory.</summary>
    [Parameter]
    [SizeTransformation]
    public long? MemoryReservation { get; set; }

    /// <summary>How readily its memory is swapped out, 0 to 100; -1 is the machine's own setting. Engines with cgroup v2 have no such setting.</summary>
    [Parameter]
    [ValidateRange(-1, 100)]
    public long? MemorySwappiness { get; set; }

    /// <summary>Keeps the kernel from killing it when memory is short. Give it -Memory too. Engines with cgroup v2 have no such setting.</summary>
    [Parameter]
    public SwitchParameter OomKillDisable { get; set; }

    /// <summary>How soon the kernel kills it when the machine's memory is short: -1000 (never) to 1000 (first).</summary>
    [Parameter]
    [Alias("OomScoreAdj")]
    [ValidateRange(-1000, 1000)]
    public int? OomScoreAdjustment { get; set; }

    /// <summary>Its weight where processors are short; 1024 is that of the others.</summary>
    [Parameter]
    [Alias("CpuShares")]
    [ValidateRange(0, long.MaxValue)]
    public long? CpuShare { get; set; }

    /// <summary>The period of the kernel's scheduler, in microseconds, of which -CpuQuota is a part. -Cpu sets both.</summary>
    [Parameter]
    public long? CpuPeriod { get; set; }

    /// <summary>The time that it may use of each period on all processors together, in microseconds.</summary>
    [Parameter]
    public long? CpuQuota { get; set; }

    /// <summary>The period of the real-time scheduler, in microseconds.</summary>
    [Parameter]
    [Alias("CpuRtPeriod")]
    public long? CpuRealtimePeriod { get; set; }

    /// <summary>The time that it may use of each period of the real-time scheduler, in microseconds.</summary>
    [Parameter]
    [Alias("CpuRtRuntime")]
    public long? CpuRealtimeRuntime { get; set; }

    /// <summary>The processors that it may use: 0, 2, or '0-3'.</summary>
    [Parameter]
    [Alias("CpusetCpus")]
    [ValidateNotNullOrEmpty]
    public string[]? CpusetCpu { get; set; }

    /// <summary>The memory nodes that it may use: 0, 1, or '0-1'. For machines whose memory belongs to processors (NUMA).</summary>
    [Parameter]
    [Alias("CpusetMems")]
    [ValidateNotNullOrEmpty]
    public string[]? CpusetMemory { get; set; }

    /// <summary>Its weight where disks are short: 10 to 1000; 0 is none.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int? BlkioWeight { get; set; }

    /// <summary>Weights for single devices: '/dev/sda:300', or @{ '/dev/sda' = 300 }.</summary>
    [Parameter]
    public object[]? BlkioWeightDevice { get; set; }

    /// <summary>How many bytes a second it may read from devices: '/dev/sda:1mb', or @{ '/dev/sda' = 1MB }.</summary>
    [Parameter]
    public object[]? DeviceReadBps { get; set; }

    /// <summary>How often a second it may read from devices: '/dev/sda:1000', or @{ '/dev/sda' = 1000 }.</summary>
    [Parameter]
    public object[]? DeviceReadIops { get; set; }

    /// <summary>How many bytes a second it may write to devices: '/dev/sda:1mb', or @{ '/dev/sda' = 1MB }.</summary>
    [Parameter]
    public object[]? DeviceWriteBps { get; set; }

    /// <summary>How often a second it may write to devices: '/dev/sda:1000', or @{ '/dev/sda' = 1000 }.</summary>
    [Parameter]
    public object[]? DeviceWriteIops { get; set; }

    /// <summary>GPUs: all, 2, 'device=0', '"device=0,2"', 'driver=nvidia,count=1,"capabilities=compute,utility"',
    /// or @{ Count = 1; Capability = 'compute', 'utility' }.</summary>
    [Parameter]
    [Alias("Gpus")]
    [ArgumentCompleter(typeof(GpuCompleter))]
    public object[]? Gpu { get; set; }

    /// <summary>How many processors it has. Windows containers only.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? CpuCount { get; set; }

    /// <summary>How much of the processors it may use, in percent. Windows containers only.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public long? CpuPercent { get; set; }

    /// <summary>How many bytes a second it may read and write on the system drive: a number, 10MB, or docker's 10m. Windows containers only.</summary>
    [Parameter]
    [Alias("IOMaxBandwidth")]
    [SizeTransformation]
    public long? IOMaximumBandwidth { get; set; }

    /// <summary>How often a second it may read and write on the system drive. Windows containers only.</summary>
    [Parameter]
    [Alias("IOMaxIops")]
    [ValidateRange(0, long.MaxValue)]
    public long? IOMaximumIops { get; set; }
}
