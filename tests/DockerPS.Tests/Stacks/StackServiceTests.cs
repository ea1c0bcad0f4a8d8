using System.Text.Json.Nodes;
using DockerPS.Engine.Requests.Stacks;

namespace DockerPS.Tests.Stacks;

/// <summary>Services of compose files as specs of a swarm. What docker stack deploy makes of the same keys is compared on an engine by
/// <see cref="StacksOnEngineTests"/>; here stands what each key becomes.</summary>
public sealed class StackServiceTests
{
    private const string Container = "TaskTemplate.ContainerSpec.";

    /// <summary>Keys of a service below `web:`, the field that they are for, and its JSON; null where the field is not there.</summary>
    public static TheoryData<string, string, string?> Keys => new()
    {
        { "command: [sh, -c, 'a b']", Container + "Args", """["sh","-c","a b"]""" },
        { "command: sh -c 'a b'", Container + "Args", """["sh","-c","a b"]""" },
        { "command: []", Container + "Args", null },
        { "entrypoint: run", Container + "Command", """["run"]""" },
        { "environment: {B: 2, A: x, EMPTY: '', UNSET: }", Container + "Env", """["A=x","B=2","EMPTY=","UNSET"]""" },
        { "environment: [TAKEN]", Container + "Env", """["TAKEN=outside"]""" },
        { "labels: {a: b}", Container + "Labels", """{"a":"b","com.docker.stack.namespace":"shop"}""" },
        { "deploy: {labels: {a: b}}", "Labels", """{"a":"b","com.docker.stack.namespace":"shop","com.docker.stack.image":"app:1"}""" },
        { "hostname: h", Container + "Hostname", "\"h\"" },
        { "working_dir: /w", Container + "Dir", "\"/w\"" },
        { "user: '5:6'", Container + "User", "\"5:6\"" },
        { "group_add: [wheel, 7]", Container + "Groups", """["wheel","7"]""" },
        { "tty: true", Container + "TTY", "true" },
        { "tty: false", Container + "TTY", null },
        { "stdin_open: true", Container + "OpenStdin", "true" },
        { "read_only: true", Container + "ReadOnly", "true" },
        { "init: false", Container + "Init", "false" },
        { "hostname: h", Container + "Init", null },
        { "isolation: hyperv", Container + "Isolation", "\"hyperv\"" },
        { "stop_signal: SIGINT", Container + "StopSignal", "\"SIGINT\"" },
        { "stop_grace_period: 1m30s", Container + "StopGracePeriod", "90000000000" },
        { "stop_grace_period: 0s", Container + "StopGracePeriod", "0" },
        { "extra_hosts: ['db:10.0.0.9', 'v6:::1']", Container + "Hosts", """["10.0.0.9 db","::1 v6"]""" },
        { "dns: 10.0.0.1", Container + "DNSConfig", """{"Nameservers":["10.0.0.1"]}""" },
        { "dns_search: [a.example]\n    dns_opt: [ndots:2]", Container + "DNSConfig", """{"Search":["a.example"],"Options":["ndots:2"]}""" },
        { "hostname: h", Container + "DNSConfig", null },
        { "sysctls: {net.core.somaxconn: 1024}", Container + "Sysctls", """{"net.core.somaxconn":"1024"}""" },
        { "cap_add: [net_admin]\n    cap_drop: [ALL, CAP_NET_ADMIN]", Container + "CapabilityDrop", """["ALL"]""" },
        { "cap_add: [net_admin, SYS_TIME]", Container + "CapabilityAdd", """["CAP_NET_ADMIN","CAP_SYS_TIME"]""" },
        { "ulimits: {nproc: 5, nofile: {soft: 1, hard: 2}}", Container + "Ulimits", """[{"Name":"nofile","Hard":2,"Soft":1},{"Name":"nproc","Hard":5,"Soft":5}]""" },
        { "oom_score_adj: -5", Container + "OomScoreAdj", "-5" },
        { "healthcheck: {test: 'curl x', interval: 10s, timeout: 1s, retries: 3, start_period: 2s, start_interval: 3s}", Container + "Healthcheck",
            """{"Test":["CMD-SHELL","curl x"],"Interval":10000000000,"Timeout":1000000000,"StartPeriod":2000000000,"StartInterval":3000000000,"Retries":3}""" },
        { "healthcheck: {disable: true}", Container + "Healthcheck", """{"Test":["NONE"]}""" },
        { "hostname: h", Container + "Privileges", """{"CredentialSpec":null}""" },
        { "credential_spec: {file: spec.json}", Container + "Privileges", """{"CredentialSpec":{"File":"spec.json"}}""" },
        { "logging: {driver: syslog, options: {tag: x}}", "TaskTemplate.LogDriver", """{"Name":"syslog","Options":{"tag":"x"}}""" },
        { "hostname: h", "TaskTemplate.LogDriver", null },
        { "hostname: h", "TaskTemplate.Networks", """[{"Target":"shop_default","Aliases":["web"]}]""" },
        { "networks: {front: {aliases: [www]}, back: }", "TaskTemplate.Networks",
            """[{"Target":"given-back","Aliases":["web"]},{"Target":"shop_front","Aliases":["www","web"]}]""" },
        { "networks: [outside]", "TaskTemplate.Networks", """[{"Target":"host"}]""" },
        { "hostname: h", "TaskTemplate.RestartPolicy", null },
        { "restart: always", "TaskTemplate.RestartPolicy", """{"Condition":"any"}""" },
        { "restart: on-failure:3", "TaskTemplate.RestartPolicy", """{"Condition":"on-failure","MaxAttempts":3}""" },
        { "restart: always\n    deploy: {restart_policy: {condition: none, delay: 1s, max_attempts: 0, window: 2s}}", "TaskTemplate.RestartPolicy",
            """{"Condition":"none","Delay":1000000000,"MaxAttempts":0,"Window":2000000000}""" },
        { "hostname: h", "TaskTemplate.Resources", "{}" },
        { "deploy: {resources: {limits: {cpus: '0.5', memory: 64M, pids: 9}}}", "TaskTemplate.Resources", """{"Limits":{"NanoCPUs":500000000,"MemoryBytes":67108864,"Pids":9}}""" },
        { "deploy: {resources: {reservations: {cpus: '0.1', memory: 1k, generic_resources: [{discrete_resource_spec: {kind: gpu, value: 2}}]}}}", "TaskTemplate.Resources",
            """{"Reservations":{"NanoCPUs":100000000,"MemoryBytes":1024,"GenericResources":[{"DiscreteResourceSpec":{"Kind":"gpu","Value":2}}]}}""" },
        { "hostname: h", "TaskTemplate.Placement", "{}" },
        { "deploy: {placement: {constraints: [node.role==manager], preferences: [{spread: node.labels.zone}], max_replicas_per_node: 2}}", "TaskTemplate.Placement",
            """{"Constraints":["node.role==manager"],"Preferences":[{"Spread":{"SpreadDescriptor":"node.labels.zone"}}],"MaxReplicas":2}""" },
        { "hostname: h", "Mode", """{"Replicated":{}}""" },
        { "deploy: {replicas: 0}", "Mode", """{"Replicated":{"Replicas":0}}""" },
        { "deploy: {mode: global}", "Mode", """{"Global":{}}""" },
        { "deploy: {mode: replicated-job, replicas: 3}", "Mode", """{"ReplicatedJob":{"MaxConcurrent":3,"TotalCompletions":3}}""" },
        { "deploy: {mode: global-job}", "Mode", """{"GlobalJob":{}}""" },
        { "hostname: h", "UpdateConfig", null },
        { "deploy: {update_config: {delay: 1s, failure_action: rollback, monitor: 2s, max_failure_ratio: 0.25, order: start-first}}", "UpdateConfig",
            """{"Parallelism":1,"Delay":1000000000,"FailureAction":"rollback","Monitor":2000000000,"MaxFailureRatio":0.25,"Order":"start-first"}""" },
        { "deploy: {rollback_config: {parallelism: 0}}", "RollbackConfig", """{"Parallelism":0,"MaxFailureRatio":0}""" },
        { "hostname: h", "EndpointSpec", "{}" },
        { "deploy: {endpoint_mode: DNSRR}", "EndpointSpec", """{"Mode":"dnsrr"}""" },
        { "ports: ['9000:90/udp', '80:8080', '7000']", "EndpointSpec.Ports",
            """[{"Protocol":"tcp","TargetPort":7000,"PublishMode":"ingress"},{"Protocol":"tcp","TargetPort":8080,"PublishedPort":80,"PublishMode":"ingress"},{"Protocol":"udp","TargetPort":90,"PublishedPort":9000,"PublishMode":"ingress"}]""" },
        { "ports: [{target: 80, published: '8080-8081', mode: host}]", "EndpointSpec.Ports",
            """[{"Protocol":"tcp","TargetPort":80,"PublishedPort":8080,"PublishMode":"host"},{"Protocol":"tcp","TargetPort":80,"PublishedPort":8081,"PublishMode":"host"}]""" },
        { "secrets: [key, {source: outer, target: /etc/key, uid: '5', gid: '6', mode: 0400}]", Container + "Secrets",
            """[{"File":{"Name":"/etc/key","UID":"5","GID":"6","Mode":256},"SecretID":"","SecretName":"outer"},{"File":{"Name":"key","UID":"0","GID":"0","Mode":292},"SecretID":"id-of-key","SecretName":"shop_key"}]""" },
        { "configs: [site]", Container + "Configs", """[{"File":{"Name":"site","UID":"0","GID":"0","Mode":292},"ConfigID":"","ConfigName":"site-2"}]""" },
        { "credential_spec: {config: site}", Container + "Configs", """[{"Runtime":{},"ConfigID":"","ConfigName":"site-2"}]""" },
        { "credential_spec: {config: site}", Container + "Privileges", """{"CredentialSpec":{"Config":"site-2"}}""" },
        { "volumes: [data:/d]", Container + "Mounts",
            """[{"Type":"volume","Source":"shop_data","Target":"/d","VolumeOptions":{"Labels":{"v":"w","com.docker.stack.namespace":"shop"}}}]""" },
        { "volumes: [{type: volume, source: plugged, target: /d, read_only: true, volume: {nocopy: true, subpath: s}}]", Container + "Mounts",
            """[{"Type":"volume","Source":"named","Target":"/d","ReadOnly":true,"VolumeOptions":{"NoCopy":true,"Subpath":"s","Labels":{"com.docker.stack.namespace":"shop"},"DriverConfig":{"Name":"plug","Options":{"o":"1"}}}}]""" },
        { "volumes: [outervolume:/d]", Container + "Mounts", """[{"Type":"volume","Source":"outervolume","Target":"/d","VolumeOptions":{}}]""" },
        { "volumes: [/anon]", Container + "Mounts", """[{"Type":"volume","Target":"/anon"}]""" },
        { "volumes: [/etc:/host:ro]", Container + "Mounts", """[{"Type":"bind","Source":"/etc","Target":"/host","ReadOnly":true}]""" },
        { "volumes: [{type: bind, source: /etc, target: /host, bind: {propagation: rslave, recursive: disabled}}]", Container + "Mounts",
            """[{"Type":"bind","Source":"/etc","Target":"/host","BindOptions":{"Propagation":"rslave","NonRecursive":true}}]""" },
        { "volumes: [{type: tmpfs, target: /t, tmpfs: {size: 1m, mode: 0700}}]", Container + "Mounts", """[{"Type":"tmpfs","Target":"/t","TmpfsOptions":{"SizeBytes":1048576,"Mode":448}}]""" },
        { "tmpfs: ['/run:size=1m,mode=1777', /cache]", Container + "Mounts",
            """[{"Type":"tmpfs","Target":"/run","TmpfsOptions":{"SizeBytes":1048576,"Mode":1023}},{"Type":"tmpfs","Target":"/cache"}]""" },
        { "volumes: [{type: npipe, source: '\\\\.\\pipe\\x', target: '\\\\.\\pipe\\x'}]", Container + "Mounts",
            """[{"Type":"npipe","Source":"\\\\.\\pipe\\x","Target":"\\\\.\\pipe\\x"}]""" },
        { "volumes: [{type: cluster, source: 'group:g', target: /d}]", Container + "Mounts", """[{"Type":"cluster","Source":"group:g","Target":"/d","ClusterOptions":{}}]""" },
        { "volumes: [{type: cluster, source: data, target: /d}]", Container + "Mounts", """[{"Type":"cluster","Source":"shop_data","Target":"/d","ClusterOptions":{}}]""" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_becomes_a_field(string keys, string field, string? expected)
    {
        JsonNode? actual = SpecOf(keys);
        foreach (string name in field.Split('.'))
            actual = (actual as JsonObject)?[name];
        Assert.True(
            JsonNode.DeepEquals(expected is null ? null : JsonNode.Parse(expected), JsonNode.Parse(actual?.ToJsonString() ?? "null")), $"{field} is {actual?.ToJsonString() ?? "not there"}");
    }

    /// <summary>Keys of a service, and what is wrong with them.</summary>
    public static TheoryData<string, string> Wrong => new()
    {
        { "deploy: {mode: global, replicas: 2}", "mode global and replicas" },
        { "deploy: {mode: sometimes}", "mode sometimes" },
        { "restart: sometimes", "restart: sometimes" },
        { "tmpfs: ['/run:noexec']", "size= and mode=" },
        { "secrets: [key, {source: outer, target: key}]", "two secrets that go to the file 'key'" },
        { "credential_spec: {file: a, registry: b}", "file and registry" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_a_swarm_cannot_run_is_told_with_the_service(string keys, string problem)
    {
        DockerException error = Assert.ThrowsAny<DockerException>(() => SpecOf(keys));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("web", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_without_an_image_is_refused() =>
        Assert.Contains(
            "'web' has no image",
            Assert.Throws<InvalidRequestException>(() => StackSpec.Of("shop", ComposeText.Read("services: {web: {build: .}}"))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("-x")]
    [InlineData("a b")]
    [InlineData("a/b")]
    public void A_stack_has_a_name_that_services_can_begin_with(string name) =>
        Assert.Equal("BadStackName", Assert.Throws<InvalidRequestException>(() => StackSpec.Of(name, ComposeText.Read("services: {web: {image: a}}"))).ErrorId);

    [Fact]
    public void Names_follow_the_stack_and_not_the_project()
    {
        ComposeProject project = ComposeText.Read("""
            services: {web: {image: a, networks: [n], secrets: [s], volumes: ['vol:/v']}}
            networks: {n: }
            volumes: {vol: }
            secrets: {s: {environment: S}}
            """);
        StackSpec stack = StackSpec.Of("Other.1", project);
        Assert.Equal("Other.1_n", Assert.Single(stack.Networks).Name);
        Assert.Equal("Other.1_s", Assert.Single(stack.Secrets).Name);
        string spec = StackService.SpecOf("Other.1", project, project.Services["web"], StackReferences.None).ToJsonString();
        Assert.Contains("\"Other.1_n\"", spec, StringComparison.Ordinal);
        Assert.Contains("\"Other.1_s\"", spec, StringComparison.Ordinal);
        Assert.Contains("\"Other.1_web\"", spec, StringComparison.Ordinal);
        Assert.Contains("\"Other.1_vol\"", spec, StringComparison.Ordinal);
        Assert.DoesNotContain("shop", spec, StringComparison.Ordinal);
    }

    private static JsonObject SpecOf(string keys)
    {
        ComposeProject project = ComposeText.Read(
            $$$"""
            services:
              web:
                image: app:1
                {{{keys}}}
            networks:
              front:
              back: {name: given-back}
              outside: {name: host, external: true}
            volumes:
              data: {labels: {v: w}}
              plugged: {name: named, driver: plug, driver_opts: {o: '1'}}
              outervolume: {external: true}
            secrets:
              key: {file: ./key}
              outer: {external: true}
            configs:
              site: {file: ./site, name: site-2}
            """,
            new Dictionary<string, string> { ["TAKEN"] = "outside" });
        return StackService.SpecOf(
            "shop", project, project.Services["web"], StackReferences.None with { Secrets = new Dictionary<string, string> { ["shop_key"] = "id-of-key" } });
    }
}
