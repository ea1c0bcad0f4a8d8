namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of POST /containers/{id}/update.</summary>
internal sealed class UpdateAnswer
{
    public List<string> Warnings { get; set; } = [];
}
