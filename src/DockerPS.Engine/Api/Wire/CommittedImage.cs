namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of POST /commit.</summary>
internal sealed class CommittedImage
{
    public string Id { get; set; } = "";
}
