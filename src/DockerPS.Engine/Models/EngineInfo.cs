using System.Text.Json;
using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>What an engine says of itself and its machine (GET /info). Fields that are not here are in <see cref="EngineData.AdditionalProperties"/>.</summary>
public sealed class EngineInfo : DockerObject
{
    /// <summary>The engine's own id (ID).</summary>
    [JsonPropertyName("ID")]
    public string Id { get; set; } = "";

    /// <summary>The machine's host name (Name).</summary>
    public string Name { get; set; } = "";

    /// <summary>The engine's version (ServerVersion).</summary>
    public string ServerVersion { get; set; } = "";

    /// <summary>All containers (Containers).</summary>
    public int Containers { get; set; }

    /// <summary>Containers that run (ContainersRunning).</summary>
    public int ContainersRunning { get; set; }

    /// <summary>Containers that are paused (ContainersPaused).</summary>
    public int ContainersPaused { get; set; }

    /// <summary>Containers that do not run (ContainersStopped).</summary>
    public int ContainersStopped { get; set; }

    /// <summary>Images (Images).</summary>
    public int Images { get; set; }

    /// <summary>The storage driver: overlay2, overlayfs, windowsfilter ... (Driver).</summary>
    [JsonPropertyName("Driver")]
    public string StorageDriver { get; set; } = "";

    /// <summary>The folder of the engine's data (DockerRootDir).</summary>
    public string DockerRootDir { get; set; } = "";

    /// <summary>True where containerd keeps the images, not the engine itself (DriverStatus).</summary>
    [JsonIgnore]
    internal bool HasContainerdStore =>
        UnknownFields?.TryGetValue("DriverStatus", out JsonElement status) == true && status.ToString().Contains("io.containerd.snapshotter", StringComparison.Ordinal);

    /// <summary>The default log driver (LoggingDriver).</summary>
    public string LoggingDriver { get; set; } = "";

    /// <summary>cgroupfs, systemd or none (CgroupDriver).</summary>
    public string CgroupDriver { get; set; } = "";

    /// <summary>1 or 2 (CgroupVersion).</summary>
    public string CgroupVersion { get; set; } = "";

    /// <summary>The operating system's full name (OperatingSystem).</summary>
    public string OperatingSystem { get; set; } = "";

    /// <summary>linux or windows (OSType).</summary>
    [JsonPropertyName("OSType")]
    public string OSType { get; set; } = "";

    /// <summary>x86_64, aarch64 ... (Architecture).</summary>
    public string Architecture { get; set; } = "";

    /// <summary>The kernel (KernelVersion).</summary>
    public string KernelVersion { get; set; } = "";

    /// <summary>Logical processors (NCPU).</summary>
    [JsonPropertyName("NCPU")]
    public int ProcessorCount { get; set; }

    /// <summary>Memory in bytes (MemTotal).</summary>
    [JsonPropertyName("MemTotal")]
    public long Memory { get; set; }

    /// <summary>The runtime that containers get by default (DefaultRuntime).</summary>
    public string DefaultRuntime { get; set; } = "";

    /// <summary>The names of all runtimes (Runtimes).</summary>
    [JsonIgnore]
    public ReadableList<string> Runtimes => RuntimesPart is null ? [] : new(RuntimesPart.Keys.Order(StringComparer.Ordinal));

    /// <summary>The network drivers, those of plugins too (Plugins.Network).</summary>
    [JsonIgnore]
    public ReadableList<string> NetworkDrivers => PluginsOf("Network");

    /// <summary>The volume drivers, those of plugins too (Plugins.Volume).</summary>
    [JsonIgnore]
    public ReadableList<string> VolumeDrivers => PluginsOf("Volume");

    /// <summary>The log drivers, those of plugins too (Plugins.Log).</summary>
    [JsonIgnore]
    public ReadableList<string> LogDrivers => PluginsOf("Log");

    /// <summary>The engine's labels, each as name=value (Labels).</summary>
    public ReadableList<string> Labels { get; set; } = [];

    /// <summary>True where containers go on while the engine is down (LiveRestoreEnabled).</summary>
    public bool LiveRestoreEnabled { get; set; }

    /// <summary>True where the engine has experimental features on (ExperimentalBuild).</summary>
    public bool ExperimentalBuild { get; set; }

    /// <summary>Security features: seccomp, apparmor, rootless ... (SecurityOptions).</summary>
    public ReadableList<string> SecurityOptions { get; set; } = [];

    /// <summary>active, inactive, pending, locked or error; empty where the engine has no swarm (Swarm.LocalNodeState).</summary>
    [JsonIgnore]
    public string SwarmState => Swarm.State;

    /// <summary>The engine's part in a swarm: its node, its role, the managers (Swarm).</summary>
    public EngineSwarm Swarm { get; set; } = new();

    /// <summary>The engine's warnings about its machine (Warnings).</summary>
    public ReadableList<string> Warnings { get; set; } = [];

    [JsonInclude]
    [JsonPropertyName("Runtimes")]
    internal Dictionary<string, System.Text.Json.JsonElement>? RuntimesPart { get; set; }

    [JsonInclude]
    [JsonPropertyName("Plugins")]
    internal Dictionary<string, List<string>?>? PluginsPart { get; set; }

    private ReadableList<string> PluginsOf(string kind) => new(PluginsPart?.GetValueOrDefault(kind) ?? []);
}
