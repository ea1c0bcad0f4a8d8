namespace DockerPS.Engine.Compose.Writing;

/// <summary>Writes a service in its canonical form: long forms only, keys in the order of docker compose.</summary>
internal static class ServiceWriter
{
    /// <summary>Adds the keys of a service.</summary>
    /// <param name="to">What they are added to.</param>
    /// <param name="service">The service.</param>
    /// <param name="withFiles">Whether env_file and label_file are written; else what stands in them is part of environment and labels.</param>
    public static void Write(MappingBuilder to, ComposeService service, bool withFiles)
    {
        to.Texts("profiles", service.Profiles);
        to.Pairs("annotations", service.Annotations);
        to.Boolean("attach", service.Attach);
        to.Object("build", service.Build, WriteBuild);
        to.Object("develop", service.Develop, WriteDevelop);
        to.Object("blkio_config", service.BlockIO, WriteBlockIO);
        to.Texts("cap_add", service.CapAdd);
        to.Texts("cap_drop", service.CapDrop);
        to.Text("cgroup_parent", service.CgroupParent);
        to.Text("cgroup", service.Cgroup);
        to.NumberNotZero("cpu_count", service.CpuCount);
        to.FractionNotZero("cpu_percent", service.CpuPercent);
        to.NumberNotZero("cpu_period", service.CpuPeriod);
        to.NumberNotZero("cpu_quota", service.CpuQuota);
        to.NumberNotZero("cpu_rt_period", service.CpuRealtimePeriod);
        to.NumberNotZero("cpu_rt_runtime", service.CpuRealtimeRuntime);
        to.FractionNotZero("cpus", service.Cpus);
        to.Text("cpuset", service.CpuSet);
        to.NumberNotZero("cpu_shares", service.CpuShares);
        to.TextsOrEmpty("command", service.Command);
        to.List("configs", service.Configs, config => to.Item(config, WriteReference));
        to.Text("container_name", service.ContainerName);
        to.Object("credential_spec", service.CredentialSpec, static (spec, value) =>
        {
            spec.Text("config", value.Config);
            spec.Text("file", value.File);
            spec.Text("registry", value.Registry);
            spec.Extensions(value);
        });
        to.Named("depends_on", service.DependsOn, dependency => to.Item(dependency, static (entry, value) =>
        {
            entry.Text("condition", value.Condition);
            entry.True("restart", value.Restart);
            entry.Boolean("required", value.Required);
            entry.Extensions(value);
        }));
        to.Object("deploy", service.Deploy, (deploy, value) => DeployWriter.Write(deploy, value, service.Scale));
        to.Texts("device_cgroup_rules", service.DeviceCgroupRules);
        to.List("devices", service.Devices, device => to.Item(device, static (entry, value) =>
        {
            entry.Text("source", value.Source);
            entry.Text("target", value.Target);
            entry.Text("permissions", value.Permissions);
            entry.Extensions(value);
        }));
        to.Texts("dns", service.Dns);
        to.Texts("dns_opt", service.DnsOptions);
        to.Texts("dns_search", service.DnsSearch);
        to.Text("domainname", service.DomainName);
        to.TextsOrEmpty("entrypoint", service.Entrypoint);
        to.Object("provider", service.Provider, static (provider, value) =>
        {
            provider.Text("type", value.Type);
            provider.ObjectNotEmpty("options", value.Options, static (options, pairs) =>
            {
                foreach ((string name, ReadableList<string> values) in pairs.OrderBy(static pair => pair.Key, CanonicalOrder.Instance))
                {
                    options.TextsOrEmpty(name, values);
                }
            });
            provider.Extensions(value);
        });
        to.Pairs("environment", service.Environment);
        if (withFiles)
        {
            to.List("env_file", service.EnvironmentFiles, file => WriteEnvironmentFile(to, file));
        }

        to.Texts("expose", service.Expose);
        to.Texts("external_links", service.ExternalLinks);
        to.Texts("extra_hosts", Hosts(service.ExtraHosts));
        to.Texts("group_add", service.GroupAdd);
        to.List("gpus", service.Gpus, request => to.Item(request, DeployWriter.WriteRequest));
        to.Text("hostname", service.Hostname);
        to.Object("healthcheck", service.Healthcheck, static (check, value) =>
        {
            check.Texts("test", value.Test);
            check.Duration("timeout", value.Timeout);
            check.Duration("interval", value.Interval);
            check.Number("retries", value.Retries);
            check.Duration("start_period", value.StartPeriod);
            check.Duration("start_interval", value.StartInterval);
            check.True("disable", value.Disable);
            check.Extensions(value);
        });
        to.Text("image", service.Image);
        to.Boolean("init", service.Init);
        to.Text("ipc", service.Ipc);
        to.Text("isolation", service.Isolation);
        to.Pairs("labels", service.Labels);
        if (withFiles)
        {
            to.Texts("label_file", service.LabelFiles);
        }

        to.Texts("links", service.Links);
        to.Object("logging", service.Logging, static (logging, value) =>
        {
            logging.Text("driver", value.Driver);
            logging.Pairs("options", value.Options);
            logging.Extensions(value);
        });
        to.Size("mem_limit", service.MemoryLimit);
        to.Size("mem_reservation", service.MemoryReservation);
        to.Size("memswap_limit", service.MemorySwapLimit);
        to.Size("mem_swappiness", service.MemorySwappiness);
        to.Text("mac_address", service.MacAddress);
        to.Named("models", service.Models, model => NothingOr(to.Item(model, static (entry, value) =>
        {
            entry.Text("endpoint_var", value.EndpointVariable);
            entry.Text("model_var", value.ModelVariable);
            entry.Extensions(value);
        })));
        to.Text("network_mode", service.NetworkMode);
        to.Named("networks", service.Networks, network => NothingOr(to.Item(network, static (entry, value) =>
        {
            entry.Texts("aliases", value.Aliases);
            entry.Pairs("driver_opts", value.DriverOptions);
            entry.NumberNotZero("gw_priority", value.GatewayPriority);
            entry.Text("interface_name", value.InterfaceName);
            entry.Text("ipv4_address", value.IPv4Address);
            entry.Text("ipv6_address", value.IPv6Address);
            entry.Texts("link_local_ips", value.LinkLocalAddresses);
            entry.Text("mac_address", value.MacAddress);
            entry.NumberNotZero("priority", value.Priority);
            entry.Extensions(value);
        })));
        to.True("oom_kill_disable", service.OomKillDisable);
        to.NumberNotZero("oom_score_adj", service.OomScoreAdjustment);
        to.Text("pid", service.Pid);
        to.NumberNotZero("pids_limit", service.PidsLimit);
        to.Text("platform", service.Platform);
        to.List("ports", service.Ports, port => to.Item(port, static (entry, value) =>
        {
            entry.Text("name", value.Name);
            entry.Text("mode", value.Mode);
            entry.Text("host_ip", value.HostAddress);
            entry.NumberNotZero("target", value.Target);
            entry.Text("published", value.Published);
            entry.Text("protocol", value.Protocol);
            entry.Text("app_protocol", value.ApplicationProtocol);
            entry.Extensions(value);
        }));
        to.True("privileged", service.Privileged);
        to.Text("pull_policy", service.PullPolicy);
        to.True("read_only", service.ReadOnly);
        to.Text("restart", service.Restart);
        to.Text("runtime", service.Runtime);
        to.Number("scale", service.Scale);
        to.List("secrets", service.Secrets, secret => to.Item(secret, static (entry, value) =>
        {
            entry.Text("source", value.Source);
            entry.Text("target", value.Target ?? "/run/secrets/" + value.Source);
            WriteOwner(entry, value);
        }));
        to.Texts("security_opt", service.SecurityOptions);
        to.Size("shm_size", service.ShmSize);
        to.True("stdin_open", service.StdinOpen);
        to.Duration("stop_grace_period", service.StopGracePeriod);
        to.Text("stop_signal", service.StopSignal);
        to.Pairs("storage_opt", service.StorageOptions);
        to.Pairs("sysctls", service.Sysctls);
        to.Texts("tmpfs", service.Tmpfs);
        to.True("tty", service.Tty);
        WriteUlimits(to, service.Ulimits);
        to.True("use_api_socket", service.UseApiSocket);
        to.Text("user", service.User);
        to.Text("userns_mode", service.UserNamespaceMode);
        to.Text("uts", service.Uts);
        to.List("volumes", service.Volumes, mount => to.Item(mount, WriteMount));
        to.Texts("volumes_from", service.VolumesFrom);
        to.Text("working_dir", service.WorkingDirectory);
        to.List("post_start", service.PostStart, hook => to.Item(hook, WriteHook));
        to.List("pre_stop", service.PreStop, hook => to.Item(hook, WriteHook));
        to.Extensions(service);
    }

