namespace DockerPS;

/// <summary>A command in a container ended with another exit code than 0.</summary>
public sealed class CommandFailedException : DockerException
{
    internal CommandFailedException(string message, long exitCode)
        : base(message) => ExitCode = exitCode;

    /// <summary>The exit code.</summary>
    public long ExitCode { get; }
}
