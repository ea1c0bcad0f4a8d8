namespace DockerPS.Hosting.Output;

/// <summary>How a command in a container ended.</summary>
/// <param name="ExitCode">Its exit code; null where it could not be learnt.</param>
/// <param name="Failure">What went wrong beside the command itself: the connection was lost, the engine did not answer. Null where all is well.</param>
/// <param name="Duration">From the command's start to the end of its output.</param>
internal readonly record struct CommandOutcome(long? ExitCode, DockerException? Failure, TimeSpan Duration)
{
    /// <summary>What the user is told who left with the detach keys; null where the command was seen to its end.</summary>
    public string? Detached { get; init; }
}