    private static void WriteBuild(MappingBuilder to, ComposeBuild build)
    {
        to.Text("context", build.Context);
        to.Text("dockerfile", build.Dockerfile);
        to.Text("dockerfile_inline", build.DockerfileInline);
        to.Texts("entitlements", build.Entitlements);
        to.Pairs("args", build.Arguments);
        to.Text("provenance", build.Provenance);
        to.Text("sbom", build.Sbom);
        to.List("ssh", build.Ssh, key => to.Scalar(key.Path is null ? key.Id : $"{key.Id}={key.Path}"));
        to.Pairs("labels", build.Labels);
        to.Texts("cache_from", build.CacheFrom);
        to.Texts("cache_to", build.CacheTo);
        to.True("no_cache", build.NoCache);
        to.Pairs("additional_contexts", build.AdditionalContexts);
        to.True("pull", build.Pull);
        to.Texts("extra_hosts", Hosts(build.ExtraHosts));
        to.Text("isolation", build.Isolation);
        to.Text("network", build.Network);
        to.Text("target", build.Target);
        to.List("secrets", build.Secrets, secret => to.Item(secret, WriteReference));
        to.Size("shm_size", build.ShmSize);
        to.Texts("tags", build.Tags);
        WriteUlimits(to, build.Ulimits);
        to.Texts("platforms", build.Platforms);
        to.True("privileged", build.Privileged);
        to.Extensions(build);
    }

