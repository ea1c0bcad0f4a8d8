using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests.Build;

namespace DockerPS.Engine.Requests;

/// <summary>What a build is asked for, beside its context: the query of POST /build.</summary>
internal sealed partial record BuildParameters
{
    /// <summary>The references that the image gets, as the user wrote them (t).</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Values of ARG by name; null where a name was given that has no value here (buildargs).</summary>
    public IReadOnlyDictionary<string, string?> BuildArguments { get; init; } = new Dictionary<string, string?>();

    /// <summary>The labels of the image (labels).</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The stage at which to end; null is the last (target).</summary>
    public string? Target { get; init; }

    /// <summary>Build every step anew (nocache).</summary>
    public bool NoCache { get; init; }

    /// <summary>Ask the registry for newer base images (pull).</summary>
    public bool Pull { get; init; }

    /// <summary>The network of RUN (networkmode).</summary>
    public string? NetworkMode { get; init; }

    /// <summary>os[/architecture[/variant]] of the base images (platform); POST /build takes one.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Lines for /etc/hosts of RUN, host:address (extrahosts).</summary>
    public IReadOnlyList<string> ExtraHosts { get; init; } = [];

    /// <summary>Bytes of memory for RUN (memory).</summary>
    public long? Memory { get; init; }

    /// <summary>Bytes of memory and swap, -1 without limit (memswap).</summary>
    public long? MemorySwap { get; init; }

    /// <summary>Microseconds (cpuperiod).</summary>
    public long? CpuPeriod { get; init; }

    /// <summary>Microseconds in each period (cpuquota).</summary>
    public long? CpuQuota { get; init; }

    /// <summary>Relative weight (cpushares).</summary>
    public long? CpuShares { get; init; }

    /// <summary>The CPUs to run on, 0-3 or 0,1 (cpusetcpus).</summary>
    public string? CpusetCpus { get; init; }

    /// <summary>The memory nodes to use (cpusetmems).</summary>
    public string? CpusetMemories { get; init; }

    /// <summary>Images whose cache may be used (cachefrom).</summary>
    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>Put the cache's records into the image (the build argument BUILDKIT_INLINE_CACHE).</summary>
    public bool InlineCache { get; init; }

    /// <summary>Bytes of /dev/shm for RUN (shmsize).</summary>
    public long? SharedMemorySize { get; init; }

    /// <summary>Limits of the processes of RUN (ulimits).</summary>
    public IReadOnlyList<UlimitSpec> Ulimits { get; init; } = [];

    /// <summary>The parent control group of RUN (cgroupparent).</summary>
    public string? CgroupParent { get; init; }

    /// <summary>Take away the containers of RUN (rm). The default of docker, not of the engine.</summary>
    public bool AutoRemove { get; init; } = true;

    /// <summary>Take them away where the build fails, too (forcerm).</summary>
    public bool ForceRemove { get; init; }

    /// <summary>How Windows containers are kept apart (isolation).</summary>
    public string? Isolation { get; init; }

    /// <summary>Security options of RUN (securityopt).</summary>
    public IReadOnlyList<string> SecurityOptions { get; init; } = [];

    /// <summary>Make one layer of the new ones (squash).</summary>
    public bool Squash { get; init; }

    /// <summary>What becomes of the result; null is an image in the engine (outputs).</summary>
    public BuildOutputSpec? Output { get; init; }

    /// <summary>Refuses what the engine would refuse after the whole context has been sent.</summary>
    /// <exception cref="InvalidRequestException">A tag is none.</exception>
    public void Validate()
    {
        foreach (string tag in Tags)
        {
            if (!ImageReference.TryParse(tag, out ImageReference? reference, out string? error))
            {
                throw new InvalidRequestException("BadTag", error);
            }

            if (reference.Digest is not null)
            {
                throw new InvalidRequestException("BadTag", $"'{DisplayText.Of(tag)}' has a digest, which an image gets by its content. Write it as name:tag.");
            }
        }
    }

    /// <summary>The query of POST /build.</summary>
    /// <param name="dockerfile">The Dockerfile's path in the context; null is Dockerfile.</param>
    /// <param name="remote">The URL that the engine fetches the context from; null where it is sent.</param>
    /// <param name="proxies">The proxy variables of docker's configuration; build arguments of the same name win.</param>
    /// <param name="call">The build as BuildKit knows it; null for the classic builder.</param>
    public QueryString ToQuery(string? dockerfile, string? remote, IReadOnlyDictionary<string, string> proxies, BuildKitCall? call = null)
    {
        var query = new QueryString();
        foreach (string tag in Tags)
        {
            query.Add("t", tag);
        }

        query.Add("remote", remote)
            .Add("dockerfile", dockerfile)
            .Add("nocache", NoCache)
            .Add("pull", Pull)
            .Add("rm", AutoRemove)
            .Add("forcerm", ForceRemove)
            .Add("target", Target)
            .Add("networkmode", NetworkMode)
            .Add("platform", PlatformText())
            .Add("memory", Memory)
            .Add("memswap", MemorySwap)
            .Add("cpuperiod", CpuPeriod)
            .Add("cpuquota", CpuQuota)
            .Add("cpushares", CpuShares)
            .Add("cpusetcpus", CpusetCpus)
            .Add("cpusetmems", CpusetMemories)
            .Add("buildargs", BuildArgumentsJson(proxies))
            .Add("labels", LabelsJson())
            .Add("cachefrom", CacheFrom.Count == 0 ? null : new JsonArray([.. CacheFrom.Select(static image => (JsonNode?)image)]).ToJsonString())
            .Add("shmsize", SharedMemorySize)
            .Add("ulimits", UlimitsJson())
            .Add("cgroupparent", CgroupParent)
            .Add("isolation", Isolation)
            .Add("securityopt", SecurityOptions.Count == 0 ? null : new JsonArray([.. SecurityOptions.Select(static option => (JsonNode?)option)]).ToJsonString())
            .Add("squash", Squash);
        foreach (string host in ExtraHosts)
        {
            query.Add("extrahosts", host);
        }

        if (call is not null)
        {
            query.Add("version", "2").Add("buildid", call.BuildId).Add("session", call.SessionId);
            if (Output is { } output && (!output.IsImage || output.Attributes.Count > 0))
            {
                query.Add("outputs", output.ToQueryValue());
            }
        }

        return query;
    }

    private string? UlimitsJson() => Ulimits.Count == 0 ? null : new JsonArray([.. Ulimits.Select(static limit =>
        (JsonNode)new JsonObject { ["Name"] = limit.Name, ["Soft"] = limit.Soft, ["Hard"] = limit.Hard })]).ToJsonString();

    private string? PlatformText() => Platforms.Count == 0 ? null : string.Join(',', Platforms).ToLowerInvariant();

    private string? BuildArgumentsJson(IReadOnlyDictionary<string, string> proxies)
    {
        var json = new JsonObject();
        foreach ((string name, string? value) in AllArguments(proxies))
        {
            json[name] = value;
        }

        return json.Count == 0 ? null : json.ToJsonString();
    }

    private Dictionary<string, string?> AllArguments(IReadOnlyDictionary<string, string> proxies)
    {
        var all = new Dictionary<string, string?>(BuildArguments, StringComparer.Ordinal);
        foreach ((string name, string value) in proxies)
        {
            all.TryAdd(name, value);
        }

        if (InlineCache)
        {
            all["BUILDKIT_INLINE_CACHE"] = "1";
        }

        return all;
    }

    private string? LabelsJson() =>
        Labels.Count == 0 ? null : new JsonObject(Labels.Select(static label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))).ToJsonString();
}
