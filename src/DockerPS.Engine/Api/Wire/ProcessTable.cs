namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of GET /containers/{id}/top: columns and rows of text.</summary>
internal sealed class ProcessTable
{
    public List<string> Titles { get; set; } = [];

    public List<List<string>> Processes { get; set; } = [];
}
