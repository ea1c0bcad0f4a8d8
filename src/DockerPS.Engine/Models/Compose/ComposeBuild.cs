namespace DockerPS;

/// <summary>How an image is built (build).</summary>
public sealed class ComposeBuild : ComposeElement
{
    /// <summary>The folder, or the address of a repository or archive; a folder is a full path (context).</summary>
    public string? Context { get; init; }

    /// <summary>The Dockerfile, within the context unless it is a full path (dockerfile).</summary>
    public string? Dockerfile { get; init; }

    /// <summary>The text of a Dockerfile, in place of a file (dockerfile_inline).</summary>
    public string? DockerfileInline { get; init; }

    /// <summary>Rights that the build is given, such as network.host (entitlements).</summary>
    public ReadableList<string> Entitlements { get; init; } = [];

    /// <summary>Arguments of the build; one without a value takes it from the environment (args).</summary>
    public ComposeVariables Arguments { get; init; } = [];

    /// <summary>What the provenance record tells: true, false, or mode=max and the like (provenance).</summary>
    public string? Provenance { get; init; }

    /// <summary>Whether a bill of materials is made: true, false, or its generator (sbom).</summary>
    public string? Sbom { get; init; }

    /// <summary>Keys and agents of ssh that the build can use (ssh).</summary>
    public ReadableList<ComposeSshKey> Ssh { get; init; } = [];

    /// <summary>Labels of the image (labels).</summary>
    public StringMap Labels { get; init; } = [];

    /// <summary>Where the cache is read from (cache_from).</summary>
    public ReadableList<string> CacheFrom { get; init; } = [];

    /// <summary>Where the cache is written to (cache_to).</summary>
    public ReadableList<string> CacheTo { get; init; } = [];

    /// <summary>Whether nothing is taken from the cache (no_cache).</summary>
    public bool? NoCache { get; init; }

    /// <summary>Further folders, addresses and images that the Dockerfile names (additional_contexts).</summary>
    public StringMap AdditionalContexts { get; init; } = [];

    /// <summary>Whether base images are always looked for anew (pull).</summary>
    public bool? Pull { get; init; }

    /// <summary>Entries of /etc/hosts while building (extra_hosts).</summary>
    public ReadableList<ComposeHost> ExtraHosts { get; init; } = [];

    /// <summary>The isolation of the build's containers on Windows (isolation).</summary>
    public string? Isolation { get; init; }

    /// <summary>The network of RUN (network).</summary>
    public string? Network { get; init; }

    /// <summary>The stage that is built (target).</summary>
    public string? Target { get; init; }

    /// <summary>Secrets that RUN can mount (secrets).</summary>
    public ReadableList<ComposeFileReference> Secrets { get; init; } = [];

    /// <summary>The size of /dev/shm in bytes (shm_size).</summary>
    public long? ShmSize { get; init; }

    /// <summary>Further names of the image (tags).</summary>
    public ReadableList<string> Tags { get; init; } = [];

    /// <summary>Limits of the build's processes (ulimits).</summary>
    public ComposeCollection<ComposeUlimit> Ulimits { get; init; } = [];

    /// <summary>The platforms that are built for (platforms).</summary>
    public ReadableList<string> Platforms { get; init; } = [];

    /// <summary>Whether the build runs with all rights (privileged).</summary>
    public bool? Privileged { get; init; }

    /// <summary>What is built, and the target.</summary>
    public override string ToString() => Target is null ? Context ?? "" : $"{Context} ({Target})";
}
