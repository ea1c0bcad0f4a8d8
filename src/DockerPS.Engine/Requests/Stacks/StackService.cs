using System.Globalization;
using System.Text.Json.Nodes;
using DockerPS.Engine.Requests.Services;

namespace DockerPS.Engine.Requests.Stacks;

/// <summary>A service of a compose file as a spec of the swarm, field by field as docker stack deploy makes it: a service that either of them
/// deployed is not changed by the other, unless it has an env_file with quotes, comments or variables, which docker stack passes on unread. A pure function of the file and the ids of what it names.</summary>
internal sealed class StackService
{
    private const long ReadOnlyForAll = 0b100_100_100;

    private const double NanosecondsPerSecond = 1e9;

    private readonly string _stack;
    private readonly ComposeProject _project;
    private readonly ComposeService _service;
    private readonly ComposeDeploy _deploy;
    private readonly StackReferences _references;

    private StackService(string stack, ComposeProject project, ComposeService service, StackReferences references)
    {
        _stack = stack;
        _project = project;
        _service = service;
        _deploy = service.Deploy ?? new ComposeDeploy();
        _references = references;
    }

    /// <summary>The spec of one service.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <param name="project">The file that it is from.</param>
    /// <param name="service">The service.</param>
    /// <param name="references">The ids of secrets, configs and networks; what has none is left by its name.</param>
    /// <exception cref="InvalidRequestException">A swarm cannot run it as the file has it.</exception>
    public static JsonObject SpecOf(string stack, ComposeProject project, ComposeService service, StackReferences references) =>
        new StackService(stack, project, service, references).Build();

    private JsonObject Build()
    {
        if (string.IsNullOrEmpty(_service.Image))
        {
            throw Wrong("has no image: a swarm runs images of a registry, and builds none");
        }

        JsonObject labels = StackNames.Labels(_stack, _deploy.Labels);
        labels[StackNames.ImageLabel] = _service.Image;
        var spec = new JsonObject
        {
            ["Name"] = StackNames.Scope(_stack, _service.Name),
            ["Labels"] = labels,
            ["TaskTemplate"] = Task(),
            ["Mode"] = Mode(),
        };
        AddPolicy(spec, "UpdateConfig", _deploy.UpdateConfig);
        AddPolicy(spec, "RollbackConfig", _deploy.RollbackConfig);
        spec["EndpointSpec"] = Endpoint();
        return spec;
    }

    private JsonObject Task()
    {
        var task = new JsonObject
        {
            ["ContainerSpec"] = Container(),
            ["Resources"] = Resources(),
        };
        if (RestartPolicy() is { } restart)
        {
            task["RestartPolicy"] = restart;
        }

        task["Placement"] = Placement();
        task["Networks"] = Networks();
        if (_service.Logging is { } logging)
        {
            var driver = new JsonObject();
            StackJson.SetText(driver, "Name", logging.Driver);
            if (logging.Options.Count > 0)
            {
                driver["Options"] = StackJson.Map(logging.Options);
            }

            task["LogDriver"] = driver;
        }

        task["ForceUpdate"] = 0;
        return task;
    }

