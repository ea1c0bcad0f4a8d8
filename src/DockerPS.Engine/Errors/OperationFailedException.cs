namespace DockerPS;

/// <summary>An error that the engine reported inside a stream that had begun with success: a pull, a push, a build, a load.</summary>
public sealed class OperationFailedException : DockerException
{
    internal OperationFailedException(StreamOperation operation, string message)
        : base(message)
    {
        Operation = operation;
    }

    /// <summary>What failed.</summary>
    public StreamOperation Operation { get; }

    /// <summary>The code beside the message (errorDetail.code), where the engine gives one; for a build step the exit code.</summary>
    public int? Code { get; init; }
}
