namespace DockerPS;

/// <summary>The connection ended in the middle of an answer or of a stream.</summary>
public sealed class ConnectionLostException : DockerException
{
    internal ConnectionLostException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
