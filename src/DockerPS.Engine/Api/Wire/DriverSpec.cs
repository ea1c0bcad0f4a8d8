namespace DockerPS.Engine.Api.Wire;

/// <summary>A driver with its options, as specs of a swarm have it.</summary>
internal sealed class DriverSpec : EngineData
{
    public string Name { get; set; } = "";

    public StringMap Options { get; set; } = [];
}
