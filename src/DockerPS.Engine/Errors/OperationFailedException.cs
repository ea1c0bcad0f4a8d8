namespace DockerPS;

/// <summary>An error that the engine reported inside a stream that had begun with success: a pull, a push, a build, a load, a save, an import.</summary>
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

    /// <summary>The step of a build that failed; null where no step had begun, and for all but builds.</summary>
    public BuildStep? Step { get; init; }

    /// <summary>The last lines that the failed step of a build wrote, at most 20; empty where it wrote none.</summary>
    public ReadableList<string> LastLines { get; init; } = [];

    /// <summary>The lines of the Dockerfile that the failed step is from, each with its number; empty where they are not known.</summary>
    public ReadableList<string> SourceLines { get; init; } = [];

    /// <summary>The first of these lines, counted from 1; null where it is not known.</summary>
    public int? Line { get; init; }
}
