using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using DockerPS.Engine;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Requests.Services;

namespace DockerPS.Hosting;

/// <summary>Reads the parameters of New-DockerService and Update-DockerService into the change of a spec, and what the engine must know for it.</summary>
internal sealed class ServiceEditReader(ServiceParametersCmdlet parameters)
{
    private readonly List<ApiRequirement> _requirements = [];

    /// <summary>The API that each given parameter needs.</summary>
    public IReadOnlyList<ApiRequirement> Requirements => _requirements;

    /// <summary>What both cmdlets can say.</summary>
    /// <exception cref="InvalidRequestException">A parameter cannot be read, or two contradict each other.</exception>
    public ServiceSpecEdit Read()
    {
        RequireForGiven();
        var health = new ServiceHealthChange
        {
            Command = parameters.HealthCommand,
            Interval = Time(nameof(parameters.HealthInterval), parameters.HealthInterval),
            Timeout = Time(nameof(parameters.HealthTimeout), parameters.HealthTimeout),
            StartPeriod = Time(nameof(parameters.HealthStartPeriod), parameters.HealthStartPeriod),
            StartInterval = Time(nameof(parameters.HealthStartInterval), parameters.HealthStartInterval),
            Retries = parameters.HealthRetry,
            IsOff = Switch(nameof(parameters.NoHealthCheck), parameters.NoHealthCheck),
        };
        health.Check();
        return new ServiceSpecEdit
        {
            Fields = Fields(),
            Replicas = parameters.Replica,
            MaximumConcurrent = parameters.MaximumConcurrent,
            ReplicaMaximumPerNode = parameters.ReplicaMaximumPerNode,
            Entrypoint = parameters.Entrypoint,
            WorkingDirectory = parameters.WorkingDirectory,
            User = parameters.User,
            Hostname = parameters.Hostname,
            Tty = Switch(nameof(parameters.Tty), parameters.Tty),
            ReadOnly = Switch(nameof(parameters.ReadOnly), parameters.ReadOnly),
            Init = Switch(nameof(parameters.Init), parameters.Init),
            Isolation = parameters.Isolation,
            CapabilityAdd = parameters.CapabilityAdd ?? [],
            CapabilityDrop = parameters.CapabilityDrop ?? [],
            CredentialSpec = parameters.CredentialSpec is null ? null : CredentialSpecText.Parse(parameters.CredentialSpec),
            StopSignal = parameters.StopSignal,
            StopGracePeriod = Time(nameof(parameters.StopGracePeriod), parameters.StopGracePeriod),
            EndpointMode = parameters.EndpointMode?.ToLowerInvariant(),
            LogDriver = parameters.LogDriver,
            LogOptions = parameters.LogOption is null ? null : KeyValueText.ToJson(parameters.LogOption, "-LogOption"),
            LimitNanoCpus = ResourceLimits.NanoCpus(nameof(parameters.LimitCpu), parameters.LimitCpu),
            LimitMemory = parameters.LimitMemory,
            LimitPids = parameters.LimitPid,
            ReserveNanoCpus = ResourceLimits.NanoCpus(nameof(parameters.ReserveCpu), parameters.ReserveCpu),
            ReserveMemory = parameters.ReserveMemory,
            MemorySwap = parameters.MemorySwap,
            MemorySwappiness = parameters.MemorySwappiness,
            OomScoreAdjustment = parameters.OomScoreAdjustment,
            RestartCondition = parameters.RestartCondition?.ToLowerInvariant(),
            RestartDelay = Time(nameof(parameters.RestartDelay), parameters.RestartDelay),
            RestartMaximumAttempts = parameters.RestartMaximumAttempt,
            RestartWindow = Time(nameof(parameters.RestartWindow), parameters.RestartWindow),
            Health = health,
            UpdatePolicy = new()
            {
                Parallelism = parameters.UpdateParallelism,
                Delay = Time(nameof(parameters.UpdateDelay), parameters.UpdateDelay),
                Monitor = Time(nameof(parameters.UpdateMonitor), parameters.UpdateMonitor),
                FailureAction = parameters.UpdateFailureAction?.ToLowerInvariant(),
                MaximumFailureRatio = parameters.UpdateMaximumFailureRatio,
                Order = parameters.UpdateOrder?.ToLowerInvariant(),
            },
            RollbackPolicy = new()
            {
                Parallelism = parameters.RollbackParallelism,
                Delay = Time(nameof(parameters.RollbackDelay), parameters.RollbackDelay),
                Monitor = Time(nameof(parameters.RollbackMonitor), parameters.RollbackMonitor),
                FailureAction = parameters.RollbackFailureAction?.ToLowerInvariant(),
                MaximumFailureRatio = parameters.RollbackMaximumFailureRatio,
                Order = parameters.RollbackOrder?.ToLowerInvariant(),
            },
        };
    }

