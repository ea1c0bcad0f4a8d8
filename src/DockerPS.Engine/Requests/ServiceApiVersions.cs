namespace DockerPS.Engine.Requests;

/// <summary>The API that came with what a service or a mount can have. An older engine drops the field without a word, so it is asked about before:
/// for the parameters of New- and Update-DockerService, and for the keys of a compose file that becomes a stack.</summary>
internal static class ServiceApiVersions
{
    /// <summary>Capabilities that are added and dropped.</summary>
    public static readonly ApiVersion Capabilities = new(1, 41);

    /// <summary>Services whose tasks end: the modes replicated-job and global-job.</summary>
    public static readonly ApiVersion Jobs = new(1, 41);

    /// <summary>A limit of processes.</summary>
    public static readonly ApiVersion PidsLimit = new(1, 41);

    /// <summary>Limits of the kernel.</summary>
    public static readonly ApiVersion Ulimits = new(1, 41);

    /// <summary>A folder that is made where it is not there.</summary>
    public static readonly ApiVersion CreateMountpoint = new(1, 42);

    /// <summary>Volumes of the whole cluster.</summary>
    public static readonly ApiVersion ClusterMounts = new(1, 42);

    /// <summary>How often health is asked for while a container starts.</summary>
    public static readonly ApiVersion HealthStartInterval = new(1, 44);

    /// <summary>Whether what is mounted below a read-only folder is read-only as well.</summary>
    public static readonly ApiVersion ReadOnlyRecursion = new(1, 44);

    /// <summary>A folder within a volume.</summary>
    public static readonly ApiVersion VolumeSubpath = new(1, 45);

    /// <summary>How soon the kernel ends it when memory runs out.</summary>
    public static readonly ApiVersion OomScoreAdjustment = new(1, 46);

    /// <summary>Images as mounts.</summary>
    public static readonly ApiVersion ImageMounts = new(1, 48);

    /// <summary>Swap, and how readily it is used.</summary>
    public static readonly ApiVersion MemorySwap = new(1, 52);
}
