using System.Collections;

namespace DockerPS.Tests.Services;

/// <summary>Flags of docker service create and docker service update, and the parameters that say the same.</summary>
internal static class ServiceFlagCases
{
    /// <summary>The image that every new service is of, and its words.</summary>
    public const string Image = "nginx:1";

    /// <summary>What docker service create is told behind its name, and New-DockerService.</summary>
    public static Dictionary<string, ServiceFlagCase> Create { get; } = new()
    {
        ["nothing"] = new([], []),
        ["labels"] = new(
            ["-l", "a=b", "--label", "c", "--label", "d=e=f", "--container-label", "g=h"],
            new() { ["Label"] = new object[] { new Hashtable { ["a"] = "b" }, "c", "d=e=f" }, ["ContainerLabel"] = "g=h" }),
        ["environment"] = new(
            ["-e", "A=1", "--env", "B=", "--env", "A=2", "--env", "PATH_OF_NONE"],
            new() { ["Environment"] = new object[] { new Hashtable { ["A"] = 1 }, "B=", "A=2", "PATH_OF_NONE" } }),
        ["process"] = new(
            ["-w", "/tmp", "-u", "1:2", "--hostname", "{{.Task.Slot}}", "--group", "users", "--group", "42", "-t", "--init", "--read-only", "--isolation", "default"],
            new()
            {
                ["WorkingDirectory"] = "/tmp",
                ["User"] = "1:2",
                ["Hostname"] = "{{.Task.Slot}}",
                ["Group"] = new[] { "users", "42" },
                ["Tty"] = true,
                ["Init"] = true,
                ["ReadOnly"] = true,
                ["Isolation"] = "default",
            }),
        ["entrypoint"] = new(["--entrypoint", "sh -c 'echo $1 two'"], new() { ["Entrypoint"] = "sh -c 'echo $1 two'" }),
        ["stop"] = new(["--stop-signal", "SIGQUIT", "--stop-grace-period", "1m30s"], new() { ["StopSignal"] = "SIGQUIT", ["StopGracePeriod"] = 90 }),
        ["capabilities"] = new(
            ["--cap-add", "net_admin", "--cap-add", "CAP_CHOWN", "--cap-drop", "all", "--cap-drop", "CHOWN"],
            new() { ["CapabilityAdd"] = new[] { "net_admin", "CAP_CHOWN" }, ["CapabilityDrop"] = new[] { "all", "CHOWN" } }),
        ["capability both added and dropped"] = new(
            ["--cap-add", "KILL", "--cap-drop", "KILL", "--cap-drop", "MKNOD"],
            new() { ["CapabilityAdd"] = "KILL", ["CapabilityDrop"] = new[] { "KILL", "MKNOD" } }),
        ["limits"] = new(
            ["--limit-cpu", "1.5", "--limit-memory", "512m", "--limit-pids", "100", "--reserve-cpu", ".25", "--reserve-memory", "64m"],
            new() { ["LimitCpu"] = 1.5, ["LimitMemory"] = "512m", ["LimitPid"] = 100, ["ReserveCpu"] = 0.25, ["ReserveMemory"] = 64L << 20 }),
        ["generic resources"] = new(
            ["--generic-resource", "gpu=2", "--generic-resource", "ssd=1"],
            new() { ["GenericResource"] = new object[] { new Hashtable { ["gpu"] = 2 }, "ssd=1" } }),
        ["out of memory"] = new(["--oom-score-adj", "-500"], new() { ["OomScoreAdjustment"] = -500 }),
        ["ulimits"] = new(
            ["--ulimit", "nproc=5", "--ulimit", "nofile=512:1024"],
            new() { ["Ulimit"] = new object[] { "nproc=5", new Hashtable { ["nofile"] = "512:1024" } } }),
        ["sysctls"] = new(["--sysctl", "net.core.somaxconn=1024"], new() { ["Sysctl"] = new object[] { new Hashtable { ["net.core.somaxconn"] = 1024 } } }),
        ["dns and hosts"] = new(
            ["--dns", "10.0.0.2", "--dns", "10.0.0.1", "--dns-option", "ndots:2", "--dns-search", "b.example", "--dns-search", "a.example", "--host", "db:10.0.0.9", "--host", "db6:::1"],
            new()
            {
                ["Dns"] = new[] { "10.0.0.2", "10.0.0.1" },
                ["DnsOption"] = "ndots:2",
                ["DnsSearch"] = new[] { "b.example", "a.example" },
                ["AddHost"] = new object[] { "db:10.0.0.9", new Hashtable { ["db6"] = "::1" } },
            }),
        ["log"] = new(
            ["--log-driver", "json-file", "--log-opt", "max-size=1m", "--log-opt", "max-file=2"],
            new() { ["LogDriver"] = "json-file", ["LogOption"] = new object[] { new Hashtable { ["max-size"] = "1m" }, "max-file=2" } }),
        ["health"] = new(
            ["--health-cmd", "true", "--health-interval", "1m30s", "--health-retries", "2", "--health-start-period", "2s", "--health-timeout", "3s", "--health-start-interval", "1s"],
            new()
            {
                ["HealthCommand"] = "true",
                ["HealthInterval"] = "1m30s",
                ["HealthRetry"] = 2,
                ["HealthStartPeriod"] = 2,
                ["HealthTimeout"] = TimeSpan.FromSeconds(3),
                ["HealthStartInterval"] = 1,
            }),
        ["no health"] = new(["--no-healthcheck"], new() { ["NoHealthCheck"] = true }),
        ["credential spec of a file"] = new(["--credential-spec", "file://x.json"], new() { ["CredentialSpec"] = "file://x.json" }),
        ["credential spec of a config"] = new(["--credential-spec", "config://site"], new() { ["CredentialSpec"] = "config://site" }),
        ["ports"] = new(
            ["-p", "8080:80", "--publish", "published=53,target=5353,protocol=udp,mode=host", "-p", "443", "-p", "7000-7001:7000-7001"],
            new()
            {
                ["Publish"] = new object[] { new Hashtable { [8080] = 80 }, new Hashtable { ["Published"] = 53, ["Target"] = 5353, ["Protocol"] = "udp", ["Mode"] = "host" }, 443, "7000-7001:7000-7001" },
            }),
        ["range of ports to one"] = new(["-p", "8000-8002:80"], new() { ["Publish"] = "8000-8002:80" }),
        ["endpoint mode"] = new(["--endpoint-mode", "dnsrr"], new() { ["EndpointMode"] = "dnsrr" }),
        ["mounts"] = new(
            [
                "--mount", "type=volume,source=data,target=/data,volume-driver=local,volume-opt=type=tmpfs,volume-label=a=b",
                "--mount", "type=bind,source=/etc/app,target=/etc/app,readonly,bind-propagation=rslave",
                "--mount", "type=tmpfs,target=/run,tmpfs-size=1m,tmpfs-mode=1770",
                "--mount", "dst=/anonymous",
            ],
            new()
            {
                ["Mount"] = new object[]
                {
                    "type=volume,source=data,target=/data,volume-driver=local,volume-opt=type=tmpfs,volume-label=a=b",
                    new Hashtable { ["Type"] = "bind", ["Source"] = "/etc/app", ["Target"] = "/etc/app", ["ReadOnly"] = true, ["Bind-Propagation"] = "rslave" },
                    "type=tmpfs,target=/run,tmpfs-size=1m,tmpfs-mode=1770",
                    "dst=/anonymous",
                },
            }),
        ["networks"] = new(
            ["--network", "front", "--network", "name=back,alias=db,alias=sql,driver-opt=a=b"],
            new()
            {
                ["Network"] = new object[] { "front", new Hashtable { ["Name"] = "back", ["Alias"] = new[] { "db", "sql" }, ["DriverOption"] = new Hashtable { ["a"] = "b" } } },
            }),
        ["secrets"] = new(
            ["--secret", "key", "--secret", "source=password,target=/etc/password,uid=1,gid=2,mode=0400"],
            new() { ["Secret"] = new object[] { "key", new Hashtable { ["Source"] = "password", ["Target"] = "/etc/password", ["Uid"] = 1, ["Gid"] = 2, ["Mode"] = "0400" } } }),
        ["configs"] = new(
            ["--config", "site", "--config", "source=site,target=/etc/site,mode=0440"],
            new() { ["Config"] = new object[] { "site", "source=site", "target=/etc/site", "mode=0440" } }),
        ["placement"] = new(
            [
                "--constraint", "node.role==worker", "--constraint", "node.labels.disk!=slow",
                "--placement-pref", "spread=node.labels.zone", "--placement-pref", "spread=node.labels.rack", "--replicas-max-per-node", "2",
            ],
            new()
            {
                ["Constraint"] = new object[] { new Hashtable { ["node.role"] = "worker" }, "node.labels.disk!=slow" },
                ["PlacementPreference"] = new object[] { "spread=node.labels.zone", "node.labels.rack" },
                ["ReplicaMaximumPerNode"] = 2,
            }),
        ["replicas"] = new(["--mode", "replicated", "--replicas", "0"], new() { ["Mode"] = "Replicated", ["Replica"] = 0 }),
        ["global"] = new(["--mode", "global"], new() { ["Mode"] = "global" }),
        ["job"] = new(
            ["--mode", "replicated-job", "--replicas", "10", "--max-concurrent", "2", "--restart-condition", "on-failure"],
            new() { ["Mode"] = "replicated-job", ["Replica"] = 10, ["MaximumConcurrent"] = 2, ["RestartCondition"] = "on-failure" }),
        ["global job"] = new(["--mode", "global-job"], new() { ["Mode"] = "global-job" }),
        ["restart"] = new(
            ["--restart-condition", "on-failure", "--restart-delay", "2s", "--restart-max-attempts", "3", "--restart-window", "1m"],
            new() { ["RestartCondition"] = "On-Failure", ["RestartDelay"] = 2, ["RestartMaximumAttempt"] = 3, ["RestartWindow"] = "1m" }),
        ["restart delay alone"] = new(["--restart-delay", "0s"], new() { ["RestartDelay"] = 0 }),
        ["update policy"] = new(
            [
                "--update-parallelism", "0", "--update-delay", "10s", "--update-monitor", "30s", "--update-failure-action", "rollback",
                "--update-max-failure-ratio", "0.25", "--update-order", "start-first",
            ],
            new()
            {
                ["UpdateParallelism"] = 0,
                ["UpdateDelay"] = 10,
                ["UpdateMonitor"] = "30s",
                ["UpdateFailureAction"] = "rollback",
                ["UpdateMaximumFailureRatio"] = 0.25,
                ["UpdateOrder"] = "start-first",
            }),
        ["rollback policy"] = new(
            [
                "--rollback-parallelism", "2", "--rollback-delay", "1s", "--rollback-monitor", "2s", "--rollback-failure-action", "continue",
                "--rollback-max-failure-ratio", "0.5", "--rollback-order", "start-first",
            ],
            new()
            {
                ["RollbackParallelism"] = 2,
                ["RollbackDelay"] = 1,
                ["RollbackMonitor"] = 2,
                ["RollbackFailureAction"] = "continue",
                ["RollbackMaximumFailureRatio"] = 0.5,
                ["RollbackOrder"] = "start-first",
            }),
        ["one of a policy"] = new(["--update-order", "start-first", "--rollback-delay", "1s"], new() { ["UpdateOrder"] = "start-first", ["RollbackDelay"] = 1 }),
    };