    /// <summary>Refuses an engine that is too old for something, before anything is sent.</summary>
    public void Require(ApiVersion needed, string feature) => _requirements.Add(new ApiRequirement(needed, feature));

    /// <summary>Names and values, name=value, and names of what goes.</summary>
    public static ListChange<string, string> Pairs(string addedBy, object?[]? added, string[]? removed) =>
        new([.. KeyValueText.Of(added, "=", "-" + addedBy)], removed ?? []);

    /// <summary>Variables: those that come without a value have the one that they have here.</summary>
    public static IEnumerable<string> Variables(string parameter, object?[]? values) =>
        EnvironmentVariables.WithValues(KeyValueText.Of(values, "=", "-" + parameter), DockerEnvironment.Current.Lookup);

    /// <summary>Settings of the kernel. Which of them containers have for themselves the nodes know.</summary>
    public static IReadOnlyList<string> Sysctls(string parameter, object?[]? values) =>
    [
        .. KeyValueText.Of(values, "=", "-" + parameter).Select(text => text.Contains('=')
            ? text
            : throw RequestText.Wrong(parameter, text, "it has no value", "'net.core.somaxconn=1024' or @{ 'net.core.somaxconn' = 1024 }")),
    ];

    public IReadOnlyList<UlimitSpec> Ulimits(string parameter, object?[]? values)
    {
        UlimitSpec[] limits = [.. PlainInput.AllOf(values).SelectMany(value => RequestText.Under("Ulimit", parameter, () => UlimitSpec.Parse(value).ToList()))];
        if (limits.Length > 0)
        {
            Require(ServiceApiVersions.Ulimits, "-" + parameter);
        }

        return limits;
    }

    public IReadOnlyList<JsonObject> Mounts(string parameter, object?[]? values, ShellPaths paths)
    {
        List<JsonObject> mounts = [];
        IReadOnlyList<MountSpec> specs = RequestText.Under("Mount", parameter, () => MountSpec.ParseAll(PlainInput.AllOf(values), paths.Resolve).ToList());
        foreach (MountSpec mount in specs)
        {
            _requirements.AddRange(mount.Requirements);
            string target = SpecJson.Text(mount.Json, "Target");
            mounts.Add(mounts.Exists(other => SpecJson.Text(other, "Target") == target)
                ? throw RequestText.Wrong(parameter, target, "two mounts have this target", "one mount for each folder of the containers")
                : mount.Json);
        }

        return mounts;
    }

    public static IReadOnlyList<string> Hosts(string parameter, object?[]? values) =>
    [
        .. KeyValueText.Of(values, "=", "-" + parameter)
            .Select(text => ServiceHosts.Line(RequestText.Under("AddHost", parameter, () => ExtraHost.Parse(text)))),
    ];

    public static IReadOnlyList<GenericResourceSpec> GenericResources(string parameter, object?[]? values) =>
        [.. KeyValueText.Of(values, "=", "-" + parameter).Select(text => GenericResourceSpec.Parse(parameter, text))];

    public static IReadOnlyList<ServicePortSpec> Ports(string parameter, object?[]? values) =>
        [.. ServicePortSpec.ParseAll(parameter, PlainInput.AllOf(values))];

