using System.Globalization;
using System.Text.Json.Nodes;
using DockerPS.Engine;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Configuration.Values;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting;

/// <summary>Makes the body of POST /containers/create of the run parameters: Config, HostConfig and NetworkingConfig.</summary>
/// <param name="parameters">The cmdlet that carries them.</param>
/// <param name="paths">The shell's paths.</param>
/// <param name="environmentFiles">The full paths of -EnvironmentFile.</param>
internal sealed class ContainerRequestBuilder(RunParametersCmdlet parameters, ShellPaths paths, IReadOnlyList<string> environmentFiles)
{
    private readonly JsonObject _config = [];
    private readonly JsonObject _host = [];
    private readonly List<ApiRequirement> _requirements = [];

    /// <param name="image">The image.</param>
    /// <param name="command">The words of the command, or the text for the image's shell.</param>
    /// <param name="mode">What the container is made for.</param>
    /// <param name="takesInput">True where something will be written to the container's standard input, with or without -Interactive.</param>
    /// <exception cref="InvalidRequestException">A parameter cannot be read, or two contradict each other.</exception>
    public ContainerRequest Build(ImageSource image, CommandWords command, RunMode mode, bool takesInput)
    {
        AddBasics(image, takesInput);
        AddEnvironment();
        AddPorts();
        AddStorage();
        AddNetwork();
        AddResources();
        AddRights();
        AddHealth();
        AddLifetime();

        var body = new JsonObject();
        Lay(body, parameters.Configuration, "Configuration", null);
        Lay(body, parameters.HostConfiguration, "HostConfiguration", "HostConfig");
        JsonValues.Merge(body, _config);
        if (_host.Count > 0)
        {
            JsonValues.Merge(body, new JsonObject { ["HostConfig"] = _host });
        }

        AddAttachment(body, mode);
        string? platform = parameters.Platform ?? DockerEnvironment.Current.DefaultPlatform;
        if (parameters.Platform is not null)
        {
            Require(1, 41, "-Platform");
        }

        return new ContainerRequest(image, body, command)
        {
            Platform = platform,
            Pull = Enum.Parse<PullPolicy>(parameters.Pull, ignoreCase: true),
            Requirements = _requirements,
        };
    }