    /// <summary>What docker service update is told before the service's name, and Update-DockerService.</summary>
    public static Dictionary<string, ServiceFlagCase> Update { get; } = new()
    {
        ["labels"] = new(
            ["--label-rm", "tier", "--label-rm", "none", "--label-add", "stage=two", "--label-add", "new", "--container-label-rm", "c", "--container-label-add", "d=e"],
            new() { ["RemoveLabel"] = new[] { "tier", "none" }, ["AddLabel"] = new object[] { new Hashtable { ["stage"] = "two" }, "new" }, ["RemoveContainerLabel"] = "c", ["AddContainerLabel"] = "d=e" }),
        ["environment"] = new(
            ["--env-rm", "B", "--env-rm", "NONE", "--env-add", "A=9", "--env-add", "Z=1"],
            new() { ["RemoveEnvironment"] = new[] { "B", "NONE" }, ["AddEnvironment"] = new object[] { "A=9", new Hashtable { ["Z"] = 1 } } }),
        ["image and words"] = new(
            ["--image", "nginx", "--args", "one 'two three'", "--entrypoint", "", "--hostname", "h"],
            new() { ["Image"] = "nginx", ["Argument"] = "one 'two three'", ["Entrypoint"] = "", ["Hostname"] = "h" }),
        ["process"] = new(
            ["-w", "/tmp", "-u", "5", "-t", "--init=false", "--read-only", "--isolation", "process", "--stop-signal", "KILL", "--stop-grace-period", "5s", "--group-rm", "wheel", "--group-add", "audio"],
            new()
            {
                ["WorkingDirectory"] = "/tmp",
                ["User"] = "5",
                ["Tty"] = true,
                ["Init"] = false,
                ["ReadOnly"] = true,
                ["Isolation"] = "process",
                ["StopSignal"] = "KILL",
                ["StopGracePeriod"] = 5,
                ["RemoveGroup"] = "wheel",
                ["AddGroup"] = "audio",
            }),
        ["mounts"] = new(
            ["--mount-rm", "/old", "--mount-add", "type=volume,source=other,target=/data", "--mount-add", "type=volume,source=a,target=/a"],
            new() { ["RemoveMount"] = "/old", ["AddMount"] = new object[] { "type=volume,source=other,target=/data", new Hashtable { ["Source"] = "a", ["Target"] = "/a" } } }),
        ["mount that comes and goes"] = new(
            ["--mount-rm", "/data", "--mount-add", "type=volume,source=other,target=/data"], new() { ["RemoveMount"] = "/data", ["AddMount"] = "type=volume,source=other,target=/data" }),
        ["ports"] = new(
            ["--publish-rm", "80", "--publish-add", "9090:90", "--publish-add", "8080:81/udp"],
            new() { ["RemovePublish"] = "target=80,mode=ingress", ["AddPublish"] = new object[] { "9090:90", "8080:81/udp" } }),
        ["port of the mode host"] = new(["--publish-rm", "target=81,mode=host"], new() { ["RemovePublish"] = "target=81,mode=host" }),
        ["networks"] = new(["--network-rm", "front", "--network-add", "name=back,alias=db"], new() { ["RemoveNetwork"] = "front", ["AddNetwork"] = "name=back,alias=db" }),
        ["secrets"] = new(
            ["--secret-rm", "key", "--secret-add", "source=password,target=key"], new() { ["RemoveSecret"] = "key", ["AddSecret"] = "source=password,target=key" }),
        ["configs"] = new(
            ["--config-rm", "site", "--config-add", "source=other,target=/site"], new() { ["RemoveConfig"] = "site", ["AddConfig"] = "source=other,target=/site" }),
        ["credential spec of a config"] = new(["--credential-spec", "config://site"], new() { ["CredentialSpec"] = "config://site" }),
        ["no credential spec"] = new(["--credential-spec", ""], new() { ["CredentialSpec"] = "" }),
        ["placement"] = new(
            [
                "--constraint-rm", "node.role==worker", "--constraint-add", "node.labels.disk!=slow", "--constraint-add", "engine.labels.a==b",
                "--placement-pref-rm", "spread=node.labels.zone", "--placement-pref-add", "spread=node.labels.row", "--replicas-max-per-node", "3",
            ],
            new()
            {
                ["RemoveConstraint"] = new object[] { new Hashtable { ["node.role"] = "worker" } },
                ["AddConstraint"] = new object[] { "node.labels.disk!=slow", "engine.labels.a==b" },
                ["RemovePlacementPreference"] = "spread=node.labels.zone",
                ["AddPlacementPreference"] = "spread=node.labels.row",
                ["ReplicaMaximumPerNode"] = 3,
            }),
        ["resources"] = new(
            ["--limit-cpu", "0.5", "--limit-memory", "0", "--reserve-memory", "1g", "--reserve-cpu", "1", "--limit-pids", "9"],
            new() { ["LimitCpu"] = 0.5, ["LimitMemory"] = 0, ["ReserveMemory"] = "1g", ["ReserveCpu"] = 1, ["LimitPid"] = 9 }),
        ["generic resources"] = new(
            ["--generic-resource-rm", "gpu", "--generic-resource-add", "ssd=1"], new() { ["RemoveGenericResource"] = "gpu", ["AddGenericResource"] = "ssd=1" }),
        ["ulimits and sysctls"] = new(
            ["--ulimit-rm", "nofile", "--ulimit-add", "nproc=5", "--ulimit-add", "core=1:2", "--sysctl-rm", "net.a", "--sysctl-add", "net.b=3"],
            new() { ["RemoveUlimit"] = "nofile", ["AddUlimit"] = new object[] { "nproc=5", "core=1:2" }, ["RemoveSysctl"] = "net.a", ["AddSysctl"] = "net.b=3" }),
        ["dns and hosts"] = new(
            [
                "--dns-rm", "10.0.0.2", "--dns-add", "10.0.0.9", "--dns-add", "10.0.0.3", "--dns-option-rm", "ndots:2", "--dns-option-add", "timeout:3",
                "--dns-search-rm", "b.example", "--dns-search-add", "a.example", "--host-rm", "db:10.0.0.9", "--host-rm", "gone", "--host-add", "db:10.0.0.8",
            ],
            new()
            {
                ["RemoveDns"] = "10.0.0.2",
                ["AddDns"] = new[] { "10.0.0.9", "10.0.0.3" },
                ["RemoveDnsOption"] = "ndots:2",
                ["AddDnsOption"] = "timeout:3",
                ["RemoveDnsSearch"] = "b.example",
                ["AddDnsSearch"] = "a.example",
                ["RemoveHost"] = new[] { "db:10.0.0.9", "gone" },
                ["AddHost"] = "db:10.0.0.8",
            }),
        ["log"] = new(["--log-driver", "local", "--log-opt", "max-size=2m"], new() { ["LogDriver"] = "local", ["LogOption"] = "max-size=2m" }),
        ["health"] = new(
            ["--health-cmd", "test -f /x", "--health-interval", "5s", "--health-retries", "4", "--health-timeout", "2s", "--health-start-period", "9s"],
            new() { ["HealthCommand"] = "test -f /x", ["HealthInterval"] = 5, ["HealthRetry"] = 4, ["HealthTimeout"] = 2, ["HealthStartPeriod"] = 9 }),
        ["no health"] = new(["--no-healthcheck"], new() { ["NoHealthCheck"] = true }),
        ["capabilities"] = new(
            ["--cap-add", "MKNOD", "--cap-add", "SYS_TIME", "--cap-drop", "CHOWN", "--cap-drop", "KILL"],
            new() { ["CapabilityAdd"] = new[] { "MKNOD", "SYS_TIME" }, ["CapabilityDrop"] = new[] { "CHOWN", "KILL" } }),
        ["capabilities anew"] = new(
            ["--cap-add", "RESET", "--cap-add", "SYS_TIME", "--cap-drop", "RESET"], new() { ["CapabilityAdd"] = new[] { "RESET", "SYS_TIME" }, ["CapabilityDrop"] = "RESET" }),
        ["policies"] = new(
            ["--update-parallelism", "3", "--update-max-failure-ratio", "0.5", "--rollback-order", "start-first", "--restart-max-attempts", "7"],
            new() { ["UpdateParallelism"] = 3, ["UpdateMaximumFailureRatio"] = 0.5, ["RollbackOrder"] = "start-first", ["RestartMaximumAttempt"] = 7 }),
        ["endpoint mode and replicas"] = new(["--endpoint-mode", "dnsrr", "--replicas", "5"], new() { ["EndpointMode"] = "dnsrr", ["Replica"] = 5 }),
        ["out of memory"] = new(["--oom-score-adj", "100"], new() { ["OomScoreAdjustment"] = 100 }),
        ["force"] = new(["--force"], new() { ["Force"] = true }),
    };
}
