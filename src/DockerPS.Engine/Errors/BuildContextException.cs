namespace DockerPS;

/// <summary>A build context cannot be read or sent: a folder, a Dockerfile or an ignore file of the user's is the reason, not the engine.</summary>
public sealed class BuildContextException : DockerException
{
    internal BuildContextException(string message, string? path = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
    }

    /// <summary>The file or folder that it is about; null where it is about no single one.</summary>
    public string? Path { get; }
}
