namespace DockerPS;

/// <summary>A setting cannot be used: config.json, a stored context, a DOCKER_* environment variable, a credential helper.
/// The message says which one, what is wrong and what to do; it never carries a secret.</summary>
public sealed class DockerConfigurationException : DockerException
{
    internal DockerConfigurationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The file that is wrong; null where the setting is not in a file.</summary>
    public string? File { get; init; }

    /// <summary>The line in <see cref="File"/>, counted from 1; null where it is not known.</summary>
    public int? Line { get; init; }
}
