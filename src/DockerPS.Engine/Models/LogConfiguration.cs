namespace DockerPS;

/// <summary>A container's log driver (HostConfig.LogConfig).</summary>
public sealed class LogConfiguration : EngineData
{
    /// <summary>The driver's name: json-file, local, journald ... (Type).</summary>
    public string Type { get; set; } = "";

    /// <summary>The driver's options (Config).</summary>
    public StringMap Config { get; set; } = [];

    /// <summary>The driver's name.</summary>
    public override string ToString() => Type;
}
