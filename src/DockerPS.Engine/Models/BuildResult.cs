namespace DockerPS;

/// <summary>A build that left no image in the engine: what New-Image -Output returns.</summary>
public sealed class BuildResult : DockerObject
{
    internal BuildResult()
    {
    }

    /// <summary>What was made of it: local, tar or cacheonly, as -Output named it.</summary>
    public string OutputType { get; internal init; } = "";

    /// <summary>The folder or the archive that was written; null where there is none.</summary>
    public string? Path { get; internal init; }

    /// <summary>What is in that folder, or the archive itself; empty where nothing was written.</summary>
    public ReadableList<string> Files { get; internal init; } = [];

    /// <summary>What built it: BuildKit.</summary>
    public string Builder { get; internal init; } = "";

    /// <summary>How long the build took.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The steps in the order in which they began.</summary>
    public ReadableList<BuildStep> Steps { get; internal init; } = [];

    /// <summary>The builder's warnings.</summary>
    public ReadableList<string> Warnings { get; internal init; } = [];

    /// <summary>The path, or the type where there is none.</summary>
    public override string ToString() => Path ?? OutputType;
}
