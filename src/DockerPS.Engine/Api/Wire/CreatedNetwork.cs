namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of POST /networks/create.</summary>
internal sealed class CreatedNetwork
{
    public string Id { get; set; } = "";

    public string Warning { get; set; } = "";
}
