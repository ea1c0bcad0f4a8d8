using System.Globalization;
using DockerPS.Engine.Requests.Build;
using DockerPS.Engine.Session.Control;

namespace DockerPS.Engine.Requests;

/// <content>The build as BuildKit's own service takes it: what the engine makes of POST /build, and what it has no words for there.</content>
internal sealed partial record BuildParameters
{
    /// <summary>The stages whose steps are done anew; with <see cref="NoCache"/> all are.</summary>
    public IReadOnlyList<string> NoCacheStages { get; init; } = [];

    /// <summary>Annotations of the image, by the exporter's names for them.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Attestations by their type, with their attributes.</summary>
    public IReadOnlyDictionary<string, string> Attestations { get; init; } = new Dictionary<string, string>();

    /// <summary>The call of the service.</summary>
    /// <param name="call">The build's name and its session.</param>
    /// <param name="context">The address of the context.</param>
    /// <param name="dockerfile">The Dockerfile's path in the context; null is Dockerfile.</param>
    /// <param name="proxies">The proxy variables of docker's configuration; build arguments of the same name win.</param>
    /// <param name="contexts">Contexts beside the build's own: their addresses by name.</param>
    public BuildKitSolve ToSolve(
        BuildKitCall call, string context, string? dockerfile, IReadOnlyDictionary<string, string> proxies, IReadOnlyDictionary<string, string> contexts)
    {
        Dictionary<string, string> exporter = new(Output?.Attributes ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        if (Tags.Count > 0)
        {
            exporter["name"] = string.Join(',', Tags);
        }

        foreach ((string name, string value) in Annotations)
        {
            exporter[name] = value;
        }

        return new BuildKitSolve
        {
            Reference = call.BuildId,
            Session = call.SessionId,
            Exporter = Output switch
            {
                null or { IsImage: true } => BuildKitSolve.ImageExporter,
                { IsCacheOnly: true } => "",
                var output => output.ExporterType,
            },
            ExporterAttributes = exporter,
            FrontendAttributes = FrontendAttributes(context, dockerfile, proxies, contexts),
            CacheExports = InlineCache ? [new BuildKitCache("inline", new Dictionary<string, string>())] : [],
            Entitlements = NetworkMode == "host" ? ["network.host"] : [],
        };
    }

    private Dictionary<string, string> FrontendAttributes(
        string context, string? dockerfile, IReadOnlyDictionary<string, string> proxies, IReadOnlyDictionary<string, string> contexts)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["context"] = context,
            ["image-resolve-mode"] = Pull ? "pull" : "default",
        };
        Add("filename", dockerfile);
        Add("target", Target);
        Add("no-cache", NoCache ? "" : NoCacheStages.Count > 0 ? string.Join(',', NoCacheStages) : null);
        Add("platform", PlatformText());
        Add("cache-from", CacheFrom.Count == 0 ? null : string.Join(',', CacheFrom));
        Add("force-network-mode", NetworkMode is "host" or "none" ? NetworkMode : null);
        Add("shm-size", SharedMemorySize?.ToString(CultureInfo.InvariantCulture));
        Add("ulimit", Ulimits.Count == 0 ? null : string.Join(',', Ulimits.Select(static limit => string.Create(CultureInfo.InvariantCulture, $"{limit.Name}={limit.Soft}:{limit.Hard}"))));
        Add("add-hosts", ExtraHosts.Count == 0 ? null : string.Join(',', ExtraHosts.Select(static host => string.Join('=', host.Split(':', 2)))));
        foreach ((string name, string? value) in AllArguments(proxies))
        {
            Add("build-arg:" + name, value);
        }

        foreach ((string name, string value) in Labels)
        {
            attributes["label:" + name] = value;
        }

        foreach ((string type, string value) in Attestations)
        {
            attributes["attest:" + type] = value;
        }

        foreach ((string name, string address) in contexts)
        {
            attributes["context:" + name] = address;
            // A frontend that does not know them refuses, rather than to pass them over.
            attributes["frontend.caps"] = "moby.buildkit.frontend.contexts+forward";
        }

        return attributes;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                attributes[name] = value;
            }
        }
    }
}