    private JsonObject Container()
    {
        var container = new JsonObject { ["Image"] = _service.Image, ["Labels"] = StackNames.Labels(_stack, _service.Labels) };
        StackJson.SetTexts(container, "Command", _service.Entrypoint);
        StackJson.SetTexts(container, "Args", _service.Command);
        StackJson.SetText(container, "Hostname", _service.Hostname);
        StackJson.SetTexts(container, "Env", [.. _service.Environment.Lines.Order(StringComparer.Ordinal)]);
        StackJson.SetText(container, "Dir", _service.WorkingDirectory);
        StackJson.SetText(container, "User", _service.User);
        StackJson.SetTexts(container, "Groups", _service.GroupAdd);
        JsonArray configs = Configs();
        container["Privileges"] = Privileges();
        if (_service.Init is { } init)
        {
            container["Init"] = init;
        }

        StackJson.SetText(container, "StopSignal", _service.StopSignal);
        StackJson.SetTrue(container, "TTY", _service.Tty);
        StackJson.SetTrue(container, "OpenStdin", _service.StdinOpen);
        StackJson.SetTrue(container, "ReadOnly", _service.ReadOnly);
        container["Mounts"] = StackJson.Objects(
        [
            .. _service.Volumes.Select(mount => StackMount.Of(_stack, _project, _service.Name, mount)),
            .. _service.Tmpfs.Select(tmpfs => StackMount.OfTmpfs(_service.Name, tmpfs)),
        ]);
        StackJson.SetTime(container, "StopGracePeriod", _service.StopGracePeriod);
        if (_service.Healthcheck is { } health)
        {
            container["Healthcheck"] = Healthcheck(health);
        }

        StackJson.SetTexts(container, "Hosts", [.. _service.ExtraHosts.Select(static host => $"{host.Address} {host.Name}")]);
        if (_service.Dns.Count > 0 || _service.DnsSearch.Count > 0 || _service.DnsOptions.Count > 0)
        {
            var dns = new JsonObject();
            StackJson.SetTexts(dns, "Nameservers", _service.Dns);
            StackJson.SetTexts(dns, "Search", _service.DnsSearch);
            StackJson.SetTexts(dns, "Options", _service.DnsOptions);
            container["DNSConfig"] = dns;
        }

        container["Secrets"] = Secrets();
        container["Configs"] = configs;
        StackJson.SetText(container, "Isolation", _service.Isolation);
        if (_service.Sysctls.Count > 0)
        {
            container["Sysctls"] = StackJson.Map(_service.Sysctls);
        }

        CapabilityLists capabilities = CapabilityLists.Of(_service.CapAdd, _service.CapDrop);
        StackJson.SetTexts(container, "CapabilityAdd", capabilities.Added);
        StackJson.SetTexts(container, "CapabilityDrop", capabilities.Dropped);
        if (_service.Ulimits.Count > 0)
        {
            container["Ulimits"] = StackJson.Objects(_service.Ulimits.OrderBy(static limit => limit.Name, StringComparer.Ordinal)
                .Select(static limit => new JsonObject { ["Name"] = limit.Name, ["Hard"] = limit.Hard, ["Soft"] = limit.Soft }));
        }

        StackJson.SetNumber(container, "OomScoreAdj", _service.OomScoreAdjustment);
        return container;
    }

    private JsonObject Healthcheck(ComposeHealthcheck health)
    {
        if (health.Disable == true)
        {
            return health.Test.Count == 0 || health.Test[0] == "NONE"
                ? new JsonObject { ["Test"] = StackJson.Texts(["NONE"]) }
                : throw Wrong("has a healthcheck with a test that is disabled: only one of both can be");
        }

        var json = new JsonObject();
        StackJson.SetTexts(json, "Test", health.Test);
        SetLength(json, "Interval", health.Interval);
        SetLength(json, "Timeout", health.Timeout);
        SetLength(json, "StartPeriod", health.StartPeriod);
        SetLength(json, "StartInterval", health.StartInterval);
        StackJson.SetNumber(json, "Retries", health.Retries);
        return json;
    }

    private JsonObject Resources()
    {
        var resources = new JsonObject();
        if (_deploy.Resources?.Limits is { } limits)
        {
            var json = new JsonObject();
            StackJson.SetNumber(json, "NanoCPUs", NanoCpus(limits.Cpus));
            StackJson.SetNumber(json, "MemoryBytes", limits.Memory);
            StackJson.SetNumber(json, "Pids", limits.Pids);
            resources["Limits"] = json;
        }

        if (_deploy.Resources?.Reservations is { } reservations)
        {
            var json = new JsonObject();
            StackJson.SetNumber(json, "NanoCPUs", NanoCpus(reservations.Cpus));
            StackJson.SetNumber(json, "MemoryBytes", reservations.Memory);
            if (reservations.GenericResources.Count > 0)
            {
                json["GenericResources"] = StackJson.Objects(reservations.GenericResources.Select(static resource => new JsonObject
                {
                    ["DiscreteResourceSpec"] = new JsonObject { ["Kind"] = resource.Kind, ["Value"] = resource.Value },
                }));
            }

            resources["Reservations"] = json;
        }

        return resources;
    }

