using System.Management.Automation;
using DockerPS.Completion;

namespace DockerPS.Hosting;

public abstract partial class RunParametersCmdlet
{
    /// <summary>Volumes: 'name:/path', '/folder:/path:ro', 'C:\folder:/path', './folder:/path' (by the shell's location), '/path' for an
    /// anonymous one, or @{ name = '/path' }. A folder is one of the engine's machine.</summary>
    [Parameter]
    [Alias("v")]
    public object[]? Volume { get; set; }

    /// <summary>Mounts: 'type=bind,source=./data,target=/data,readonly', or @{ Type = 'volume'; Source = 'cache'; Target = '/cache' },
    /// or the Mounts of a container.</summary>
    [Parameter]
    public object[]? Mount { get; set; }

    /// <summary>Temporary file systems: '/run', '/run:size=64m,mode=1777', or @{ '/run' = 'size=64m' }.</summary>
    [Parameter]
    public object[]? Tmpfs { get; set; }

    /// <summary>Makes the container's own file system read-only.</summary>
    [Parameter]
    public SwitchParameter ReadOnly { get; set; }

    /// <summary>The size of /dev/shm: bytes, 64MB, or docker's 64m.</summary>
    [Parameter]
    [Alias("ShmSize")]
    [SizeTransformation]
    public long? SharedMemorySize { get; set; }

    /// <summary>Gives it the volumes of other containers: 'name', 'name:ro', @{ name = 'ro' }, or objects of Get-Container.</summary>
    [Parameter]
    [Alias("VolumesFrom")]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public object[]? VolumeFrom { get; set; }

    /// <summary>The driver of the volumes that -Volume makes; by default local.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? VolumeDriver { get; set; }

    /// <summary>Options of the engine's storage driver for its file system: 'size=10G', or @{ size = '10G' }.</summary>
    [Parameter]
    [Alias("StorageOpt")]
    public object[]? StorageOption { get; set; }

    /// <summary>Devices: '/dev/snd', '/dev/sda:/dev/xvda:rwm', or the name that a CDI driver gives one (Engine API 1.44).</summary>
    [Parameter]
    public object[]? Device { get; set; }
}
