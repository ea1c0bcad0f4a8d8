namespace DockerPS;

/// <summary>The engine sent what cannot be read: broken JSON, a broken frame, an answer of another protocol.</summary>
public sealed class InvalidResponseException : DockerException
{
    internal InvalidResponseException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
