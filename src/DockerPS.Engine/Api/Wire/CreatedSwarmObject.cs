namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer to what makes an object of a swarm.</summary>
internal sealed class CreatedSwarmObject : EngineData
{
    public string ID { get; set; } = "";

    /// <summary>The engine's warning about a service; empty where there is none.</summary>
    public string Warning { get; set; } = "";

    /// <summary>The engine's warnings about a service.</summary>
    public ReadableList<string> Warnings { get; set; } = [];
}
