namespace DockerPS.Engine.Api.Wire;

/// <summary>An element of GET /containers/{id}/changes.</summary>
internal sealed class ContainerChangeItem
{
    public string Path { get; set; } = "";

    public int Kind { get; set; }
}
