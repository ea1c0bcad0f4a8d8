using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>How a container is tied to the engine's machine (HostConfig). Further fields are in <see cref="EngineData.AdditionalProperties"/>.</summary>
public sealed class ContainerHostConfiguration : EngineData
{
    /// <summary>Volumes and folders as source:destination[:options] (Binds).</summary>
    public ReadableList<string> Binds { get; set; } = [];

    /// <summary>The main network mode (NetworkMode).</summary>
    public string NetworkMode { get; set; } = "";

    /// <summary>When the engine starts it again (RestartPolicy).</summary>
    public RestartPolicy RestartPolicy { get; set; } = new();

    /// <summary>True where the engine removes it when it ends (AutoRemove).</summary>
    public bool AutoRemove { get; set; }

    /// <summary>True where it has all rights on the machine (Privileged).</summary>
    public bool Privileged { get; set; }

    /// <summary>True where its root file system cannot be written (ReadonlyRootfs).</summary>
    [JsonPropertyName("ReadonlyRootfs")]
    public bool ReadOnlyRootFileSystem { get; set; }

    /// <summary>The memory limit in bytes; 0 is none (Memory).</summary>
    public long Memory { get; set; }

    /// <summary>The limit of memory and swap together in bytes; 0 is the engine's default, -1 is none (MemorySwap).</summary>
    public long MemorySwap { get; set; }

    /// <summary>The CPU limit in billionths of a CPU; 0 is none (NanoCpus).</summary>
    public long NanoCpus { get; set; }

    /// <summary>The limit of processes; null or 0 is none (PidsLimit).</summary>
    public long? PidsLimit { get; set; }

    /// <summary>The size of /dev/shm in bytes (ShmSize).</summary>
    public long ShmSize { get; set; }

    /// <summary>Rights added (CapAdd).</summary>
    public ReadableList<string> CapAdd { get; set; } = [];

    /// <summary>Rights taken (CapDrop).</summary>
    public ReadableList<string> CapDrop { get; set; } = [];

    /// <summary>Additional lines of /etc/hosts, each as host:address (ExtraHosts).</summary>
    public ReadableList<string> ExtraHosts { get; set; } = [];

    /// <summary>The name servers (Dns).</summary>
    public ReadableList<string> Dns { get; set; } = [];

    /// <summary>Security options (SecurityOpt).</summary>
    public ReadableList<string> SecurityOpt { get; set; } = [];

    /// <summary>The log driver and its options (LogConfig).</summary>
    public LogConfiguration LogConfig { get; set; } = new();

    /// <summary>The runtime; empty is the engine's default (Runtime).</summary>
    public string Runtime { get; set; } = "";

    /// <summary>True where an init process stands before the command; null is the engine's default (Init).</summary>
    public bool? Init { get; set; }
}
