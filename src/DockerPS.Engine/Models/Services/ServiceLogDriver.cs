namespace DockerPS;

/// <summary>The log driver of a service's containers (LogDriver).</summary>
public sealed class ServiceLogDriver : EngineData
{
    /// <summary>The driver's name: json-file, local, journald ... (Name).</summary>
    public string Name { get; set; } = "";

    /// <summary>The driver's options (Options).</summary>
    public StringMap Options { get; set; } = [];

    /// <summary>The driver's name.</summary>
    public override string ToString() => Name;
}
