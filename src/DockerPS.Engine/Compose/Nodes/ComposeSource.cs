namespace DockerPS.Engine.Compose;

/// <summary>Where the text of a compose file came from.</summary>
/// <param name="name">What messages call it.</param>
/// <param name="path">The file's full path; null where the text came from no file.</param>
public sealed class ComposeSource(string name, string? path = null)
{
    /// <summary>The source of nodes that no text was read for, such as those of a model that is written.</summary>
    public static ComposeSource None { get; } = new("");

    /// <summary>What messages call it, such as compose.yaml; empty where no text was read.</summary>
    public string Name { get; } = name;

    /// <summary>The file's full path; null where the text came from no file.</summary>
    public string? Path { get; } = path;
}
