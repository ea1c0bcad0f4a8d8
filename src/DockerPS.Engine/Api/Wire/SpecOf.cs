namespace DockerPS.Engine.Api.Wire;

/// <summary>What the specs of all objects of a swarm have (Annotations).</summary>
internal class SpecOf : EngineData
{
    public string Name { get; set; } = "";

    public StringMap Labels { get; set; } = [];
}
