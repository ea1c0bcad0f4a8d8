namespace DockerPS.Engine.Transport;

/// <summary>The ssh program failed; the message is its own. Never leaves the transport.</summary>
internal sealed class SshFailedException : IOException
{
    public SshFailedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>True where the same login may succeed a moment later.</summary>
    public bool IsPassing { get; init; }
}