    private static void WriteDevelop(MappingBuilder to, ComposeDevelop develop)
    {
        to.List("watch", develop.Watch, rule => to.Item(rule, static (entry, value) =>
        {
            entry.Text("path", value.Path);
            entry.Text("action", value.Action);
            entry.Text("target", value.Target);
            entry.Object("exec", value.Exec, WriteHook);
            entry.Texts("include", value.Include);
            entry.Texts("ignore", value.Ignore);
            entry.True("initial_sync", value.InitialSync);
            entry.Extensions(value);
        }));
        to.Extensions(develop);
    }

    private static void WriteBlockIO(MappingBuilder to, ComposeBlockIO block)
    {
        to.NumberNotZero("weight", block.Weight);
        to.List("weight_device", block.DeviceWeights, device => to.Item(device, static (entry, value) =>
        {
            entry.Text("path", value.Path);
            entry.Number("weight", value.Weight);
        }));
        Rates("device_read_bps", block.DeviceReadBytes);
        Rates("device_read_iops", block.DeviceReadOperations);
        Rates("device_write_bps", block.DeviceWriteBytes);
        Rates("device_write_iops", block.DeviceWriteOperations);

        void Rates(string key, ReadableList<ComposeDeviceRate> rates) => to.List(key, rates, rate => to.Item(rate, static (entry, value) =>
        {
            entry.Text("path", value.Path);
            entry.Size("rate", value.Rate);
        }));
    }

    private static void WriteHook(MappingBuilder to, ComposeHook hook)
    {
        to.TextsOrEmpty("command", hook.Command);
        to.Text("user", hook.User);
        to.True("privileged", hook.Privileged);
        to.Text("working_dir", hook.WorkingDirectory);
        to.Pairs("environment", hook.Environment);
        to.Extensions(hook);
    }

    private static void WriteMount(MappingBuilder to, ComposeVolumeMount mount)
    {
        to.Text("type", mount.Type);
        to.Text("source", mount.Source);
        to.Text("target", mount.Target);
        to.True("read_only", mount.ReadOnly);
        to.Text("consistency", mount.Consistency);
        to.Object("bind", mount.Bind, static (bind, value) =>
        {
            bind.Text("selinux", value.SELinux);
            bind.Text("propagation", value.Propagation);
            bind.True("create_host_path", value.CreateHostPath);
            bind.Text("recursive", value.Recursive);
            bind.Extensions(value);
        });
        to.Object("volume", mount.Volume, static (volume, value) =>
        {
            volume.Pairs("labels", value.Labels);
            volume.True("nocopy", value.NoCopy);
            volume.Text("subpath", value.Subpath);
            volume.Extensions(value);
        });
        to.Object("tmpfs", mount.Tmpfs, static (tmpfs, value) =>
        {
            tmpfs.Size("size", value.Size);
            tmpfs.NumberNotZero("mode", value.Mode);
            tmpfs.Extensions(value);
        });
        to.Object("image", mount.Image, static (image, value) =>
        {
            image.Text("subpath", value.Subpath);
            image.Extensions(value);
        });
        to.Extensions(mount);
    }

    private static void WriteReference(MappingBuilder to, ComposeFileReference reference)
    {
        to.Text("source", reference.Source);
        to.Text("target", reference.Target);
        WriteOwner(to, reference);
    }

    private static void WriteOwner(MappingBuilder to, ComposeFileReference reference)
    {
        to.Text("uid", reference.Uid);
        to.Text("gid", reference.Gid);
        to.Mode("mode", reference.Mode);
        to.Extensions(reference);
    }

    private static ComposeNode WriteEnvironmentFile(MappingBuilder to, ComposeEnvironmentFile file) =>
        file.Required && string.IsNullOrEmpty(file.Format)
            ? to.Scalar(file.Path)
            : to.Item(file, static (entry, value) =>
            {
                entry.Text("path", value.Path);
                entry.Boolean("required", value.Required);
                entry.Text("format", value.Format);
            });

    private static void WriteUlimits(MappingBuilder to, ComposeCollection<ComposeUlimit> limits) =>
        to.Named("ulimits", limits, limit => limit is { IsSingle: true, Soft: not 0 }
            ? ComposeScalar.Of(limit.Soft)
            : to.Item(limit, static (entry, value) =>
            {
                entry.Number("soft", value.Soft);
                entry.Number("hard", value.Hard);
                entry.Extensions(value);
            }));

    private static string[] Hosts(ReadableList<ComposeHost> hosts) =>
        [.. hosts.Select(static host => $"{host.Name}={host.Address}").Order(StringComparer.Ordinal)];

    private static ComposeNode NothingOr(ComposeMapping mapping) => mapping.Count == 0 ? ComposeScalar.Null() : mapping;
}
