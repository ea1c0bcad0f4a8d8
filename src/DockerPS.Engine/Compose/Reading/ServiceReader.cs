using System.Text.RegularExpressions;

namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads a service.</summary>
/// <param name="reading">What readers share.</param>
/// <param name="projectDirectory">The folder that a build without a context has as its context.</param>
/// <param name="addDefaults">Whether what compose implies is added: the default network, dependencies of links and namespaces, the Dockerfile.</param>
internal sealed partial class ServiceReader(ComposeReading reading, string projectDirectory, bool addDefaults)
{
    private const string DefaultNetwork = "default";
    private const string ServicePrefix = "service:";
    private const string ContainerPrefix = "container:";
    private const string Started = "service_started";
    private const int HighestOomScore = 1000;

    /// <summary>Reads the entry of services.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public ComposeService Read(ComposeEntry entry)
    {
        ComposeFields fields = reading.Fields(entry.Value, "a mapping with image or build");
        var service = new ComposeService
        {
            Name = entry.Name,
            Annotations = fields.Pairs("annotations"),
            Attach = fields.Boolean("attach"),
            BlockIO = fields.Object("blkio_config", ReadBlockIO),
            Build = BuildReader.Read(fields.Take("build"), reading, projectDirectory, addDefaults),
            CapAdd = fields.Texts("cap_add"),
            CapDrop = fields.Texts("cap_drop"),
            Cgroup = fields.Word("cgroup", "host", "private"),
            CgroupParent = fields.Text("cgroup_parent"),
            Command = CommandWords.Read(fields.Take("command"), reading.Warnings),
            Configs = fields.List("configs", "a list of configs", item => FileReferenceReader.Read(item, reading)),
            ContainerName = Matching(fields.Take("container_name"), ContainerNamePattern(), "a name of letters, digits, _, . and -, at least two of them"),
            CpuCount = fields.Integer("cpu_count", 0),
            CpuPercent = fields.Number("cpu_percent", 0, 100),
            CpuPeriod = fields.Integer("cpu_period"),
            CpuQuota = fields.Integer("cpu_quota"),
            CpuRealtimePeriod = fields.Integer("cpu_rt_period"),
            CpuRealtimeRuntime = fields.Integer("cpu_rt_runtime"),
            Cpus = fields.Number("cpus", 0),
            CpuSet = fields.Text("cpuset"),
            CpuShares = fields.Integer("cpu_shares"),
            CredentialSpec = fields.Object("credential_spec", static spec => new ComposeCredentialSpec
            {
                Config = spec.Text("config"),
                File = spec.Text("file"),
                Registry = spec.Text("registry"),
                Extensions = spec.Finish(),
            }),
            DependsOn = ReadDependencies(fields),
            Deploy = fields.ObjectOrNull("deploy", DeployReader.Read),
            Develop = fields.ObjectOrNull("develop", DevelopReader.Read),
            DeviceCgroupRules = fields.Texts("device_cgroup_rules"),
            Devices = fields.List("devices", "a list of devices", item => DeviceReader.Read(item, reading)),
            Dns = [.. fields.TextOrTexts("dns").Where(static server => server.Length > 0)],
            DnsOptions = fields.Texts("dns_opt"),
            DnsSearch = fields.TextOrTexts("dns_search"),
            DomainName = fields.Text("domainname"),
            Entrypoint = CommandWords.Read(fields.Take("entrypoint"), reading.Warnings),
            Environment = Resolve(fields.Variables("environment")),
            EnvironmentFiles = ReadEnvironmentFiles(fields.Take("env_file")),
            Expose = fields.TextsOrNumbers("expose"),
            ExternalLinks = fields.Texts("external_links"),
            ExtraHosts = HostReader.Read(fields.Take("extra_hosts")),
            Gpus = DeviceReader.ReadGpus(fields.Take("gpus"), reading),
            GroupAdd = fields.TextsOrNumbers("group_add"),
            Healthcheck = fields.Object("healthcheck", HealthcheckReader.Read),
            Hostname = fields.Text("hostname"),
            Image = fields.Text("image"),
            Init = fields.Boolean("init"),
            Ipc = fields.Text("ipc"),
            Isolation = fields.Text("isolation"),
            LabelFiles = fields.TextOrTexts("label_file"),
            Labels = fields.Pairs("labels"),
            Links = fields.Texts("links"),
            Logging = fields.Object("logging", static logging => new ComposeLogging
            {
                Driver = logging.Text("driver"),
                Options = logging.Options("options", mayBeNull: true),
                Extensions = logging.Finish(),
            }),
            MacAddress = fields.Text("mac_address"),
            MemoryLimit = fields.Size("mem_limit"),
            MemoryReservation = fields.Size("mem_reservation"),
            MemorySwapLimit = fields.Size("memswap_limit"),
            MemorySwappiness = fields.Integer("mem_swappiness"),
            Models = ReadModels(fields.Take("models")),
            NetworkMode = fields.Text("network_mode"),
            Networks = ReadNetworks(fields),
            OomKillDisable = fields.Boolean("oom_kill_disable"),
            OomScoreAdjustment = fields.Integer("oom_score_adj", -HighestOomScore, HighestOomScore),
            Pid = fields.Take("pid") is { } pid and not ComposeScalar { IsNull: true } ? ScalarValue.Text(pid) : null,
            PidsLimit = fields.Integer("pids_limit"),
            Platform = fields.Text("platform"),
            Ports = fields.Take("ports") switch
            {
                null => [],
                ComposeSequence list => [.. list.SelectMany(item => PortReader.Read(item, reading))],
                { } other => throw other.Expected("a list of ports"),
            },
            PostStart = fields.List("post_start", "a list of mappings with command", DevelopReader.ReadHook),
            PreStop = fields.List("pre_stop", "a list of mappings with command", DevelopReader.ReadHook),
            Privileged = fields.Boolean("privileged"),
            Profiles = fields.Texts("profiles"),
            Provider = fields.Object("provider", ReadProvider),
            PullPolicy = ReadPullPolicy(fields.Take("pull_policy")),
            ReadOnly = fields.Boolean("read_only"),
            Restart = fields.Text("restart"),
            Runtime = fields.Text("runtime"),
            Scale = fields.SmallInteger("scale", 0),
            Secrets = fields.List("secrets", "a list of secrets", item => FileReferenceReader.Read(item, reading)),
            SecurityOptions = fields.Texts("security_opt"),
            ShmSize = fields.Size("shm_size"),
            StdinOpen = fields.Boolean("stdin_open"),
            StopGracePeriod = fields.Duration("stop_grace_period"),
            StopSignal = fields.Text("stop_signal"),
            StorageOptions = fields.Options("storage_opt", mayBeNull: true),
            Sysctls = fields.Pairs("sysctls"),
            Tmpfs = fields.TextOrTexts("tmpfs"),
            Tty = fields.Boolean("tty"),
            Ulimits = UlimitReader.Read(fields.Take("ulimits"), reading),
            UseApiSocket = fields.Boolean("use_api_socket"),
            User = fields.Text("user"),
            UserNamespaceMode = fields.Text("userns_mode"),
            Uts = fields.Text("uts"),
            Volumes = fields.List("volumes", "a list of volumes", item => MountReader.Read(item, reading)),
            VolumesFrom = fields.Texts("volumes_from"),
            WorkingDirectory = fields.Text("working_dir"),
            Extensions = Finish(fields),
        };
        if (addDefaults)
        {
            AddImpliedDependencies(service);
        }

        return service;
    }

