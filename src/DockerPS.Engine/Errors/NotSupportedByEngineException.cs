namespace DockerPS;

/// <summary>The engine is too old, or of another kind, for what was asked: a parameter needs a newer Engine API than it has, or it lacks
/// the call altogether, or shares no version with DockerPS. Nothing was changed.</summary>
public sealed class NotSupportedByEngineException : DockerException
{
    internal NotSupportedByEngineException(string message)
        : base(message)
    {
    }
}
