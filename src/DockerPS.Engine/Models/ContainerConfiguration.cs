using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>What a container was made with (Config). Further fields are in <see cref="EngineData.AdditionalProperties"/>.</summary>
public sealed class ContainerConfiguration : EngineData
{
    /// <summary>The host name inside (Hostname).</summary>
    public string Hostname { get; set; } = "";

    /// <summary>The user, name or uid[:gid]; empty is the image's (User).</summary>
    public string User { get; set; } = "";

    /// <summary>True where the main process has a terminal (Tty).</summary>
    public bool Tty { get; set; }

    /// <summary>True where stdin is kept open (OpenStdin).</summary>
    public bool OpenStdin { get; set; }

    /// <summary>The environment, each as NAME=value (Env).</summary>
    [JsonPropertyName("Env")]
    public ReadableList<string> Environment { get; set; } = [];

    /// <summary>The command's words (Cmd).</summary>
    [JsonPropertyName("Cmd")]
    public ReadableList<string> Command { get; set; } = [];

    /// <summary>The words before the command (Entrypoint).</summary>
    public ReadableList<string> Entrypoint { get; set; } = [];

    /// <summary>The image's reference as given (Image).</summary>
    public string Image { get; set; } = "";

    /// <summary>The folder that the command starts in; empty is the image's (WorkingDir).</summary>
    [JsonPropertyName("WorkingDir")]
    public string WorkingDirectory { get; set; } = "";

    /// <summary>The labels (Labels).</summary>
    public StringMap Labels { get; set; } = [];

    /// <summary>The signal that stops it; empty is SIGTERM (StopSignal).</summary>
    public string StopSignal { get; set; } = "";

    /// <summary>Seconds between the stop signal and SIGKILL; null is the engine's 10 (StopTimeout).</summary>
    public int? StopTimeout { get; set; }
}
