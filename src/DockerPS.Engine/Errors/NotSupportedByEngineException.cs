namespace DockerPS;

/// <summary>A parameter needs a newer Engine API than the engine has. Nothing was sent.</summary>
public sealed class NotSupportedByEngineException : DockerException
{
    internal NotSupportedByEngineException(string message)
        : base(message)
    {
    }
}
