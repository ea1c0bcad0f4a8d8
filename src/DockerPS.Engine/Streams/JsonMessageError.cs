namespace DockerPS.Engine.Streams;

/// <summary>The error that ended an operation.</summary>
internal sealed class JsonMessageError
{
    /// <summary>Of a failed build step its exit code.</summary>
    public int? Code { get; init; }

    public string? Message { get; init; }
}
