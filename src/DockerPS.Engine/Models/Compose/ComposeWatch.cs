namespace DockerPS;

/// <summary>A rule of what is done when files change (develop.watch).</summary>
public sealed class ComposeWatch : ComposeElement
{
    /// <summary>The folder or file that is watched, a full path (path).</summary>
    public string Path { get; init; } = "";

    /// <summary>rebuild, sync, restart, sync+restart or sync+exec (action).</summary>
    public string Action { get; init; } = "";

    /// <summary>Where files go in the container (target).</summary>
    public string? Target { get; init; }

    /// <summary>What is run after it (exec).</summary>
    public ComposeHook? Exec { get; init; }

    /// <summary>Patterns of what counts (include).</summary>
    public ReadableList<string> Include { get; init; } = [];

    /// <summary>Patterns of what does not (ignore).</summary>
    public ReadableList<string> Ignore { get; init; } = [];

    /// <summary>Whether files are copied at the start too (initial_sync).</summary>
    public bool? InitialSync { get; init; }

    /// <summary>The path and the action.</summary>
    public override string ToString() => $"{Path}: {Action}";
}
