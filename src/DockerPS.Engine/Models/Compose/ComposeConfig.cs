namespace DockerPS;

/// <summary>A config of a project.</summary>
public sealed class ComposeConfig : ComposeFileObject
{
    /// <summary>Its text, written in the file (content).</summary>
    public string? Content { get; init; }
}
