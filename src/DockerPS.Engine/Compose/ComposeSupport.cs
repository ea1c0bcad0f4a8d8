namespace DockerPS.Engine.Compose;

/// <summary>Tells which keys of a project have no effect where it goes.</summary>
internal static class ComposeSupport
{
    private const string Limits = "A swarm has deploy.resources.limits.";

    /// <summary>Keys of a service that a service of a swarm has nothing for, in the order of the specification.</summary>
    private static readonly (string Key, Func<ComposeService, bool> IsGiven, string? Advice)[] s_serviceKeys =
    [
        ("annotations", static service => service.Annotations.Count > 0, "Labels are passed on."),
        ("attach", static service => service.Attach is not null, null),
        ("blkio_config", static service => service.BlockIO is not null, null),
        ("build", static service => service.Build is not null, "A swarm takes finished images: build and push it first, and name it by image."),
        ("cgroup", static service => service.Cgroup is not null, null),
        ("cgroup_parent", static service => service.CgroupParent is not null, null),
        ("container_name", static service => service.ContainerName is not null, "A swarm names the containers of tasks itself."),
        ("cpu_count", static service => service.CpuCount is not null, Limits),
        ("cpu_percent", static service => service.CpuPercent is not null, Limits),
        ("cpu_period", static service => service.CpuPeriod is not null, Limits),
        ("cpu_quota", static service => service.CpuQuota is not null, Limits),
        ("cpu_rt_period", static service => service.CpuRealtimePeriod is not null, null),
        ("cpu_rt_runtime", static service => service.CpuRealtimeRuntime is not null, null),
        ("cpu_shares", static service => service.CpuShares is not null, Limits),
        ("cpus", static service => service.Cpus is not null, Limits),
        ("cpuset", static service => service.CpuSet is not null, Limits),
        ("depends_on", HasOwnDependencies, "A swarm starts all services at once: let them try again until the others answer."),
        ("develop", static service => service.Develop is not null, null),
        ("device_cgroup_rules", static service => service.DeviceCgroupRules.Count > 0, null),
        ("devices", static service => service.Devices.Count > 0, null),
        ("domainname", static service => service.DomainName is not null, "hostname takes the whole name."),
        ("expose", static service => service.Expose.Count > 0, "Services of the same network reach each other on every port."),
        ("external_links", static service => service.ExternalLinks.Count > 0, null),
        ("gpus", static service => service.Gpus.Count > 0, "A swarm has deploy.resources.reservations.generic_resources."),
        ("ipc", static service => service.Ipc is not null, null),
        ("links", static service => service.Links.Count > 0, "Services of the same network reach each other by their names and aliases."),
        ("mac_address", static service => service.MacAddress is not null, null),
        ("mem_limit", static service => service.MemoryLimit is not null, Limits),
        ("mem_reservation", static service => service.MemoryReservation is not null, "A swarm has deploy.resources.reservations."),
        ("mem_swappiness", static service => service.MemorySwappiness is not null, null),
        ("memswap_limit", static service => service.MemorySwapLimit is not null, null),
        ("models", static service => service.Models.Count > 0, null),
        ("network_mode", static service => service.NetworkMode is not null, "A network named host or none can be given as an external network."),
        ("oom_kill_disable", static service => service.OomKillDisable is not null, null),
        ("pid", static service => service.Pid is not null, null),
        ("pids_limit", static service => service.PidsLimit is not null, Limits),
        ("platform", static service => service.Platform is not null, "A swarm has deploy.placement.constraints, such as node.platform.arch==aarch64."),
        ("post_start", static service => service.PostStart.Count > 0, null),
        ("pre_stop", static service => service.PreStop.Count > 0, null),
        ("privileged", static service => service.Privileged == true, null),
        ("provider", static service => service.Provider is not null, null),
        ("pull_policy", static service => service.PullPolicy is not null, null),
        ("restart", static service => service.Restart is not null && service.Deploy?.RestartPolicy is not null, "A swarm has deploy.restart_policy."),
        ("runtime", static service => service.Runtime is not null, null),
        ("scale", static service => service.Scale is not null && service.Deploy?.Replicas is null, "A swarm has deploy.replicas."),
        ("security_opt", static service => service.SecurityOptions.Count > 0, null),
        ("shm_size", static service => service.ShmSize is not null, "A volume of type tmpfs at /dev/shm has a size."),
        ("storage_opt", static service => service.StorageOptions.Count > 0, null),
        ("use_api_socket", static service => service.UseApiSocket is not null, null),
        ("userns_mode", static service => service.UserNamespaceMode is not null, null),
        ("uts", static service => service.Uts is not null, null),
        ("volumes_from", static service => service.VolumesFrom.Count > 0, "A volume below volumes: can be mounted by several services."),
    ];