    /// <summary>Networks of the swarm; an object stands for its id.</summary>
    public static IReadOnlyList<NetworkSpec> Networks(string parameter, object?[]? values)
    {
        NetworkSpec[] networks =
        [
            .. RequestText.Under(NetworkSpec.Parameter, parameter, () => NetworkSpec.ParseAll(PlainInput.AllOf(values).Select(static value =>
                value is DockerNetwork network ? network.Id : value)).ToList()),
        ];
        return networks.FirstOrDefault(static network =>
            network is { IPv4: not null } or { IPv6: not null } or { Mac: not null } or { GatewayPriority: not null } or { LinkLocal.Count: > 0 } or { Links.Count: > 0 }) is { } odd
            ? throw RequestText.Wrong(parameter, odd.Name, "of the options of a network a service has alias and driver-opt only; addresses are the swarm's to give", "'name', 'name=back,alias=db,driver-opt=key=value' or @{ Name = 'back'; Alias = 'db' }")
            : networks;
    }

    /// <summary>Names or ids of what is to be removed; objects stand for their ids.</summary>
    public static IReadOnlyList<string> Names(string parameter, object?[]? values) =>
        [.. PlainInput.AllOf(values).Select(value => value switch
        {
            DockerNetwork network => network.Id,
            DockerSwarmObject item => item.Id,
            ServiceNetwork network => network.Target,
            ServiceMount mount => mount.Target,
            MountPoint mount => mount.Destination,
            IDictionary table when FieldTable.Has(table, "Id") => new FieldTable(table, parameter, "a name, an id or an object").Need("Id"),
            string or ValueType or ServiceSecret or ServiceConfig => RequestText.Of(value),
            _ => throw RequestText.WrongType(parameter, value, "a name, an id or an object"),
        })];

    /// <summary>Secrets or configs; an object stands for its id, and its file has its name.</summary>
    public static IReadOnlyList<ServiceFileSpec> Files(string parameter, object?[]? values) =>
        ServiceFileSpec.ParseAll(parameter, PlainInput.AllOf(values).Select(static value =>
            value is DockerSecret or DockerConfig && value is DockerSwarmObject item ? new Hashtable { ["Source"] = item.Id, ["Target"] = item.Name } : value));

    public void RequireGiven(string parameter, ApiVersion needed)
    {
        if (parameters.IsGiven(parameter))
        {
            Require(needed, "-" + parameter);
        }
    }

    private void RequireForGiven()
    {
        RequireGiven(nameof(parameters.CapabilityAdd), ServiceApiVersions.Capabilities);
        RequireGiven(nameof(parameters.CapabilityDrop), ServiceApiVersions.Capabilities);
        RequireGiven(nameof(parameters.LimitPid), ServiceApiVersions.PidsLimit);
        RequireGiven(nameof(parameters.MaximumConcurrent), ServiceApiVersions.Jobs);
        RequireGiven(nameof(parameters.HealthStartInterval), ServiceApiVersions.HealthStartInterval);
        RequireGiven(nameof(parameters.OomScoreAdjustment), ServiceApiVersions.OomScoreAdjustment);
        RequireGiven(nameof(parameters.MemorySwap), ServiceApiVersions.MemorySwap);
        RequireGiven(nameof(parameters.MemorySwappiness), ServiceApiVersions.MemorySwap);
    }

    private JsonObject? Fields() => parameters.Specification is { } table && PlainInput.Of(table) is IDictionary plain
        ? JsonValues.FromTable(plain, nameof(parameters.Specification))
        : null;

    private bool? Switch(string parameter, bool value) => parameters.IsGiven(parameter) ? value : null;

    private static TimeSpan? Time(string parameter, TimeSpan? time) => time is { } given && given < TimeSpan.Zero
        ? throw RequestText.Wrong(parameter, given.ToString(null, CultureInfo.InvariantCulture), "it is negative", "seconds, or 1m30s")
        : time;
}
