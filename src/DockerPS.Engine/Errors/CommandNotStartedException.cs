namespace DockerPS;

/// <summary>A command could not be started in a container: its program is not there, may not be run, or the user or folder does not exist.</summary>
public sealed class CommandNotStartedException : DockerException
{
    internal CommandNotStartedException(string message)
        : base(message)
    {
    }
}
