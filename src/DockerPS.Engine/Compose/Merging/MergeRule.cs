namespace DockerPS.Engine.Compose;

/// <summary>The rules of merging, as a tree along the keys of a compose file.</summary>
internal sealed class MergeRule
{
    private static readonly MergeRule s_none = new();
    private readonly Dictionary<string, MergeRule> _children = new(StringComparer.Ordinal);

    /// <summary>The rules from a file's root on.</summary>
    public static MergeRule Root { get; } = Build();

    /// <summary>The rules of a service.</summary>
    public static MergeRule Service => Root.Under("services").Under("x");

    /// <summary>How values are merged here.</summary>
    public MergeKind Kind { get; private set; }

    /// <summary>What makes an item of a list unique here, so that a later one replaces an earlier one; null where items repeat freely.</summary>
    public Func<ComposeNode, string?>? ItemKey { get; private set; }

    /// <summary>True for the list of a service's ports.</summary>
    public bool IsPorts { get; private set; }

    /// <summary>The rule under a key.</summary>
    public MergeRule Under(string key) => _children.TryGetValue(key, out MergeRule? child) || _children.TryGetValue("*", out child) ? child : s_none;

    private static MergeRule Build()
    {
        var root = new MergeRule();
        foreach (string path in (string[])["networks.*.labels", "volumes.*.labels", "secrets.*.labels", "configs.*.labels",
            "services.*.annotations", "services.*.environment", "services.*.labels", "services.*.sysctls", "services.*.deploy.labels",
            "services.*.build.args", "services.*.build.additional_contexts", "services.*.build.labels"])
        {
            root.At(path).Kind = MergeKind.Variables;
            // A later name without a value counts too: it is the variable of the project, or an empty label.
            root.At(path + ".*").Kind = MergeKind.Replace;
        }
        foreach (string path in (string[])["services.*.command", "services.*.entrypoint", "services.*.healthcheck.test", "services.*.ulimits.*", "services.*.build.ulimits.*"])
            root.At(path).Kind = MergeKind.Replace;
        foreach (string path in (string[])["services.*.networks", "services.*.models"])
            root.At(path).Kind = MergeKind.Names;
        foreach (string path in (string[])["services.*.extra_hosts", "services.*.build.extra_hosts"])
            root.At(path).Kind = MergeKind.Hosts;
        foreach (string path in (string[])["services.*.dns", "services.*.dns_opt", "services.*.dns_search", "services.*.tmpfs", "services.*.env_file", "services.*.label_file"])
            root.At(path).Kind = MergeKind.List;
        root.At("services.*.depends_on").Kind = MergeKind.Dependencies;
        root.At("services.*.build").Kind = MergeKind.Build;
        root.At("services.*.logging").Kind = MergeKind.Logging;
        root.At("networks.*.ipam.config").Kind = MergeKind.Pools;

        foreach (string path in (string[])["services.*.build.tags", "services.*.build.platforms", "services.*.cap_add", "services.*.cap_drop",
            "services.*.dns", "services.*.dns_opt", "services.*.dns_search", "services.*.links", "services.*.networks.*.aliases",
            "services.*.networks.*.link_local_ips", "services.*.profiles", "services.*.tmpfs"])
        {
            root.At(path).ItemKey = UniqueKey.OfNamed;
        }
        foreach (string path in (string[])["services.*.expose", "services.*.security_opt", "services.*.group_add", "services.*.external_links", "services.*.volumes_from", "services.*.label_file"])
            root.At(path).ItemKey = UniqueKey.OfText;
        root.At("services.*.volumes").ItemKey = UniqueKey.OfVolume;
        root.At("services.*.devices").ItemKey = UniqueKey.OfDevice;
        root.At("services.*.secrets").ItemKey = UniqueKey.OfSecret;
        root.At("services.*.configs").ItemKey = UniqueKey.OfConfig;
        root.At("services.*.build.secrets").ItemKey = UniqueKey.OfSecret;
        root.At("services.*.env_file").ItemKey = UniqueKey.OfEnvironmentFile;
        root.At("services.*.ports").ItemKey = UniqueKey.OfPort;
        root.At("services.*.ports").IsPorts = true;
        return root;
    }

    private MergeRule At(string path)
    {
        MergeRule rule = this;
        foreach (string key in path.Split('.'))
        {
            if (!rule._children.TryGetValue(key, out MergeRule? child))
                rule._children.Add(key, child = new MergeRule());
            rule = child;
        }
        return rule;
    }
}
