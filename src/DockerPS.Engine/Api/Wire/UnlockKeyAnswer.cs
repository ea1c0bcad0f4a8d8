namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of GET /swarm/unlockkey.</summary>
internal sealed class UnlockKeyAnswer : EngineData
{
    public string UnlockKey { get; set; } = "";
}