    /// <summary>Two keys that are there and mean nothing to this model are taken too.</summary>
    private ComposeExtensions Finish(ComposeFields fields)
    {
        fields.Take("extends");
        if (fields.Take("pull_refresh_after") is { } delay)
        {
            reading.Warnings.Add(delay, "pull_refresh_after has no effect; write pull_policy: every_12h.");
        }

        return fields.Finish();
    }

    private ComposeVariables Resolve(ComposeVariables given)
    {
        foreach (string name in addDefaults ? given.Where(static pair => pair.Value is null).Select(static pair => pair.Key).ToArray() : [])
        {
            given[name] = reading.Environment.GetValueOrDefault(name);
        }

        return given;
    }

    private static ComposeBlockIO ReadBlockIO(ComposeFields fields)
    {
        var block = new ComposeBlockIO
        {
            Weight = fields.SmallInteger("weight", 0, ushort.MaxValue),
            DeviceWeights = fields.List("weight_device", "a list of mappings with path and weight", static (ComposeFields device) =>
            {
                var weight = new ComposeDeviceWeight { Path = device.Text("path") ?? "", Weight = device.SmallInteger("weight", 0, ushort.MaxValue) ?? 0 };
                device.FinishWithoutExtensions();
                return weight;
            }),
            DeviceReadBytes = fields.List("device_read_bps", "a list of mappings with path and rate", ReadRate),
            DeviceReadOperations = fields.List("device_read_iops", "a list of mappings with path and rate", ReadRate),
            DeviceWriteBytes = fields.List("device_write_bps", "a list of mappings with path and rate", ReadRate),
            DeviceWriteOperations = fields.List("device_write_iops", "a list of mappings with path and rate", ReadRate),
        };
        fields.FinishWithoutExtensions();
        return block;
    }