    /// <summary>Keys of a network of a service that a swarm has nothing for.</summary>
    private static readonly (string Key, Func<ComposeServiceNetwork, bool> IsGiven)[] s_networkKeys =
    [
        ("gw_priority", static network => network.GatewayPriority is not null),
        ("interface_name", static network => network.InterfaceName is not null),
        ("ipv4_address", static network => network.IPv4Address is not null),
        ("ipv6_address", static network => network.IPv6Address is not null),
        ("link_local_ips", static network => network.LinkLocalAddresses.Count > 0),
        ("mac_address", static network => network.MacAddress is not null),
        ("priority", static network => network.Priority is not null),
    ];

    /// <summary>The keys of a project's active services that have no effect when it is deployed as a stack.</summary>
    /// <param name="project">The project.</param>
    public static IReadOnlyList<UnsupportedKey> UnsupportedInStack(ComposeProject project)
    {
        List<UnsupportedKey> keys = [];
        foreach (ComposeService service in project.Services)
        {
            string path = ComposePosition.Under("services", service.Name);
            keys.AddRange(s_serviceKeys.Where(key => key.IsGiven(service)).Select(key => new UnsupportedKey(ComposePosition.Under(path, key.Key), key.Advice)));
            foreach (ComposeServiceNetwork network in service.Networks)
            {
                string at = ComposePosition.Under(ComposePosition.Under(path, "networks"), network.Name);
                keys.AddRange(s_networkKeys.Where(key => key.IsGiven(network)).Select(key => new UnsupportedKey(ComposePosition.Under(at, key.Key), null)));
            }

            AddOfItems(service, path, keys);
        }

        if (project.Models.Count > 0)
        {
            keys.Add(new UnsupportedKey("models", null));
        }

        return keys;
    }

    private static void AddOfItems(ComposeService service, string path, List<UnsupportedKey> keys)
    {
        for (int i = 0; i < service.Ports.Count; i++)
        {
            string at = ComposePosition.Under(ComposePosition.Under(path, "ports"), i);
            Add(service.Ports[i].HostAddress is not null, at, "host_ip", "A swarm publishes on all addresses of a node.");
            Add(service.Ports[i].ApplicationProtocol is not null, at, "app_protocol", null);
        }

        for (int i = 0; i < service.Volumes.Count; i++)
        {
            string at = ComposePosition.Under(ComposePosition.Under(path, "volumes"), i);
            Add(service.Volumes[i].Bind?.SELinux is not null, at, "bind.selinux", null);
            Add(service.Volumes[i].Consistency is not null, at, "consistency", null);
            Add(service.Volumes[i].Type == "image", at, "type", "A swarm mounts no images.");
        }

        Add(service.Deploy?.Resources?.Reservations?.Devices.Count > 0, path, "deploy.resources.reservations.devices", "A swarm has generic_resources.");

        void Add(bool isGiven, string at, string key, string? advice)
        {
            if (isGiven)
            {
                keys.Add(new UnsupportedKey($"{at}.{key}", advice));
            }
        }
    }

    /// <summary>Links and shared namespaces imply dependencies, which are no key of the file and are named by what implies them.</summary>
    private static bool HasOwnDependencies(ComposeService service)
    {
        HashSet<string> implied =
        [
            .. service.Links.Select(static link => link.Split(':')[0]),
            .. service.VolumesFrom.Select(static source => source.Split(':')[0]),
            .. new[] { service.NetworkMode, service.Ipc, service.Pid, service.Uts, service.Cgroup }
                .OfType<string>()
                .Where(static mode => mode.StartsWith("service:", StringComparison.Ordinal))
                .Select(static mode => mode["service:".Length..]),
        ];
        return service.DependsOn.Names.Any(name => !implied.Contains(name));
    }
}
