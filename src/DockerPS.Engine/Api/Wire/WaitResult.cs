namespace DockerPS.Engine.Api.Wire;

/// <summary>The answer of POST /containers/{id}/wait, once the container has ended.</summary>
internal sealed class WaitResult
{
    public long StatusCode { get; set; }

    public ErrorPart? Error { get; set; }

    internal sealed class ErrorPart
    {
        public string Message { get; set; } = "";
    }
}
