namespace DockerPS;

/// <summary>A network that a service's tasks are in (Networks).</summary>
public sealed class ServiceNetwork : EngineData
{
    /// <summary>The network's id (Target).</summary>
    public string Target { get; set; } = "";

    /// <summary>More names by which others find the service there (Aliases).</summary>
    public ReadableList<string> Aliases { get; set; } = [];

    /// <summary>Options of the network's driver (DriverOpts).</summary>
    [System.Text.Json.Serialization.JsonPropertyName("DriverOpts")]
    public StringMap DriverOptions { get; set; } = [];

    /// <summary>The network's id.</summary>
    public override string ToString() => Target;
}
