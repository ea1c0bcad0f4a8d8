using System.Management.Automation;
using DockerPS.Completion;

namespace DockerPS.Hosting;

public abstract partial class RunParametersCmdlet
{
    /// <summary>The most memory: bytes, 512MB, or docker's 512m.</summary>
    [Parameter]
    [Alias("m")]
    [SizeTransformation]
    public long? Memory { get; set; }

    /// <summary>The most memory and swap together: bytes, 1GB, or docker's 1g; -1 is without limit.</summary>
    [Parameter]
    [SizeTransformation(AllowUnlimited = true)]
    public long? MemorySwap { get; set; }

    /// <summary>How many processors it may use at most: 1.5.</summary>
    [Parameter]
    [Alias("Cpus")]
    public double? Cpu { get; set; }

    /// <summary>How many processes it may have at most; -1 is without limit.</summary>
    [Parameter]
    [Alias("PidsLimit")]
    public long? PidLimit { get; set; }

    /// <summary>Limits of processes: 'nofile=1024:2048' (soft:hard), or @{ nofile = '1024:2048' }.</summary>
    [Parameter]
    public object[]? Ulimit { get; set; }

    /// <summary>Capabilities of Linux to add, such as NET_ADMIN, or ALL.</summary>
    [Parameter]
    [Alias("CapAdd")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CapabilityCompleter))]
    public string[]? CapabilityAdd { get; set; }

    /// <summary>Capabilities of Linux to take away, such as CHOWN, or ALL.</summary>
    [Parameter]
    [Alias("CapDrop")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CapabilityCompleter))]
    public string[]? CapabilityDrop { get; set; }

    /// <summary>Gives the container nearly all rights on the engine's machine.</summary>
    [Parameter]
    public SwitchParameter Privileged { get; set; }

    /// <summary>Security options: 'no-new-privileges', 'seccomp=unconfined', 'seccomp=./profile.json', 'apparmor=name', 'label=...',
    /// 'systempaths=unconfined'.</summary>
    [Parameter]
    [Alias("SecurityOpt")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecurityOptionCompleter))]
    public string[]? SecurityOption { get; set; }
}
