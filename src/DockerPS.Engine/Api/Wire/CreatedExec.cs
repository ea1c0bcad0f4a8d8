namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of POST /containers/{id}/exec.</summary>
internal sealed class CreatedExec
{
    public string Id { get; set; } = "";
}