    private static ComposeDeviceRate ReadRate(ComposeFields fields)
    {
        var rate = new ComposeDeviceRate { Path = fields.Text("path") ?? "", Rate = fields.Size("rate") ?? 0 };
        fields.FinishWithoutExtensions();
        return rate;
    }

    private ComposeCollection<ComposeDependency> ReadDependencies(ComposeFields fields)
    {
        switch (fields.Take("depends_on"))
        {
            case null:
                return [];
            case ComposeSequence list:
                return new ComposeCollection<ComposeDependency>(ScalarValue.Texts(list, mayRepeat: false).Select(static name => new ComposeDependency { Service = name }));
            case ComposeMapping mapping:
                return new ComposeCollection<ComposeDependency>(mapping.Select(entry =>
                {
                    ComposeFields dependency = reading.Fields(entry.Value, "a mapping with condition");
                    dependency.Need("condition");
                    return new ComposeDependency
                    {
                        Service = entry.Name,
                        Condition = dependency.Word("condition", Started, "service_healthy", "service_completed_successfully") ?? Started,
                        Restart = dependency.Boolean("restart"),
                        Required = dependency.Boolean("required") ?? true,
                        Extensions = dependency.Finish(),
                    };
                }));
            case { } other:
                throw other.Expected("a list of services, or a mapping of services and conditions");
        }
    }

    private ReadableList<ComposeEnvironmentFile> ReadEnvironmentFiles(ComposeNode? node)
    {
        const string expected = "a path, or a list of paths and mappings with path";
        return node switch
        {
            null => [],
            ComposeScalar { Kind: ComposeScalarKind.String } path => [new ComposeEnvironmentFile { Path = path.Text }],
            ComposeSequence list => [.. list.Select(Read)],
            _ => throw node.Expected(expected),
        };

        ComposeEnvironmentFile Read(ComposeNode item)
        {
            if (item is ComposeScalar { Kind: ComposeScalarKind.String } path)
            {
                return new ComposeEnvironmentFile { Path = path.Text };
            }

            ComposeFields fields = reading.Fields(item, expected);
            var file = new ComposeEnvironmentFile { Path = fields.NeedText("path"), Required = fields.Boolean("required") ?? true, Format = fields.Text("format") };
            fields.FinishWithoutExtensions();
            return file;
        }
    }

    private ComposeCollection<ComposeServiceModel> ReadModels(ComposeNode? node) => node switch
    {
        null => [],
        ComposeSequence list => new ComposeCollection<ComposeServiceModel>(ScalarValue.Texts(list, mayRepeat: false).Select(static name => new ComposeServiceModel { Name = name })),
        ComposeMapping mapping => new ComposeCollection<ComposeServiceModel>(mapping.Select(entry =>
        {
            if (entry.Value is ComposeScalar { IsNull: true })
            {
                return new ComposeServiceModel { Name = entry.Name };
            }

            ComposeFields fields = reading.Fields(entry.Value, "a mapping with endpoint_var or model_var, or nothing");
            return new ComposeServiceModel
            {
                Name = entry.Name,
                EndpointVariable = fields.Text("endpoint_var"),
                ModelVariable = fields.Text("model_var"),
                Extensions = fields.Finish(),
            };
        })),
        _ => throw node.Expected("a list of models, or a mapping of them"),
    };

