using System.Text.Json.Serialization;
using DockerPS.Engine.Api;

namespace DockerPS;

/// <summary>The container that a service's tasks run (ContainerSpec). Further fields, such as Privileges, are in
/// <see cref="EngineData.AdditionalProperties"/>.</summary>
public sealed class ServiceContainer : EngineData
{
    /// <summary>The image, with its digest where there is one (Image).</summary>
    public string Image { get; set; } = "";

    /// <summary>The labels of the containers (Labels).</summary>
    public StringMap Labels { get; set; } = [];

    /// <summary>The words before the arguments; empty is the image's entrypoint (Command).</summary>
    [JsonPropertyName("Command")]
    public ReadableList<string> Entrypoint { get; set; } = [];

    /// <summary>The words of the command; empty is the image's (Args).</summary>
    [JsonPropertyName("Args")]
    public ReadableList<string> Command { get; set; } = [];

    /// <summary>The host name inside (Hostname).</summary>
    public string Hostname { get; set; } = "";

    /// <summary>The environment, each as NAME=value (Env).</summary>
    [JsonPropertyName("Env")]
    public ReadableList<string> Environment { get; set; } = [];

    /// <summary>The folder that the command starts in; empty is the image's (Dir).</summary>
    [JsonPropertyName("Dir")]
    public string WorkingDirectory { get; set; } = "";

    /// <summary>The user, name or uid[:gid]; empty is the image's (User).</summary>
    public string User { get; set; } = "";

    /// <summary>More groups of the user (Groups).</summary>
    public ReadableList<string> Groups { get; set; } = [];

    /// <summary>True where an init process stands before the command; null is the engine's default (Init).</summary>
    public bool? Init { get; set; }

    /// <summary>The signal that stops it; empty is SIGTERM (StopSignal).</summary>
    public string StopSignal { get; set; } = "";

    /// <summary>True where the main process has a terminal (TTY).</summary>
    [JsonPropertyName("TTY")]
    public bool Tty { get; set; }

    /// <summary>True where stdin is kept open (OpenStdin).</summary>
    public bool OpenStdin { get; set; }

    /// <summary>True where its root file system cannot be written (ReadOnly).</summary>
    public bool ReadOnly { get; set; }

    /// <summary>Volumes, folders and memory that are mounted (Mounts).</summary>
    public ReadableList<ServiceMount> Mounts { get; set; } = [];

    /// <summary>The time between the stop signal and SIGKILL; null is the engine's 10 seconds (StopGracePeriod).</summary>
    [JsonConverter(typeof(NanosecondsConverter))]
    public TimeSpan? StopGracePeriod { get; set; }

    /// <summary>The health check; null is the image's (Healthcheck).</summary>
    [JsonPropertyName("Healthcheck")]
    public ServiceHealthCheck? HealthCheck { get; set; }

    /// <summary>Additional lines of /etc/hosts, each as address name (Hosts).</summary>
    public ReadableList<string> Hosts { get; set; } = [];

    /// <summary>How names are looked up; null is the engine's way (DNSConfig).</summary>
    [JsonPropertyName("DNSConfig")]
    public ServiceDns? Dns { get; set; }

    /// <summary>The secrets that it gets (Secrets).</summary>
    public ReadableList<ServiceSecret> Secrets { get; set; } = [];

    /// <summary>The configs that it gets (Configs).</summary>
    public ReadableList<ServiceConfig> Configs { get; set; } = [];

    /// <summary>How a Windows container is kept apart; empty is the engine's default (Isolation).</summary>
    public string Isolation { get; set; } = "";

    /// <summary>Kernel settings (Sysctls).</summary>
    public StringMap Sysctls { get; set; } = [];

    /// <summary>Rights added (CapabilityAdd).</summary>
    public ReadableList<string> CapabilityAdd { get; set; } = [];

    /// <summary>Rights taken (CapabilityDrop).</summary>
    public ReadableList<string> CapabilityDrop { get; set; } = [];

    /// <summary>Limits of the processes (Ulimits).</summary>
    public ReadableList<ServiceUlimit> Ulimits { get; set; } = [];

    /// <summary>How likely the kernel ends it when memory runs out, -1000 to 1000 (OomScoreAdj).</summary>
    [JsonPropertyName("OomScoreAdj")]
    public int OomScoreAdjustment { get; set; }

    /// <summary>The image.</summary>
    public override string ToString() => Image;
}
