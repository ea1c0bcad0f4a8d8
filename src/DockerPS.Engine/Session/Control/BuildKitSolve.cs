namespace DockerPS.Engine.Session.Control;

/// <summary>A build as BuildKit itself takes it (moby.buildkit.v1.SolveRequest).</summary>
internal sealed record BuildKitSolve
{
    /// <summary>The exporter of the engine's own image store; its attribute name has the tags, separated by commas.</summary>
    public const string ImageExporter = "moby";

    /// <summary>The name of the build, by which <see cref="BuildKitControl.StatusAsync"/> finds it: any that is unique.</summary>
    public required string Reference { get; init; }

    /// <summary>The <see cref="BuildSession.Id"/> of the session that the build asks.</summary>
    public required string Session { get; init; }

    /// <summary>"moby", "tar", or empty for a build whose result goes nowhere but into the cache.</summary>
    public string Exporter { get; init; } = ImageExporter;

    public IReadOnlyDictionary<string, string> ExporterAttributes { get; init; } = new Dictionary<string, string>();

    public string Frontend { get; init; } = "dockerfile.v0";

    /// <summary>What the frontend knows: context (an address such as <see cref="BuildSession.UploadUrl"/>), filename, target, platform (several,
    /// separated by commas), build-arg:NAME, label:NAME, no-cache (empty for all stages, else their names), context:NAME ...</summary>
    public IReadOnlyDictionary<string, string> FrontendAttributes { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<BuildKitCache> CacheExports { get; init; } = [];

    public IReadOnlyList<BuildKitCache> CacheImports { get; init; } = [];

    /// <summary>What the build is allowed beyond the usual: network.host, security.insecure.</summary>
    public IReadOnlyList<string> Entitlements { get; init; } = [];

    /// <summary>What the attributes context:NAME mean by "input:name": a pb.Definition each, by name.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> FrontendInputs { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();
}
