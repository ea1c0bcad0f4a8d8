namespace DockerPS;

/// <summary>A file of environment variables (env_file).</summary>
public sealed class ComposeEnvironmentFile
{
    /// <summary>The full path (path).</summary>
    public string Path { get; init; } = "";

    /// <summary>Whether it is an error when it is not there (required).</summary>
    public bool Required { get; init; } = true;

    /// <summary>raw takes values as they stand; null is the common form (format).</summary>
    public string? Format { get; init; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
