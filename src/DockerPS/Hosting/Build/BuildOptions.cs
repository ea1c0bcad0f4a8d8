using DockerPS.Engine.Session;

namespace DockerPS.Hosting;

/// <summary>What a build does here, beside what the engine is asked for.</summary>
internal sealed record BuildOptions
{
    /// <summary>The builder that the user chose.</summary>
    public BuilderType Builder { get; init; }

    /// <summary>The parameters given that only BuildKit has.</summary>
    public IReadOnlyList<string> NeedBuildKit { get; init; } = [];

    /// <summary>The parameters given that POST /build has no words for: BuildKit's own service has.</summary>
    public IReadOnlyList<string> NeedService { get; init; } = [];

    /// <summary>The contexts beside the build's own.</summary>
    public IReadOnlyList<NamedBuildContext> Contexts { get; init; } = [];

    /// <summary>The parameters given that BuildKit takes no notice of.</summary>
    public IReadOnlyList<string> ClassicOnly { get; init; } = [];

    /// <summary>The secrets of RUN --mount=type=secret, by id: read when the engine asks.</summary>
    public IReadOnlyDictionary<string, Func<CancellationToken, Task<byte[]>>> Secrets { get; init; } =
        new Dictionary<string, Func<CancellationToken, Task<byte[]>>>();

    /// <summary>The agents of RUN --mount=type=ssh, by id.</summary>
    public IReadOnlyDictionary<string, SshForward> SshForwards { get; init; } = new Dictionary<string, SshForward>();

    /// <summary>The full path of what -Output writes; null for the pipeline, and where nothing is written.</summary>
    public string? OutputPath { get; init; }

    /// <summary>The full path of -ImageIdFile.</summary>
    public string? ImageIdFile { get; init; }

    /// <summary>The full path of -MetadataFile.</summary>
    public string? MetadataFile { get; init; }

    /// <summary>True to send the context compressed.</summary>
    public bool Compress { get; init; }

    /// <summary>True where the log goes to the information stream.</summary>
    public bool ShowLog { get; init; } = true;

    /// <summary>True where bars are shown.</summary>
    public bool ShowBars { get; init; } = true;
}