    private JsonObject? RestartPolicy()
    {
        if (_deploy.RestartPolicy is { } policy)
        {
            var json = new JsonObject();
            StackJson.SetText(json, "Condition", policy.Condition);
            StackJson.SetTime(json, "Delay", policy.Delay);
            if (policy.MaxAttempts is { } attempts)
            {
                json["MaxAttempts"] = attempts;
            }

            StackJson.SetTime(json, "Window", policy.Window);
            return json;
        }

        string[] parts = (_service.Restart ?? "no").Split(':', 2);
        return parts[0] switch
        {
            "no" or "" => null,
            "always" or "unless-stopped" => new JsonObject { ["Condition"] = "any" },
            "on-failure" => new JsonObject
            {
                ["Condition"] = "on-failure",
                ["MaxAttempts"] = parts.Length == 1 ? 0
                    : long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long attempts) ? attempts
                    : throw Wrong($"has restart: {_service.Restart}, whose number cannot be read"),
            },
            _ => throw Wrong($"has restart: {_service.Restart}; no, always, unless-stopped, on-failure and on-failure:3 are known"),
        };
    }

    private JsonObject Placement()
    {
        var json = new JsonObject();
        if (_deploy.Placement is { } placement)
        {
            StackJson.SetTexts(json, "Constraints", placement.Constraints);
            if (placement.Preferences.Count > 0)
            {
                json["Preferences"] = StackJson.Objects(placement.Preferences.Select(static preference => new JsonObject
                {
                    ["Spread"] = new JsonObject { ["SpreadDescriptor"] = preference.Spread ?? "" },
                }));
            }

            StackJson.SetNumber(json, "MaxReplicas", placement.MaxReplicasPerNode);
        }

        return json;
    }

    private JsonArray Networks()
    {
        IEnumerable<ComposeServiceNetwork> networks = _service.Networks.Count > 0
            ? _service.Networks
            : [new ComposeServiceNetwork { Name = StackNames.DefaultNetwork }];
        return StackJson.Objects(networks
            .Select(network => (Name: StackNames.Of(_stack, StackNetwork.Declared(_project, network.Name)), Network: network))
            .OrderBy(static pair => pair.Name, StringComparer.Ordinal)
            .Select(pair => Attachment(pair.Name, pair.Network)));
    }

    private JsonObject Attachment(string name, ComposeServiceNetwork network)
    {
        var json = new JsonObject { ["Target"] = _references.Networks.GetValueOrDefault(name) ?? name };
        StackJson.SetTexts(json, "Aliases", StackNames.IsUserDefined(name) ? [.. network.Aliases, _service.Name] : network.Aliases);
        if (network.DriverOptions.Count > 0)
        {
            json["DriverOpts"] = StackJson.Map(network.DriverOptions);
        }

        return json;
    }

    private JsonArray Secrets() => Files("Secret", _service.Secrets, _project.Secrets, _references.Secrets, []);

    private JsonArray Configs()
    {
        if (_service.CredentialSpec?.Config is not { Length: > 0 } account)
        {
            return Files("Config", _service.Configs, _project.Configs, _references.Configs, []);
        }

        string name = StackNames.Of(_stack, Find("Config", _project.Configs, account));
        return Files("Config", _service.Configs, _project.Configs, _references.Configs, [Reference("Config", name, _references.Configs, "Runtime", [])]);
    }

    private JsonArray Files<T>(
        string kind, IEnumerable<ComposeFileReference> files, ComposeCollection<T> declared, IReadOnlyDictionary<string, string> ids, IReadOnlyList<JsonObject> others)
        where T : ComposeFileObject
    {
        var targets = new HashSet<string>(StringComparer.Ordinal);
        List<JsonObject> references = [];
        foreach (ComposeFileReference file in files)
        {
            string target = string.IsNullOrEmpty(file.Target) ? file.Source : file.Target;
            if (!targets.Add(target))
            {
                throw Wrong($"has two {kind.ToLowerInvariant()}s that go to the file '{target}'");
            }

            references.Add(Reference(kind, StackNames.Of(_stack, Find(kind, declared, file.Source)), ids, "File", new JsonObject
            {
                ["Name"] = target,
                ["UID"] = string.IsNullOrEmpty(file.Uid) ? "0" : file.Uid,
                ["GID"] = string.IsNullOrEmpty(file.Gid) ? "0" : file.Gid,
                ["Mode"] = file.Mode ?? ReadOnlyForAll,
            }));
        }

        // Sorted, so that the order in the file alone restarts nothing.
        return StackJson.Objects(references.Concat(others)
            .OrderBy(item => SpecJson.Text(item, kind + "Name"), StringComparer.Ordinal)
            .ThenBy(static item => item["File"] is JsonObject file ? SpecJson.Text(file, "Name") : "", StringComparer.Ordinal));
    }

    private static JsonObject Reference(string kind, string name, IReadOnlyDictionary<string, string> ids, string use, JsonObject how) => new()
    {
        [use] = how,
        [kind + "ID"] = ids.GetValueOrDefault(name) ?? "",
        [kind + "Name"] = name,
    };

    private T Find<T>(string kind, ComposeCollection<T> declared, string key)
        where T : ComposeFileObject =>
        declared.TryGetValue(key, out T? item)
            ? item
            : throw Wrong($"uses the {kind.ToLowerInvariant()} '{key}', which the file does not declare below {kind.ToLowerInvariant()}s");

    private JsonObject Privileges()
    {
        if (_service.CredentialSpec is not { } given)
        {
            return new JsonObject { ["CredentialSpec"] = null };
        }

        (string Field, string? Value)[] places = [.. new (string Field, string? Value)[]
        {
            ("Config", given.Config), ("File", given.File), ("Registry", given.Registry),
        }.Where(static place => !string.IsNullOrEmpty(place.Value))];
        if (places.Length > 1)
        {
            throw Wrong($"has a credential_spec with both {string.Join(" and ", places.Select(static place => place.Field.ToLowerInvariant()))}: only one can be");
        }

        if (places.Length == 0)
        {
            return new JsonObject { ["CredentialSpec"] = null };
        }

        (string field, string? value) = places[0];
        if (field == "Config")
        {
            string name = StackNames.Of(_stack, Find(field, _project.Configs, value!));
            value = _references.Configs.GetValueOrDefault(name) ?? name;
        }

        return new JsonObject { ["CredentialSpec"] = new JsonObject { [field] = value } };
    }

    private JsonObject Mode()
    {
        string mode = string.IsNullOrEmpty(_deploy.Mode) ? "replicated" : _deploy.Mode;
        long? replicas = _deploy.Replicas;
        if (mode is "global" or "global-job" && replicas is not null)
        {
            throw Wrong($"has mode {mode} and replicas: such a service has one task on every node that fits");
        }

        return mode switch
        {
            "replicated" => new JsonObject { ["Replicated"] = Counted(("Replicas", replicas)) },
            "global" => new JsonObject { ["Global"] = new JsonObject() },
            "replicated-job" => new JsonObject { ["ReplicatedJob"] = Counted(("MaxConcurrent", replicas), ("TotalCompletions", replicas)) },
            "global-job" => new JsonObject { ["GlobalJob"] = new JsonObject() },
            _ => throw Wrong($"has mode {mode}; replicated, global, replicated-job and global-job are known"),
        };
    }

    private JsonObject Endpoint()
    {
        var endpoint = new JsonObject();
        StackJson.SetText(endpoint, "Mode", _deploy.EndpointMode?.ToLowerInvariant());
        if (_service.Ports.Count > 0)
        {
            endpoint["Ports"] = StackJson.Objects(_service.Ports.SelectMany(Ports).OrderBy(static port => SpecJson.Number(port, "PublishedPort")));
        }

        return endpoint;
    }

    /// <summary>A range of ports to choose from is published as a whole: a swarm has no choice.</summary>
    private IEnumerable<JsonObject> Ports(ComposePort port)
    {
        if (string.IsNullOrEmpty(port.Published))
        {
            yield return PortOf(port, 0);
            yield break;
        }

        string[] ends = port.Published.Split('-', 2);
        if (!int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
            || last > ushort.MaxValue || first > last)
        {
            throw Wrong($"publishes port {port.Target} on '{port.Published}', which is neither a port nor a range of ports");
        }

        for (int published = first; published <= last; published++)
        {
            yield return PortOf(port, published);
        }
    }

    private static JsonObject PortOf(ComposePort port, int published)
    {
        var json = new JsonObject();
        StackJson.SetText(json, "Name", port.Name);
        StackJson.SetText(json, "Protocol", port.Protocol);
        StackJson.SetNumber(json, "TargetPort", port.Target);
        StackJson.SetNumber(json, "PublishedPort", published);
        StackJson.SetText(json, "PublishMode", port.Mode);
        return json;
    }

    private static void AddPolicy(JsonObject spec, string field, ComposeUpdateConfig? policy)
    {
        if (policy is null)
        {
            return;
        }

        // 0 is all at once, and nothing is one after the other.
        var json = new JsonObject { ["Parallelism"] = policy.Parallelism ?? 1 };
        SetLength(json, "Delay", policy.Delay);
        StackJson.SetText(json, "FailureAction", policy.FailureAction);
        SetLength(json, "Monitor", policy.Monitor);
        json["MaxFailureRatio"] = policy.MaxFailureRatio ?? 0;
        StackJson.SetText(json, "Order", policy.Order);
        spec[field] = json;
    }

    private static JsonObject Counted(params (string Field, long? Count)[] counts)
    {
        var json = new JsonObject();
        foreach ((string field, long? count) in counts)
        {
            if (count is { } given)
            {
                json[field] = given;
            }
        }

        return json;
    }

    private static void SetLength(JsonObject owner, string field, TimeSpan? duration) =>
        StackJson.SetNumber(owner, field, duration is { } given ? JsonValues.Nanoseconds(given) : null);

    private static long? NanoCpus(double? cpus) => cpus is { } given ? (long)Math.Round(given * NanosecondsPerSecond) : null;

    private InvalidRequestException Wrong(string what) => new("BadStack", $"The service '{_service.Name}' {what}.");
}