    private ComposeCollection<ComposeServiceNetwork> ReadNetworks(ComposeFields fields)
    {
        ComposeCollection<ComposeServiceNetwork> networks = fields.Take("networks") switch
        {
            null => [],
            ComposeSequence list => new ComposeCollection<ComposeServiceNetwork>(ScalarValue.Texts(list, mayRepeat: false).Select(static name => new ComposeServiceNetwork { Name = name })),
            ComposeMapping mapping => new ComposeCollection<ComposeServiceNetwork>(mapping.Select(ReadNetwork)),
            { } other => throw other.Expected("a list of networks, or a mapping of them"),
        };
        if (addDefaults && networks.Count == 0 && fields.Node.Lookup("network_mode") is null && fields.Node.Lookup("provider") is null)
        {
            networks.Add(new ComposeServiceNetwork { Name = DefaultNetwork });
        }

        return networks;
    }

    private ComposeServiceNetwork ReadNetwork(ComposeEntry entry)
    {
        if (entry.Value is ComposeScalar { IsNull: true })
        {
            return new ComposeServiceNetwork { Name = entry.Name };
        }

        ComposeFields fields = reading.Fields(entry.Value, "a mapping with aliases, ipv4_address and the like, or nothing");
        return new ComposeServiceNetwork
        {
            Name = entry.Name,
            Aliases = fields.Texts("aliases"),
            DriverOptions = fields.Options("driver_opts"),
            GatewayPriority = fields.SmallInteger("gw_priority"),
            InterfaceName = fields.Text("interface_name"),
            IPv4Address = fields.Text("ipv4_address"),
            IPv6Address = fields.Text("ipv6_address"),
            LinkLocalAddresses = fields.Texts("link_local_ips"),
            MacAddress = fields.Text("mac_address"),
            Priority = fields.SmallInteger("priority"),
            Extensions = fields.Finish(),
        };
    }

    private static ComposeProvider ReadProvider(ComposeFields fields)
    {
        var options = new ComposeOptions();
        if (fields.Take("options") is { } given)
        {
            foreach (ComposeEntry entry in given as ComposeMapping ?? throw given.Expected("a mapping of options"))
            {
                options[entry.Name] = entry.Value is ComposeSequence list ? [.. list.Select(Value)] : [Value(entry.Value)];
            }
        }

        return new ComposeProvider { Type = fields.NeedText("type"), Options = options, Extensions = fields.Finish() };

        static string Value(ComposeNode node) => node is ComposeScalar { IsNull: false } scalar ? ScalarValue.Plain(scalar) : throw node.Expected("a text, a number, true or false, or a list of them");
    }

    private string? ReadPullPolicy(ComposeNode? node) =>
        Matching(node, PullPolicyPattern(), "always, never, missing, build, refresh, daily, weekly or every_12h") is var policy && addDefaults && policy == "if_not_present" ? "missing" : policy;

    private string? Matching(ComposeNode? node, Regex pattern, string expected)
    {
        if (node is null)
        {
            return null;
        }

        string text = ScalarValue.Text(node);
        return reading.IsOpen(node) || pattern.IsMatch(text) ? text : throw node.Wrong($"\"{DisplayText.Of(text)}\" does not fit here", expected);
    }

    private static void AddImpliedDependencies(ComposeService service)
    {
        foreach (string link in service.Links)
        {
            string[] parts = link.Split(':');
            Add(parts.Length == 2 ? parts[0] : link, restart: true);
        }

        foreach (string? mode in (string?[])[service.NetworkMode, service.Ipc, service.Pid, service.Uts, service.Cgroup])
        {
            if (mode?.StartsWith(ServicePrefix, StringComparison.Ordinal) == true)
            {
                Add(mode[ServicePrefix.Length..], restart: true);
            }
        }

        foreach (string source in service.VolumesFrom.Where(static source => !source.StartsWith(ContainerPrefix, StringComparison.Ordinal)))
        {
            Add(source.Split(':')[0], restart: null);
        }

        void Add(string name, bool? restart)
        {
            if (!service.DependsOn.Contains(name))
            {
                service.DependsOn.Add(new ComposeDependency { Service = name, Restart = restart });
            }
        }
    }

    [GeneratedRegex("[a-zA-Z0-9][a-zA-Z0-9_.-]+", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerNamePattern();

    [GeneratedRegex("always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+", RegexOptions.CultureInvariant)]
    private static partial Regex PullPolicyPattern();
}
