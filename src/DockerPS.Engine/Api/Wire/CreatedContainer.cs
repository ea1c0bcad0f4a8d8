namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of POST /containers/create.</summary>
internal sealed class CreatedContainer
{
    public string Id { get; set; } = "";

    public List<string> Warnings { get; set; } = [];
}
