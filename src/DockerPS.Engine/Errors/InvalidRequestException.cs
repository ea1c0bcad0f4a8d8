namespace DockerPS;

/// <summary>What the user gave is wrong in itself; nothing was sent to an engine.</summary>
public sealed class InvalidRequestException : DockerException
{
    internal InvalidRequestException(string errorId, string message)
        : base(message)
    {
        ErrorId = errorId;
    }

    /// <summary>The stable id of the error record that reports it, such as AmbiguousName.</summary>
    public string ErrorId { get; }
}
