using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>What an engine says of its versions (GET /version).</summary>
public sealed class EngineVersion : DockerObject
{
    /// <summary>The engine's version, such as 20.10.24 (Version).</summary>
    public string Version { get; set; } = "";

    /// <summary>The newest API that the engine has (ApiVersion).</summary>
    public string ApiVersion { get; set; } = "";

    /// <summary>The oldest API that the engine accepts (MinAPIVersion).</summary>
    [JsonPropertyName("MinAPIVersion")]
    public string MinimumApiVersion { get; set; } = "";

    /// <summary>The version of the API that this module speaks with the engine: the lower of the engine's and the module's, or the pinned one.</summary>
    [JsonIgnore]
    public string NegotiatedApiVersion => Connection.ApiVersion ?? "";

    /// <summary>The version of this module.</summary>
    [JsonIgnore]
    public string ModuleVersion { get; } = typeof(EngineVersion).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>linux or windows (Os).</summary>
    [JsonPropertyName("Os")]
    public string OperatingSystem { get; set; } = "";

    /// <summary>amd64, arm64 ... (Arch).</summary>
    [JsonPropertyName("Arch")]
    public string Architecture { get; set; } = "";

    /// <summary>The kernel of the engine's machine (KernelVersion).</summary>
    public string KernelVersion { get; set; } = "";

    /// <summary>The Go version that the engine was built with (GoVersion).</summary>
    public string GoVersion { get; set; } = "";

    /// <summary>The commit that the engine was built from (GitCommit).</summary>
    public string GitCommit { get; set; } = "";

    /// <summary>When the engine was built, as it says (BuildTime).</summary>
    public string BuildTime { get; set; } = "";

    /// <summary>The product's name, such as "Docker Engine - Community"; empty where it has none (Platform.Name).</summary>
    [JsonIgnore]
    public string Platform => PlatformPart?.Name ?? "";

    /// <summary>The engine's parts and their versions: Engine, containerd, runc ... (Components).</summary>
    public ReadableList<EngineComponent> Components { get; set; } = [];

    [JsonInclude]
    [JsonPropertyName("Platform")]
    internal NamedPart? PlatformPart { get; set; }

    internal sealed class NamedPart
    {
        public string Name { get; set; } = "";
    }
}
