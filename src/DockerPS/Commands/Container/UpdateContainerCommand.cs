using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Completion;
using DockerPS.Engine.Requests;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Changes the limits and the restart policy of containers, running ones too.</summary>
/// <remarks>
/// <para>Only what is given changes. What the engine warns of is written as warnings. Many are changed side by side.
/// Windows containers can only be given another restart policy. The twin of docker update (POST /containers/{id}/update).</para>
/// <para>-Memory must stay below the limit of memory and swap that the container has: raise -MemorySwap with it.</para>
/// </remarks>
/// <example>
/// <title>Give a container more memory</title>
/// <code>Update-Container db -Memory 2GB -MemorySwap 4GB</code>
/// <para>The container may use 2 GiB of memory, and 4 GiB together with swap, from now on.</para>
/// </example>
/// <example>
/// <title>Bring containers back after a reboot</title>
/// <code>Get-Container -State Running -Label app=shop | Update-Container -Restart unless-stopped</code>
/// <para>The engine starts these containers again when they fail and when it starts itself.</para>
/// </example>
/// <example>
/// <title>Limit many, and see it</title>
/// <code>Update-Container build-* -Cpu 1.5 -PidLimit 500 -PassThru | Select-Object Name, @{ n = 'Cpus'; e = { $_.HostConfiguration.NanoCpus / 1e9 } }</code>
/// <para>Every container whose name begins with build- may use one and a half processors and 500 processes.</para>
/// </example>
[Cmdlet(VerbsData.Update, "Container", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ContainerDetail))]
public sealed class UpdateContainerCommand : ContainerActionCmdlet
{
    private readonly JsonObject _changes = [];

    /// <summary>The most memory: bytes, 512MB, or docker's 512m.</summary>
    [Parameter]
    [Alias("m")]
    [SizeTransformation]
    public long? Memory { get; set; }

    /// <summary>The memory that the engine tries to come down to when its machine is short of it: bytes, 256MB, or docker's 256m.</summary>
    [Parameter]
    [SizeTransformation]
    public long? MemoryReservation { get; set; }

    /// <summary>The most memory and swap together: bytes, 1GB, or docker's 1g; -1 is without limit.</summary>
    [Parameter]
    [SizeTransformation(AllowUnlimited = true)]
    public long? MemorySwap { get; set; }

    /// <summary>How many processors it may use at most: 1.5.</summary>
    [Parameter]
    [Alias("Cpus")]
    public double? Cpu { get; set; }

    /// <summary>Its share of the processors where they are short, relative to others; 1024 is usual.</summary>
    [Parameter]
    [Alias("CpuShares", "c")]
    [ValidateRange(0, long.MaxValue)]
    public long? CpuShare { get; set; }

    /// <summary>The period of the processors' scheduler (CFS), in microseconds: 1000 to 1000000. Not together with -Cpu.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? CpuPeriod { get; set; }

    /// <summary>How many microseconds of each period it may run; -1 is without limit. Not together with -Cpu.</summary>
    [Parameter]
    [ValidateRange(-1, long.MaxValue)]
    public long? CpuQuota { get; set; }

    /// <summary>The period of the real-time scheduler, in microseconds.</summary>
    [Parameter]
    [Alias("CpuRtPeriod")]
    [ValidateRange(0, long.MaxValue)]
    public long? CpuRealtimePeriod { get; set; }

    /// <summary>How many microseconds of each real-time period it may run.</summary>
    [Parameter]
    [Alias("CpuRtRuntime")]
    [ValidateRange(0, long.MaxValue)]
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

    /// <summary>Its share of block input and output, relative to others: 10 to 1000; 0 takes it away.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int? BlkioWeight { get; set; }

    /// <summary>How many processes it may have at most; -1 is without limit.</summary>
    [Parameter]
    [Alias("PidsLimit")]
    public long? PidLimit { get; set; }

    /// <summary>When the engine starts it again: no, always, unless-stopped, on-failure, on-failure:3.</summary>
    [Parameter]
    [Alias("RestartPolicy")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RestartPolicyCompleter))]
    public string? Restart { get; set; }

    /// <summary>Returns the changed containers.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Action => $"Update container ({string.Join(", ", _changes.Select(static change => change.Key))})";

    private protected override void OnBegin()
    {
        base.OnBegin();
        new ResourceLimits
        {
            Memory = Memory,
            MemoryReservation = MemoryReservation,
            MemorySwap = MemorySwap,
            Cpu = Cpu,
            CpuShare = CpuShare,
            CpuPeriod = CpuPeriod,
            CpuQuota = CpuQuota,
            CpuRealtimePeriod = CpuRealtimePeriod,
            CpuRealtimeRuntime = CpuRealtimeRuntime,
            CpusetCpu = CpusetCpu,
            CpusetMemory = CpusetMemory,
            BlkioWeight = BlkioWeight,
            PidLimit = PidLimit,
        }.AddTo(_changes);
        if (Restart is not null)
        {
            _changes["RestartPolicy"] = RestartPolicySpec.Parse(Restart).ToJson();
        }

        if (_changes.Count == 0)
        {
            throw new InvalidRequestException("NothingToUpdate", "There is nothing to change: give at least one limit, or -Restart.");
        }
    }

    private protected override async Task ActAsync(ResolvedContainer container)
    {
        IReadOnlyList<string> warnings = await ChangeAsync(
            token => container.Engine.Containers.UpdateAsync(container.Id, _changes, token)).ConfigureAwait(false);
        foreach (string warning in warnings)
        {
            await WarnAsync($"{container.Label}: {warning}").ConfigureAwait(false);
        }

        if (PassThru)
        {
            await WriteRefreshedAsync(container).ConfigureAwait(false);
        }
    }
}