    /// <summary>Texts as a JSON list.</summary>
    public static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);

    private static void Lay(JsonObject body, System.Collections.IDictionary? table, string parameter, string? under)
    {
        if (table is not null && PlainInput.Of(table) is System.Collections.IDictionary plain)
        {
            JsonObject fields = JsonValues.FromTable(plain, parameter);
            JsonValues.Merge(body, under is null ? fields : new JsonObject { [under] = fields });
        }
    }

    private void AddBasics(ImageSource image, bool takesInput)
    {
        _config["Image"] = image.Reference;
        Set(_config, "Hostname", parameters.Hostname);
        Set(_config, "User", parameters.User);
        Set(_config, "WorkingDir", parameters.WorkingDirectory);
        Set(_config, "StopSignal", parameters.StopSignal);
        if (parameters.Entrypoint is { } entrypoint)
        {
            // An empty one takes the image's away; the engine wants [""] for that.
            _config["Entrypoint"] = List(entrypoint.Length == 0 ? [""] : entrypoint);
        }

        SetSwitch(_config, "Tty", "Tty", parameters.Tty || parameters.It);
        SetSwitch(_config, "OpenStdin", "Interactive", parameters.Interactive || parameters.It || takesInput);
        if (parameters.Label is { } labels)
        {
            _config["Labels"] = Pairs(KeyValueText.Of(labels, "=", "-Label"));
        }
    }

    private void AddEnvironment()
    {
        List<string> variables = [];
        foreach (string file in environmentFiles)
        {
            variables.AddRange(EnvironmentFile.Read(file, DockerEnvironment.Current.Lookup));
        }

        variables.AddRange(EnvironmentVariables.WithValues(
            KeyValueText.Of(parameters.Environment, "=", "-Environment"), DockerEnvironment.Current.Lookup));
        if (variables.Count > 0)
        {
            _config["Env"] = List(EnvironmentVariables.Merge(variables));
        }
    }

    private void AddPorts()
    {
        SetSwitch(_host, "PublishAllPorts", "PublishAll", parameters.PublishAll);
        var exposed = new JsonObject();
        var bindings = new JsonObject();
        foreach (PublishedPort port in PlainInput.AllOf(parameters.Publish).SelectMany(PublishedPort.Parse))
        {
            exposed[port.Port] = new JsonObject();
            if (bindings[port.Port] is not JsonArray list)
            {
                bindings[port.Port] = list = [];
            }

            list.Add(new JsonObject { ["HostIp"] = port.HostAddress, ["HostPort"] = port.HostPort });
        }

        foreach (string port in PlainInput.AllOf(parameters.Expose).SelectMany(ExposedPort.Parse))
        {
            exposed[port] = new JsonObject();
        }

        SetSome(_config, "ExposedPorts", exposed);
        SetSome(_host, "PortBindings", bindings);
    }

    private void AddStorage()
    {
        var binds = new JsonArray();
        var anonymous = new JsonObject();
        foreach (VolumeSpec volume in PlainInput.AllOf(parameters.Volume).SelectMany(value => VolumeSpec.Parse(value, paths.Resolve)))
        {
            if (volume.Bind is { } bind)
            {
                binds.Add(bind);
            }
            else
            {
                anonymous[volume.AnonymousTarget!] = new JsonObject();
            }
        }

        var mounts = new JsonArray();
        foreach (object? value in PlainInput.AllOf(parameters.Mount))
        {
            MountSpec mount = MountSpec.Parse(value, paths.Resolve);
            mounts.Add(mount.Json);
            _requirements.AddRange(mount.Requirements);
        }

        var tmpfs = new JsonObject();
        foreach (TmpfsSpec spec in PlainInput.AllOf(parameters.Tmpfs).SelectMany(TmpfsSpec.Parse))
        {
            tmpfs[spec.Path] = spec.Options;
        }

        SetSome(_host, "Binds", binds);
        SetSome(_config, "Volumes", anonymous);
        SetSome(_host, "Mounts", mounts);
        SetSome(_host, "Tmpfs", tmpfs);
        SetSwitch(_host, "ReadonlyRootfs", "ReadOnly", parameters.ReadOnly);
    }

    private void AddNetwork()
    {
        SetList(_host, "Dns", parameters.Dns);
        SetList(_host, "DnsOptions", parameters.DnsOption);
        SetList(_host, "DnsSearch", parameters.DnsSearch);
        SetList(_host, "ExtraHosts", parameters.AddHost is null ? null : KeyValueText.Of(parameters.AddHost, "=", "-AddHost").Select(ExtraHost.Parse));
        IReadOnlyList<string> networks = NetworkSpec.Parse(parameters.Network ?? []);
        if (networks.Count > 0)
        {
            _host["NetworkMode"] = networks[0];
        }

        if (networks.Count > 1)
        {
            Require(1, 44, "-Network with several networks");
        }

        if (parameters.NetworkAlias is not null && (networks.Count == 0 || !NetworkSpec.IsUserDefined(networks[0])))
        {
            throw new InvalidRequestException("OptionConflict", "-NetworkAlias needs -Network with a network of your own: the engine's own networks know no aliases.");
        }

        if (networks.Count > 1 || parameters.NetworkAlias is not null)
        {
            var endpoints = new JsonObject();
            foreach (string network in networks)
            {
                endpoints[network] = new JsonObject();
            }

            SetList((JsonObject)endpoints[networks[0]]!, "Aliases", parameters.NetworkAlias);
            _config["NetworkingConfig"] = new JsonObject { ["EndpointsConfig"] = endpoints };
        }
    }

    private void AddResources()
    {
        new ResourceLimits
        {
            Memory = parameters.Memory,
            MemorySwap = parameters.MemorySwap,
            Cpu = parameters.Cpu,
            PidLimit = parameters.PidLimit,
        }.AddTo(_host);
        Set(_host, "ShmSize", parameters.SharedMemorySize);
        SetSome(_host, "Ulimits", new JsonArray([.. PlainInput.AllOf(parameters.Ulimit).SelectMany(UlimitSpec.Parse)
            .Select(static limit => new JsonObject { ["Name"] = limit.Name, ["Soft"] = limit.Soft, ["Hard"] = limit.Hard })]));
    }

    private void AddRights()
    {
        SetSwitch(_host, "Privileged", "Privileged", parameters.Privileged);
        SetList(_host, "CapAdd", parameters.CapabilityAdd);
        SetList(_host, "CapDrop", parameters.CapabilityDrop);
        if (parameters.SecurityOption is { } given)
        {
            SecurityOptions security = SecurityOptions.Parse(given, path => File.ReadAllText(paths.Resolve(path)));
            SetSome(_host, "SecurityOpt", List(security.Options));
            if (security.UnconfinedPaths)
            {
                _host["MaskedPaths"] = new JsonArray();
                _host["ReadonlyPaths"] = new JsonArray();
            }
        }

        DeviceSpec[] devices = [.. PlainInput.AllOf(parameters.Device).Select(DeviceSpec.Parse)];
        SetSome(_host, "Devices", new JsonArray([.. devices.Where(static device => !device.IsCdi).Select(static device => new JsonObject
        {
            ["PathOnHost"] = device.PathOnHost,
            ["PathInContainer"] = device.PathInContainer,
            ["CgroupPermissions"] = device.Permissions,
        })]));
        string[] named = [.. devices.Where(static device => device.IsCdi).Select(static device => device.PathOnHost)];
        if (named.Length > 0)
        {
            Require(1, 44, "-Device with the name of a CDI device");
            _host["DeviceRequests"] = new JsonArray(new JsonObject { ["Driver"] = "cdi", ["DeviceIDs"] = List(named) });
        }
    }

    private void AddHealth()
    {
        var check = new JsonObject();
        if (parameters.HealthCommand is { Length: > 0 } test)
        {
            check["Test"] = List(test.Length == 1 ? ["CMD-SHELL", test[0]] : ["CMD", .. test]);
        }

        SetTime(check, "Interval", "HealthInterval", parameters.HealthInterval);
        SetTime(check, "Timeout", "HealthTimeout", parameters.HealthTimeout);
        SetTime(check, "StartPeriod", "HealthStartPeriod", parameters.HealthStartPeriod);
        SetTime(check, "StartInterval", "HealthStartInterval", parameters.HealthStartInterval);
        Set(check, "Retries", parameters.HealthRetry);
        if (parameters.HealthStartInterval is not null)
        {
            Require(1, 44, "-HealthStartInterval");
        }

        if (parameters.NoHealthCheck)
        {
            check = check.Count == 0
                ? new JsonObject { ["Test"] = List(["NONE"]) }
                : throw new InvalidRequestException("OptionConflict", "-NoHealthCheck does not go with the other health parameters.");
        }

        SetSome(_config, "Healthcheck", check);
    }

    private void AddLifetime()
    {
        if (WholeSeconds.Of(parameters.StopTimeout) is int seconds)
        {
            _config["StopTimeout"] = seconds;
        }

        SetSwitch(_host, "AutoRemove", "AutoRemove", parameters.AutoRemove);
        SetSwitch(_host, "Init", "Init", parameters.Init);
        Set(_host, "Runtime", parameters.Runtime);
        if (parameters.Restart is { Length: > 0 } restart)
        {
            RestartPolicySpec policy = RestartPolicySpec.Parse(restart);
            if (parameters.AutoRemove && !policy.IsNone)
            {
                throw new InvalidRequestException("OptionConflict", "-Restart does not go with -AutoRemove: a container that is removed cannot be started again.");
            }

            _host["RestartPolicy"] = policy.ToJson();
        }

        if (parameters.LogDriver is null && parameters.LogOption is null)
        {
            return;
        }

        JsonObject options = Pairs(KeyValueText.Of(parameters.LogOption, "=", "-LogOption"));
        if (parameters.LogDriver == "none" && options.Count > 0)
        {
            throw new InvalidRequestException("OptionConflict", "-LogOption does not go with -LogDriver none: nothing is logged.");
        }

        _host["LogConfig"] = new JsonObject { ["Type"] = parameters.LogDriver ?? "", ["Config"] = options };
    }

    /// <summary>What the engine is told of attached streams. The container's input ends with the client's only in the foreground;
    /// what -Configuration says about it stands.</summary>
    private static void AddAttachment(JsonObject body, RunMode mode)
    {
        bool attached = mode != RunMode.Detached;
        bool input = attached && JsonValues.IsTrue(body, "OpenStdin");
        var streams = new JsonObject { ["AttachStdin"] = input, ["StdinOnce"] = input, ["AttachStdout"] = attached, ["AttachStderr"] = attached };
        JsonValues.Merge(streams, body);
        JsonValues.Merge(body, streams);
    }

    private static JsonObject Pairs(IEnumerable<string> texts)
    {
        var pairs = new JsonObject();
        foreach (string text in texts)
        {
            (string name, string? value) = RequestText.Cut(text, '=');
            pairs[name] = value ?? "";
        }

        return pairs;
    }

    private static void Set(JsonObject owner, string field, string? value)
    {
        if (value is not null)
        {
            owner[field] = value;
        }
    }

    private static void Set(JsonObject owner, string field, long? value)
    {
        if (value is not null)
        {
            owner[field] = value;
        }
    }

    private static void SetList(JsonObject owner, string field, IEnumerable<string>? values)
    {
        if (values is not null)
        {
            owner[field] = List(values);
        }
    }

    private static void SetSome(JsonObject owner, string field, JsonNode value)
    {
        if (value is JsonArray { Count: > 0 } or JsonObject { Count: > 0 })
        {
            owner[field] = value;
        }
    }

    private static void SetTime(JsonObject owner, string field, string parameter, TimeSpan? time)
    {
        if (time is { } given)
        {
            owner[field] = given >= TimeSpan.Zero
                ? JsonValues.Nanoseconds(given)
                : throw RequestText.Wrong(parameter, given.ToString(null, CultureInfo.InvariantCulture), "it is negative", "seconds, or 1m30s");
        }
    }

    /// <summary>A switch that was not given says nothing, so that the hashtables may; one that was given wins, also as -Tty:$false.</summary>
    private void SetSwitch(JsonObject owner, string field, string parameter, bool value)
    {
        if (value || parameters.MyInvocation.BoundParameters.ContainsKey(parameter))
        {
            owner[field] = value;
        }
    }

    private void Require(int major, int minor, string feature) => _requirements.Add(new ApiRequirement(new ApiVersion(major, minor), feature));
}
