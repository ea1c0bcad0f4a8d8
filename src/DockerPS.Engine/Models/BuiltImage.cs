namespace DockerPS;

/// <summary>An image that was just built, with how that went: what New-Image returns. It goes wherever an image goes.</summary>
public sealed class BuiltImage : ImageDetail
{
    internal BuiltImage(ImageDetail image)
        : base(image)
    {
    }

    /// <summary>What built it: BuildKit or Classic.</summary>
    public string Builder { get; internal init; } = "";

    /// <summary>How long the build took, from its request to its end, the sending of the context included.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The steps in the order in which they began: their names, times and whether they came from the cache.</summary>
    public ReadableList<BuildStep> Steps { get; internal init; } = [];

    /// <summary>The builder's warnings, such as those of the Dockerfile's linter.</summary>
    public ReadableList<string> Warnings { get; internal init; } = [];

    /// <summary>How many instructions of the Dockerfile came from the cache.</summary>
    public int CachedSteps => Steps.Count(static step => step.Number > 0 && step.IsCached);

    /// <summary>How many instructions of the Dockerfile there were.</summary>
    public int TotalSteps => Steps.Count(static step => step.Number > 0);
}
