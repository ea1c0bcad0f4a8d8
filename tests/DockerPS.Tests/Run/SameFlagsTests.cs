using System.Collections;
using System.Text.Json.Nodes;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using DockerPS.Tests.Support.Skipping;

namespace DockerPS.Tests.Run;

/// <summary>That New-Container makes of its parameters what docker create makes of its flags: the engine shows the same of both.</summary>
public sealed class SameFlagsTests
{
    private const string Network = "same-flags";

    // What is the container's own, or the CLI's terminal's.
    private static readonly HashSet<string> s_own = ["Hostname", "ConsoleSize", "ContainerIDFile"];

    // What depends on the engine's version, the kernel, its control groups or the storage driver.
    private static readonly HashSet<string> s_conditional = ["annotation", "cgroup namespace", "MAC address", "MAC address without a network", "real time", "storage option", "swappiness", "out of memory"];

    // What the CLI says where its user has not said it.
    private static readonly HashSet<string> s_defaults = ["MemorySwappiness: -1", "RestartPolicy: {MaximumRetryCount: 0, Name: \"no\"}"];

    private static readonly Dictionary<string, (string[] Flags, Dictionary<string, object?> Parameters)> s_cases = new()
    {
        ["nothing"] = ([], []),
        ["attach"] = (["-a", "stdin", "-a", "stdout"], new() { ["Attach"] = new[] { "stdin", "STDOUT" } }),
        ["attach with interactive"] = (["-i", "-a", "stderr"], new() { ["Interactive"] = true, ["Attach"] = "stderr" }),
        ["interactive and tty"] = (["-it"], new() { ["It"] = true }),
        ["annotation"] = (["--annotation", "a=b=c", "--annotation", "d"], new() { ["Annotation"] = new object[] { "a=b=c", "d" } }),
        ["blkio"] = (
            ["--blkio-weight", "300", "--blkio-weight-device", "/dev/null:200"],
            new() { ["BlkioWeight"] = 300, ["BlkioWeightDevice"] = new object[] { new Hashtable { ["/dev/null"] = 200 } } }),
        ["device rates"] = (
            ["--device-read-bps", "/dev/null:1mb", "--device-read-iops", "/dev/null:10", "--device-write-bps", "/dev/null:2kb", "--device-write-iops", "/dev/null:20"],
            new()
            {
                ["DeviceReadBps"] = "/dev/null:1mb",
                ["DeviceReadIops"] = new object[] { new Hashtable { ["Path"] = "/dev/null", ["Rate"] = 10 } },
                ["DeviceWriteBps"] = new object[] { new Hashtable { ["/dev/null"] = 2048 } },
                ["DeviceWriteIops"] = "/dev/null:20",
            }),
        ["cgroup parent"] = (["--cgroup-parent", "/dockerps-test"], new() { ["CgroupParent"] = "/dockerps-test" }),
        ["cgroup namespace"] = (["--cgroupns", "host"], new() { ["CgroupNamespace"] = "host" }),
        ["cpu period and quota"] = (
            ["--cpu-period", "50000", "--cpu-quota", "25000", "--cpu-shares", "512", "--cpuset-cpus", "0"],
            new() { ["CpuPeriod"] = 50000, ["CpuQuota"] = 25000, ["CpuShare"] = 512, ["CpusetCpu"] = "0" }),
        ["memory nodes"] = (["--cpuset-mems", "0"], new() { ["CpusetMemory"] = "0" }),
        ["real time"] = (["--cpu-rt-period", "1000000", "--cpu-rt-runtime", "950000"], new() { ["CpuRealtimePeriod"] = 1000000, ["CpuRealtimeRuntime"] = 950000 }),
        ["cpus"] = (["--cpus", "0.5"], new() { ["Cpu"] = 0.5 }),
        ["devices"] = (
            ["--device", "/dev/null:/dev/nothing:rw", "--device-cgroup-rule", "c 42:* rmw"],
            new() { ["Device"] = "/dev/null:/dev/nothing:rw", ["DeviceCgroupRule"] = "c 42:* rmw" }),
        ["dns"] = (
            ["--dns", "10.0.0.1", "--dns-option", "ndots:2", "--dns-search", "example.org", "--add-host", "db:10.0.0.2"],
            new() { ["Dns"] = "10.0.0.1", ["DnsOption"] = "ndots:2", ["DnsSearch"] = "example.org", ["AddHost"] = "db:10.0.0.2" }),
        ["names"] = (
            ["--hostname", "h", "--domainname", "example.org", "--user", "1:2", "--workdir", "/tmp"],
            new() { ["Hostname"] = "h", ["DomainName"] = "example.org", ["User"] = "1:2", ["WorkingDirectory"] = "/tmp" }),
        ["entrypoint"] = (["--entrypoint", "/bin/true"], new() { ["Entrypoint"] = "/bin/true" }),
        ["no entrypoint"] = (["--entrypoint="], new() { ["Entrypoint"] = "" }),
        ["environment"] = (["-e", "A=1", "--env", "B="], new() { ["Environment"] = new object[] { new Hashtable { ["A"] = 1 }, "B=" } }),
        ["one GPU of each kind"] = (
            ["--gpus", "all", "--gpus", "2", "--gpus", "driver=nvidia,\"capabilities=compute,utility\",\"options=foo=bar,baz=qux\"", "--gpus", "\"device=0,2\""],
            new()
            {
                ["Gpu"] = new object[]
                {
                    "all",
                    2,
                    new Hashtable { ["Driver"] = "nvidia", ["Capability"] = new[] { "compute", "utility" }, ["Option"] = new Hashtable { ["foo"] = "bar", ["baz"] = "qux" } },
                    "\"device=0,2\"",
                },
            }),
        ["groups"] = (["--group-add", "users", "--group-add", "42"], new() { ["GroupAdd"] = new[] { "users", "42" } }),
        ["health"] = (
            ["--health-cmd", "true", "--health-interval", "1m30s", "--health-retries", "2", "--health-start-period", "2s", "--health-timeout", "3s"],
            new() { ["HealthCommand"] = "true", ["HealthInterval"] = "1m30s", ["HealthRetry"] = 2, ["HealthStartPeriod"] = 2, ["HealthTimeout"] = TimeSpan.FromSeconds(3) }),
        ["no health"] = (["--no-healthcheck"], new() { ["NoHealthCheck"] = true }),
        ["address"] = (
            ["--network", Network, "--ip", "10.91.77.9", "--network-alias", "x", "--link-local-ip", "169.254.77.9"],
            new() { ["Network"] = Network, ["IPAddress"] = "10.91.77.9", ["NetworkAlias"] = "x", ["LinkLocalIPAddress"] = "169.254.77.9" }),
        ["MAC address"] = (
            ["--network", Network, "--mac-address", "92:d0:c6:0a:29:33"],
            new() { ["Network"] = Network, ["MacAddress"] = "92-D0-C6-0A-29-33" }),
        ["long form of a network"] = (
            ["--network", $"name={Network},alias=x,alias=y,ip=10.91.77.10,driver-opt=a=b"],
            new()
            {
                ["Network"] = new object[]
                {
                    new Hashtable { ["Name"] = Network, ["Alias"] = new[] { "x", "y" }, ["IPAddress"] = "10.91.77.10", ["DriverOption"] = new Hashtable { ["a"] = "b" } },
                },
            }),
        ["MAC address without a network"] = (["--mac-address", "92:d0:c6:0a:29:34"], new() { ["MacAddress"] = "92:d0:c6:0a:29:34" }),
        ["host's network"] = (["--network", "host"], new() { ["Network"] = "host" }),
        ["namespaces"] = (
            ["--ipc", "shareable", "--pid", "host", "--uts", "host", "--userns", "host"],
            new() { ["IpcNamespace"] = "shareable", ["PidNamespace"] = "host", ["UtsNamespace"] = "host", ["UserNamespace"] = "host" }),
        ["isolation"] = (["--isolation", "default"], new() { ["Isolation"] = "default" }),
        ["labels"] = (["-l", "a=b", "--label", "c"], new() { ["Label"] = new object[] { "a=b", "c" } }),
        ["log"] = (
            ["--log-driver", "json-file", "--log-opt", "max-size=1m"],
            new() { ["LogDriver"] = "json-file", ["LogOption"] = new object[] { new Hashtable { ["max-size"] = "1m" } } }),
        ["memory"] = (
            ["--memory", "64m", "--memory-reservation", "32m", "--memory-swap", "128m", "--shm-size", "1m"],
            new() { ["Memory"] = "64m", ["MemoryReservation"] = 32 << 20, ["MemorySwap"] = "128m", ["SharedMemorySize"] = "1m" }),
        ["swappiness"] = (["--memory-swappiness", "10"], new() { ["MemorySwappiness"] = 10 }),
        ["out of memory"] = (
            ["--oom-kill-disable", "--memory", "64m", "--oom-score-adj", "-500"],
            new() { ["OomKillDisable"] = true, ["Memory"] = "64m", ["OomScoreAdjustment"] = -500 }),
        ["mounts"] = (
            ["--mount", "type=tmpfs,target=/t,tmpfs-size=1m,tmpfs-mode=1770", "--mount", "type=bind,src=/tmp,dst=/b,readonly", "--tmpfs", "/run:size=1m"],
            new() { ["Mount"] = new object[] { "type=tmpfs,target=/t,tmpfs-size=1m,tmpfs-mode=1770", "type=bind", "src=/tmp", "dst=/b", "readonly" }, ["Tmpfs"] = "/run:size=1m" }),
        ["volumes"] = (["-v", "/tmp:/x:ro", "--volume-driver", "local", "--read-only"], new() { ["Volume"] = "/tmp:/x:ro", ["VolumeDriver"] = "local", ["ReadOnly"] = true }),
        ["ports"] = (
            ["-p", "127.0.0.1:18080:80", "-p", "published=18081,target=81,protocol=udp", "--expose", "90-91", "-P"],
            new() { ["Publish"] = new object[] { "127.0.0.1:18080:80", "published=18081", "target=81", "protocol=udp" }, ["Expose"] = "90-91", ["PublishAll"] = true }),
        ["restart"] = (["--restart", "on-failure:3"], new() { ["Restart"] = "on-failure:3" }),
        ["stop"] = (["--stop-signal", "SIGQUIT", "--stop-timeout", "7"], new() { ["StopSignal"] = "SIGQUIT", ["StopTimeout"] = 7 }),
        ["remove"] = (["--rm"], new() { ["AutoRemove"] = true }),
        ["rights"] = (
            ["--cap-add", "NET_ADMIN", "--cap-drop", "CHOWN", "--security-opt", "no-new-privileges", "--security-opt", "systempaths=unconfined", "--pids-limit", "100"],
            new()
            {
                ["CapabilityAdd"] = "NET_ADMIN",
                ["CapabilityDrop"] = "CHOWN",
                ["SecurityOption"] = new[] { "no-new-privileges", "systempaths=unconfined" },
                ["PidLimit"] = 100,
            }),
        ["privileged"] = (["--privileged", "--init", "--runtime", "runc"], new() { ["Privileged"] = true, ["Init"] = true, ["Runtime"] = "runc" }),
        ["storage option"] = (["--storage-opt", "size=1G"], new() { ["StorageOption"] = "size=1G" }),
        ["sysctls"] = (["--sysctl", "net.core.somaxconn=1024"], new() { ["Sysctl"] = new object[] { new Hashtable { ["net.core.somaxconn"] = 1024 } } }),
        ["ulimits"] = (["--ulimit", "nofile=512:1024", "--ulimit", "nproc=5"], new() { ["Ulimit"] = new object[] { "nofile=512:1024", "nproc=5" } }),
        ["links and volumes of another"] = (
            ["--link", Network + ":alias", "--volumes-from", Network + ":ro"],
            new() { ["Link"] = new object[] { new Hashtable { [Network] = "alias" } }, ["VolumeFrom"] = new object[] { new Hashtable { [Network] = "ro" } } }),
        ["namespaces of another"] = (
            ["--ipc", "container:" + Network, "--pid", "container:" + Network, "--network", "container:" + Network],
            new() { ["IpcNamespace"] = "container:" + Network, ["PidNamespace"] = "container:" + Network, ["Network"] = "container:" + Network }),
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [RealEngineTheory(RealEngineRequirements.Cli)]
    [MemberData(nameof(Names))]
    public async Task The_engine_shows_the_same(string name)
    {
        (string[] flags, Dictionary<string, object?> parameters) = s_cases[name];
        PrivateEngines engines = PrivateEngines.Current;
        if (engines.Environment.ContainsKey("DOCKERPS_TEST_PODMAN"))
        {
            throw new TestSkippedException("not tried with podman, whose CLI of docker flags is another program");
        }

        string label = $"{TestRun.Label}={TestRun.Id}";
        await using Surroundings surroundings = await Surroundings.MakeAsync(label, flags.Any(static flag => flag.Contains(Network, StringComparison.Ordinal)));

        string[] names = [$"same-flags-cli-{Environment.ProcessId}", $"same-flags-own-{Environment.ProcessId}"];
        ChildProcess docker = await DockerAsync(["create", "--name", names[0], "--label", label, .. flags, engines.Image, "sleep", "1"]);
        CmdletRunner runner = CmdletRunner.Create("New-Container").Words(engines.Image, "sleep", "1").With("HostAddress", engines.Engine).With("Name", names[1]);
        foreach ((string parameter, object? value) in parameters)
        {
            runner.With(parameter, value);
        }

        object[] labels = [label, .. parameters.TryGetValue("Label", out object? own) ? (object[])own! : []];
        CmdletResult ours = runner.With("Label", labels).Run();
        if (docker.ExitCode != 0)
        {
            await DockerAsync(["rm", "-f", "-v", names[1]]);
            Assert.True(s_conditional.Contains(name), docker.Error);
            // What the CLI itself refuses of an older engine, New-Container may find a way for.
            bool isTooNew = docker.Error.Contains("requires API version", StringComparison.Ordinal);
            Assert.True(isTooNew || ours.Errors.Count > 0 || ours.Terminating is not null, "docker refuses, New-Container does not: " + docker.Error);
            throw new TestSkippedException("This engine does not take it: " + docker.Error.Trim());
        }

        string made = ours.Output.Count == 0 ? "" : Assert.Single(ours.OutputAs<ContainerDetail>()).Id;
        ChildProcess inspected = await DockerAsync(["inspect", docker.Output.Trim(), made]);
        await DockerAsync(["rm", "-f", "-v", .. names]);
        ours.AssertNoErrors();

        JsonArray both = JsonNode.Parse(inspected.Output.Replace(names[0], "made", StringComparison.Ordinal).Replace(names[1], "made", StringComparison.Ordinal))!.AsArray();
        foreach (string part in new[] { "Config", "HostConfig" })
        {
            Assert.Equal(Said(both[0]![part]!), Said(both[1]![part]!));
        }

        Assert.Equal(Endpoints(both[0]!, docker.Output.Trim()), Endpoints(both[1]!, made));
    }

    /// <summary>The fields that say something, one a line: null, false, nothing and the engine's defaults for what was not said are the same.</summary>
    private static string Said(JsonNode part) => string.Join(
        '\n',
        part.AsObject()
            .Where(static field => !s_own.Contains(field.Key) && !IsSilent(field.Value))
            .Where(static field => !s_defaults.Contains($"{field.Key}: {Ordered(field.Value!)}"))
            .OrderBy(static field => field.Key, StringComparer.Ordinal)
            .Select(static field => field is { Key: "Env", Value: JsonArray list } ? KeyValuePair.Create(field.Key, (JsonNode?)Sorted(list)) : field)
            // The CLI of some versions writes capabilities in full.
            .Select(static field => $"{field.Key}: {Ordered(field.Value!).Replace("\"CAP_", "\"", StringComparison.Ordinal)}"));

    /// <summary>The CLI's variables come in no order.</summary>
    private static JsonArray Sorted(JsonArray texts) => [.. texts.Select(static text => (string)text!).Order(StringComparer.Ordinal)];

    /// <summary>An object's fields in one order: hashtables have none.</summary>
    private static string Ordered(JsonNode value) => value is JsonObject table
        ? "{" + string.Join(", ", table.OrderBy(static field => field.Key, StringComparer.Ordinal).Select(static field => $"{field.Key}: {(field.Value is null ? "null" : Ordered(field.Value))}")) + "}"
        : value is JsonArray list ? "[" + string.Join(", ", list.Select(static item => item is null ? "null" : Ordered(item))) + "]"
        : value.ToJsonString();

    private static bool IsSilent(JsonNode? value) => value switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        JsonObject table => table.All(static field => IsSilent(field.Value)),
        _ => value.ToJsonString() is "false" or "0" or "\"\"",
    };

