using System.Management.Automation;
using DockerPS.Completion;

namespace DockerPS.Hosting;

/// <content>What only the classic builder does.</content>
public abstract partial class BuildParametersCmdlet
{
    private static readonly string[] s_classicOnly =
    [
        nameof(Memory), nameof(MemorySwap), nameof(CpuPeriod), nameof(CpuQuota), nameof(CpuShare), nameof(CpusetCpu), nameof(CpusetMemory),
        nameof(CgroupParent), nameof(Isolation), nameof(SecurityOption),
    ];

    /// <summary>The memory of RUN: bytes (512MB), or docker's 512m. Classic builder.</summary>
    [Parameter]
    [Alias("m")]
    [SizeTransformation]
    public long? Memory { get; set; }

    /// <summary>Memory and swap of RUN together: bytes, or docker's 1g; -1 is without limit. Classic builder.</summary>
    [Parameter]
    [SizeTransformation(AllowUnlimited = true)]
    public long? MemorySwap { get; set; }

    /// <summary>The period of the CPU scheduler for RUN, in microseconds. Classic builder.</summary>
    [Parameter]
    public long? CpuPeriod { get; set; }

    /// <summary>How much CPU time RUN gets in each period, in microseconds. Classic builder.</summary>
    [Parameter]
    public long? CpuQuota { get; set; }

    /// <summary>The weight of RUN where CPUs are short; 1024 is the usual one. Classic builder.</summary>
    [Parameter]
    [Alias("CpuShares")]
    public long? CpuShare { get; set; }

    /// <summary>The CPUs that RUN may use: 0-3, or 0,1. Classic builder.</summary>
    [Parameter]
    [Alias("CpusetCpus")]
    [ValidateNotNullOrEmpty]
    public string? CpusetCpu { get; set; }

    /// <summary>The memory nodes that RUN may use: 0-3, or 0,1. Classic builder.</summary>
    [Parameter]
    [Alias("CpusetMems")]
    [ValidateNotNullOrEmpty]
    public string? CpusetMemory { get; set; }

    /// <summary>The control group under which RUN runs. Classic builder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CgroupParent { get; set; }

    /// <summary>How Windows containers are kept apart: default, process or hyperv. Classic builder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IsolationCompleter))]
    public string? Isolation { get; set; }

    /// <summary>Security options of RUN, as of docker run, but of engines that take them: Windows' credentialspec=..., on Linux none. Classic builder.</summary>
    [Parameter]
    [Alias("SecurityOpt")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecurityOptionCompleter))]
    public string[]? SecurityOption { get; set; }

    /// <summary>Makes one layer of all new ones. The engine has to be experimental, and without the containerd image store.</summary>
    [Parameter]
    public SwitchParameter Squash { get; set; }

    /// <summary>Takes away the containers of RUN when the build has succeeded, as is usual: -AutoRemove:$false keeps them. BuildKit has none to keep.</summary>
    /// <value>True</value>
    [Parameter]
    [Alias("rm")]
    public SwitchParameter AutoRemove { get; set; } = true;

    /// <summary>Takes away the containers of RUN when the build has failed, too. BuildKit has none to keep.</summary>
    [Parameter]
    [Alias("ForceRm")]
    public SwitchParameter ForceRemove { get; set; }
}