    private static string Endpoints(JsonNode container, string id) => string.Join(
        '\n',
        container["NetworkSettings"]!["Networks"]!.AsObject().Select(network =>
            $"{network.Key}: " + string.Join(", ", new[] { "IPAMConfig", "Links", "Aliases", "DriverOpts" }.Select(field =>
                network.Value![field]?.ToJsonString().Replace($",\"{id[..12]}\"", "", StringComparison.Ordinal)))));

    private static Task<ChildProcess> DockerAsync(IEnumerable<string> arguments) => ChildProcess.RunAsync(
        CommandLine.Find("docker")!, arguments, [new("DOCKER_HOST", PrivateEngines.Current.Engine), new("DOCKER_CONTEXT", null)]);

    /// <summary>A network and a container that flags name.</summary>
    private sealed class Surroundings : IAsyncDisposable
    {
        public static async Task<Surroundings> MakeAsync(string label, bool needed)
        {
            if (needed)
            {
                await DockerAsync(["network", "create", "--label", label, "--subnet", "10.91.77.0/24", Network]);
                ChildProcess other = await DockerAsync(["create", "--label", label, "--name", Network, "--ipc", "shareable", PrivateEngines.Current.Image, "sleep", "100"]);
                Assert.True(other.ExitCode == 0, other.Error);
            }

            return new Surroundings();
        }

        public async ValueTask DisposeAsync()
        {
            await DockerAsync(["rm", "-f", "-v", Network]);
            await DockerAsync(["network", "rm", Network]);
        }
    }
}
