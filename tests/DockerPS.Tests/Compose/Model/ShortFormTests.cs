namespace DockerPS.Tests.Compose.Model;

/// <summary>Every short and long form of a service's keys, and what docker compose config (2.40) makes of it.</summary>
public sealed class ShortFormTests
{
    [Theory]
    [InlineData("['80']", "{mode: 'ingress', target: 80, protocol: 'tcp'}")]
    [InlineData("[80]", "{mode: 'ingress', target: 80, protocol: 'tcp'}")]
    [InlineData("['8080:80']", "{mode: 'ingress', target: 80, published: '8080', protocol: 'tcp'}")]
    [InlineData("['8080:80/UDP']", "{mode: 'ingress', target: 80, published: '8080', protocol: 'udp'}")]
    [InlineData("['127.0.0.1:8080:80']", "{mode: 'ingress', host_ip: '127.0.0.1', target: 80, published: '8080', protocol: 'tcp'}")]
    [InlineData("['127.0.0.1::80']", "{mode: 'ingress', host_ip: '127.0.0.1', target: 80, protocol: 'tcp'}")]
    [InlineData("['[::1]:8080:80']", "{mode: 'ingress', host_ip: '::1', target: 80, published: '8080', protocol: 'tcp'}")]
    [InlineData("[':80']", "{mode: 'ingress', target: 80, protocol: 'tcp'}")]
    [InlineData("['0:80']", "{mode: 'ingress', target: 80, published: '0', protocol: 'tcp'}")]
    [InlineData("['80-81:90']", "{mode: 'ingress', target: 90, published: '80-81', protocol: 'tcp'}")]
    [InlineData("['3000-3001']", "{mode: 'ingress', target: 3000, protocol: 'tcp'}, {mode: 'ingress', target: 3001, protocol: 'tcp'}")]
    [InlineData("['9090-9091:8080-8081']", "{mode: 'ingress', target: 8080, published: '9090', protocol: 'tcp'}, {mode: 'ingress', target: 8081, published: '9091', protocol: 'tcp'}")]
    [InlineData("['9-10:9-10']", "{mode: 'ingress', target: 10, published: '10', protocol: 'tcp'}, {mode: 'ingress', target: 9, published: '9', protocol: 'tcp'}")]
    [InlineData("[{target: '80', published: 8080}]", "{mode: 'ingress', target: 80, published: '8080', protocol: 'tcp'}")]
    [InlineData("[{target: 80, published: 8000-9000, mode: host, protocol: sctp, host_ip: '::', name: a, app_protocol: http, x-a: 1}]", "{name: 'a', mode: 'host', host_ip: '::', target: 80, published: '8000-9000', protocol: 'sctp', app_protocol: 'http', x-a: 1}")]
    public void Ports(string given, string canonical) => Assert.Equal($"[{canonical}]", ModelText.Canonical("ports: " + given, "ports"));

    [Theory]
    [InlineData("/data", "{type: 'volume', target: '/data', volume: {}}")]
    [InlineData("named:/data", "{type: 'volume', source: 'named', target: '/data', volume: {}}")]
    [InlineData("named:/data:ro", "{type: 'volume', source: 'named', target: '/data', read_only: true, volume: {}}")]
    [InlineData("named:/data:rw", "{type: 'volume', source: 'named', target: '/data', volume: {}}")]
    [InlineData("named:/data:nocopy", "{type: 'volume', source: 'named', target: '/data', volume: {nocopy: true}}")]
    [InlineData("named:/data:ro,z", "{type: 'volume', source: 'named', target: '/data', read_only: true, bind: {selinux: 'z'}, volume: {}}")]
    [InlineData("/srv:/data", "{type: 'bind', source: '/srv', target: '/data', bind: {create_host_path: true}}")]
    [InlineData("/srv:/z/../data/:rshared", "{type: 'bind', source: '/srv', target: '/data', bind: {propagation: 'rshared', create_host_path: true}}")]
    [InlineData("./here:/data:Z", "{type: 'bind', source: './here', target: '/data', bind: {selinux: 'Z', create_host_path: true}}")]
    [InlineData("~/home:/data", "{type: 'bind', source: '~/home', target: '/data', bind: {create_host_path: true}}")]
    [InlineData(@"C:\here:/data", @"{type: 'bind', source: 'C:\here', target: '/data', bind: {create_host_path: true}}")]
    [InlineData(@"C:\here:D:\data:ro", @"{type: 'bind', source: 'C:\here', target: 'D:\data', read_only: true, bind: {create_host_path: true}}")]
    [InlineData(@"\\.\pipe\docker_engine:\\.\pipe\docker_engine", @"{type: 'bind', source: '\\.\pipe\docker_engine', target: '\\.\pipe\docker_engine', bind: {create_host_path: true}}")]
    [InlineData("v:/data", "{type: 'volume', target: 'v:/data', volume: {}}")]
    public void Volumes(string given, string canonical) =>
        Assert.Equal($"[{canonical}]", ModelText.Canonical($"volumes: ['{given}']", "volumes", "volumes: {named: }\n"));

    [Theory]
    [InlineData("{type: tmpfs, target: /t, tmpfs: {size: 64m, mode: 01777}}", "{type: 'tmpfs', target: '/t', tmpfs: {size: '67108864', mode: 1023}}")]
    [InlineData("{type: tmpfs, target: /t, tmpfs: {size: 10}}", "{type: 'tmpfs', target: '/t', tmpfs: {size: '10'}}")]
    [InlineData("{type: bind, source: /a, target: /x/../y}", "{type: 'bind', source: '/a', target: '/y'}")]
    [InlineData("{type: bind, source: /a, target: /x, bind: {create_host_path: false, propagation: slave, recursive: readonly, selinux: Z}}", "{type: 'bind', source: '/a', target: '/x', bind: {selinux: 'Z', propagation: 'slave', recursive: 'readonly'}}")]
    [InlineData("{type: volume, source: named, target: /x, read_only: true, volume: {nocopy: true, subpath: a, labels: {b: 1}}}", "{type: 'volume', source: 'named', target: '/x', read_only: true, volume: {labels: {b: '1'}, nocopy: true, subpath: 'a'}}")]
    [InlineData("{type: image, source: busybox, target: /x, image: {subpath: a}}", "{type: 'image', source: 'busybox', target: '/x', image: {subpath: 'a'}}")]
    [InlineData(@"{type: npipe, source: '\\.\pipe\d', target: /x, consistency: cached}", @"{type: 'npipe', source: '\\.\pipe\d', target: '/x', consistency: 'cached'}")]
    public void Long_volumes(string given, string canonical) =>
        Assert.Equal($"[{canonical}]", ModelText.Canonical($"volumes: [{given}]", "volumes", "volumes: {named: }\n"));

    [Theory]
    [InlineData("[sh, -c, 'a b']", "['sh', '-c', 'a b']")]
    [InlineData("[]", "[]")]
    [InlineData("", "none")]
    [InlineData("''", "[]")]
    [InlineData("npm run start", "['npm', 'run', 'start']")]
    [InlineData("sh -c 'a b' \"c d\"", "['sh', '-c', 'a b', 'c d']")]
    [InlineData("a 'b'\\ 'c' \"\" 'd\\e' \"f\\\"g\"", "['a', 'b c', '', 'd\\e', 'f\"g']")]
    [InlineData("a $$(echo x y) `z w`", "['a', '$$$$(echo x y)', '`z w`']")]
    [InlineData("echo a && b", "['echo', 'a']")]
    [InlineData("echo a 2>b", "['echo', 'a']")]
    public void Commands(string given, string canonical)
    {
        Assert.Equal(canonical, ModelText.Canonical("command: " + given, "command"));
        Assert.Equal(canonical, ModelText.Canonical("entrypoint: " + given, "entrypoint"));
    }

    [Theory]
    [InlineData("{A: 1, B: , C: true, D: 1.50, E: '', F: 010, G: 0x10, H: yes, I: 1000000.5, J: 0.000001}", "{A: '1', B: null, C: 'true', D: '1.5', E: '', F: '8', G: '16', H: 'yes', I: '1.0000005e+06', J: '1e-06'}")]
    [InlineData("[A=1, B, C=, D=a=b]", "{A: '1', B: null, C: '', D: 'a=b'}")]
    [InlineData("{GIVEN: , A10: 1, A2: 2}", "{A2: '2', A10: '1', GIVEN: 'from outside'}")]
    [InlineData("[]", "none")]
    public void Environment(string given, string canonical) => Assert.Equal(canonical, ModelText.Canonical("environment: " + given, "environment"));

    [Theory]
    [InlineData("labels", "{a: 1, b: , c: true, d: 1.0}", "{a: '1', b: '', c: 'true', d: '1'}")]
    [InlineData("labels", "[a=1, b]", "{a: '1', b: ''}")]
    [InlineData("annotations", "[a=1]", "{a: '1'}")]
    [InlineData("sysctls", "{net.core.somaxconn: 1024}", "{net.core.somaxconn: '1024'}")]
    [InlineData("sysctls", "[a=1, b]", "{a: '1', b: ''}")]
    [InlineData("storage_opt", "{size: 1G}", "{size: '1G'}")]
    [InlineData("logging", "{driver: syslog, options: {a: 1.50, b: }}", "{driver: 'syslog', options: {a: '1.5', b: ''}}")]
    [InlineData("extra_hosts", "['a:1.2.3.4', 'b=::1', 'c:[::1]', 'd=1.1.1.1,2.2.2.2', 'e:host-gateway']", "['a=1.2.3.4', 'b=::1', 'c=::1', 'd=1.1.1.1', 'd=2.2.2.2', 'e=host-gateway']")]
    [InlineData("extra_hosts", "{b: 1.2.3.4, a: ['::1', 2.2.2.2]}", "['a=2.2.2.2', 'a=::1', 'b=1.2.3.4']")]
    [InlineData("ulimits", "{nofile: {soft: 10, hard: 20}, nproc: 65535, memlock: '-1', core: 0}", "{core: {soft: 0, hard: 0}, memlock: -1, nofile: {soft: 10, hard: 20}, nproc: 65535}")]
    [InlineData("devices", "[/dev/sda, '/dev/sdb:/dev/sdc', 'a:b:r', vendor.com/gpu=0]", "[{source: '/dev/sda', target: '/dev/sda', permissions: 'rwm'}, {source: '/dev/sdb', target: '/dev/sdc', permissions: 'rwm'}, {source: 'a', target: 'b', permissions: 'r'}, {source: 'vendor.com/gpu=0', target: 'vendor.com/gpu=0', permissions: 'rwm'}]")]
    [InlineData("gpus", "all", "[{count: -1}]")]
    [InlineData("gpus", "[{driver: nvidia}, {device_ids: [a], capabilities: [gpu]}, {count: '2', options: {a: b}}]", "[{driver: 'nvidia', count: -1}, {capabilities: ['gpu'], device_ids: ['a']}, {count: 2, options: {a: 'b'}}]")]
    [InlineData("dns", "8.8.8.8", "['8.8.8.8']")]
    [InlineData("dns", "[8.8.8.8, '']", "['8.8.8.8']")]
    [InlineData("dns_search", "example.org", "['example.org']")]
    [InlineData("tmpfs", "/run", "['/run']")]
    [InlineData("tmpfs", "[/run, '/tmp:size=5']", "['/run', '/tmp:size=5']")]
    [InlineData("expose", "[3000, '4000-4005', 53/udp]", "['3000', '4000-4005', '53/udp']")]
    [InlineData("group_add", "[mail, 7]", "['mail', '7']")]
    [InlineData("stop_grace_period", "1m30s", "'1m30s'")]
    [InlineData("stop_grace_period", "1.5m", "'1m30s'")]
    [InlineData("stop_grace_period", "1d2h", "'26h0m0s'")]
    [InlineData("stop_grace_period", "1w", "'168h0m0s'")]
    [InlineData("stop_grace_period", "1500ms", "'1.5s'")]
    [InlineData("stop_grace_period", "100us", "'100\u00B5s'")]
    [InlineData("stop_grace_period", "'0'", "'0s'")]
    [InlineData("mem_limit", "1.5g", "'1610612736'")]
    [InlineData("mem_limit", "1024", "'1024'")]
    [InlineData("shm_size", "64 mb", "'67108864'")]
    [InlineData("memswap_limit", "-1", "'-1'")]
    [InlineData("cpus", "'0.5'", "0.5")]
    [InlineData("cpus", "2", "2")]
    [InlineData("pids_limit", "'5'", "5")]
    [InlineData("init", "false", "false")]
    [InlineData("tty", "false", "none")]
    [InlineData("tty", "'true'", "true")]
    [InlineData("pull_policy", "if_not_present", "'missing'")]
    [InlineData("pull_policy", "every_2h", "'every_2h'")]
    [InlineData("scale", "0", "0")]
    [InlineData("pid", "", "none")]
    [InlineData("deploy", "", "none")]
    [InlineData("user", "''", "none")]
    [InlineData("provider", "{type: model, options: {a: 1, b: [x, true], c: 1.5}}", "{type: 'model', options: {a: ['1'], b: ['x', 'true'], c: ['1.5']}}")]
    [InlineData("blkio_config", "{weight: 300, weight_device: [{path: /dev/sda, weight: 400}], device_read_bps: [{path: /dev/sda, rate: 12mb}], device_write_iops: [{path: /dev/sda, rate: 30}]}", "{weight: 300, weight_device: [{path: '/dev/sda', weight: 400}], device_read_bps: [{path: '/dev/sda', rate: '12582912'}], device_write_iops: [{path: '/dev/sda', rate: '30'}]}")]
    [InlineData("credential_spec", "{file: a.json}", "{file: 'a.json'}")]
    [InlineData("post_start", "[{command: a b, user: root, privileged: true, working_dir: /, environment: [A=1, B]}]", "[{command: ['a', 'b'], user: 'root', privileged: true, working_dir: '/', environment: {A: '1', B: null}}]")]
    [InlineData("develop", "{watch: [{path: /src, action: sync+exec, target: /x, ignore: a, include: [b], initial_sync: true, exec: {command: c d}}, {path: /p, action: rebuild}]}", "{watch: [{path: '/src', action: 'sync+exec', target: '/x', exec: {command: ['c', 'd']}, include: ['b'], ignore: ['a'], initial_sync: true}, {path: '/p', action: 'rebuild'}]}")]
    [InlineData("x-own", "{b: [1, 1.5, true, null, text], a: 2}", "{a: 2, b: [1, 1.5, true, null, 'text']}")]
    public void Other_keys(string key, string given, string canonical) => Assert.Equal(canonical, ModelText.Canonical($"{key}: {given}", key));

    [Theory]
    [InlineData("curl x", "{test: ['CMD-SHELL', 'curl x']}")]
    [InlineData("[NONE]", "{test: ['NONE']}")]
    [InlineData("[CMD, a, b]", "{test: ['CMD', 'a', 'b']}")]
    [InlineData("[CMD-SHELL, a b]", "{test: ['CMD-SHELL', 'a b']}")]
    [InlineData("NONE", "{test: ['CMD-SHELL', 'NONE']}")]
    [InlineData("[]", "{}")]
    public void Health_tests(string given, string canonical) => Assert.Equal(canonical, ModelText.Canonical($"healthcheck: {{test: {given}}}", "healthcheck"));

    [Fact]
    public void The_rest_of_a_health_check() => Assert.Equal(
        "{timeout: '500ms', interval: '1m30s', retries: 3, start_period: '1h0m0s', start_interval: '1.5s', disable: true}",
        ModelText.Canonical("healthcheck: {interval: 90s, timeout: 500ms, retries: '3', start_period: 1h, start_interval: 1.5s, disable: true}", "healthcheck"));

    [Theory]
    [InlineData("/srv/app", "{context: '/srv/app', dockerfile: 'Dockerfile'}")]
    [InlineData("{}", "{context: '/work/p', dockerfile: 'Dockerfile'}")]
    [InlineData("{context: 'https://github.com/a/b.git', dockerfile: x}", "{context: 'https://github.com/a/b.git', dockerfile: 'x'}")]
    [InlineData("{dockerfile_inline: FROM a}", "{context: '/work/p', dockerfile_inline: 'FROM a'}")]
    [InlineData("{args: [A=1, GIVEN, MISSING]}", "{context: '/work/p', dockerfile: 'Dockerfile', args: {A: '1', GIVEN: 'from outside'}}")]
    [InlineData("{args: {A: 1, B: }}", "{context: '/work/p', dockerfile: 'Dockerfile', args: {A: '1'}}")]
    [InlineData("{ssh: [default, k=/key]}", "{context: '/work/p', dockerfile: 'Dockerfile', ssh: ['default', 'k=/key']}")]
    [InlineData("{ssh: {k: /key, default: }}", "{context: '/work/p', dockerfile: 'Dockerfile', ssh: ['k=/key', 'default']}")]
    [InlineData("{additional_contexts: [a=/b, c=https://x/z.git]}", "{context: '/work/p', dockerfile: 'Dockerfile', additional_contexts: {a: '/b', c: 'https://x/z.git'}}")]
    [InlineData("{provenance: true, sbom: false}", "{context: '/work/p', dockerfile: 'Dockerfile', provenance: 'true', sbom: 'false'}")]
    [InlineData("{target: t, network: n, isolation: i, privileged: true, pull: true, no_cache: true, shm_size: 64m, tags: [a:b], platforms: [linux/amd64], cache_from: [c], cache_to: [d], entitlements: [network.host], labels: [a=b], extra_hosts: ['a:1'], ulimits: {nproc: 3}, secrets: [s, {source: s, target: t, mode: 0440}]}", "{context: '/work/p', dockerfile: 'Dockerfile', entitlements: ['network.host'], labels: {a: 'b'}, cache_from: ['c'], cache_to: ['d'], no_cache: true, pull: true, extra_hosts: ['a=1'], isolation: 'i', network: 'n', target: 't', secrets: [{source: 's'}, {source: 's', target: 't', mode: '0440'}], shm_size: '67108864', tags: ['a:b'], ulimits: {nproc: 3}, platforms: ['linux/amd64'], privileged: true}")]
    public void Builds(string given, string canonical) => Assert.Equal(canonical, ModelText.Canonical("build: " + given, "build", "secrets: {s: {file: /s}}\n"));

    [Theory]
    [InlineData("[s]", "{source: 's', target: '/run/secrets/s'}")]
    [InlineData("[{source: s}]", "{source: 's', target: '/run/secrets/s'}")]
    [InlineData("[{source: s, target: t, uid: '1', gid: '2', mode: 0400, x-a: b}]", "{source: 's', target: 't', uid: '1', gid: '2', mode: '0400', x-a: 'b'}")]
    [InlineData("[{source: s, mode: '0400'}]", "{source: 's', target: '/run/secrets/s', mode: '0400'}")]
    [InlineData("[{source: s, mode: 256}]", "{source: 's', target: '/run/secrets/s', mode: '0400'}")]
    [InlineData("[{source: s, mode: 0o440}]", "{source: 's', target: '/run/secrets/s', mode: '0440'}")]
    public void Secrets(string given, string canonical) => Assert.Equal($"[{canonical}]", ModelText.Canonical("secrets: " + given, "secrets", "secrets: {s: {file: /s}}\n"));

    [Fact]
    public void A_config_has_no_target_of_its_own() =>
        Assert.Equal("[{source: 'c'}, {source: 'c', target: '/t'}]", ModelText.Canonical("configs: [c, {source: c, target: /t}]", "configs", "configs: {c: {content: a}}\n"));

    [Theory]
    [InlineData("[db]", "{db: {condition: 'service_started', required: true}}")]
    [InlineData("{db: {condition: service_healthy, restart: true, required: false}}", "{db: {condition: 'service_healthy', restart: true, required: false}}")]
    public void Dependencies(string given, string canonical) => Assert.Equal(canonical, ModelText.Canonical("depends_on: " + given, "depends_on", "  db: {image: y}\n"));

    [Theory]
    [InlineData("links: ['db:data']", "{db: {condition: 'service_started', restart: true, required: true}}")]
    [InlineData("network_mode: service:db", "{db: {condition: 'service_started', restart: true, required: true}}")]
    [InlineData("ipc: service:db", "{db: {condition: 'service_started', restart: true, required: true}}")]
    [InlineData("pid: service:db", "{db: {condition: 'service_started', restart: true, required: true}}")]
    [InlineData("volumes_from: ['db:ro', 'container:other']", "{db: {condition: 'service_started', required: true}}")]
    [InlineData("links: [db]\ndepends_on: {db: {condition: service_healthy}}", "{db: {condition: 'service_healthy', required: true}}")]
    public void Implied_dependencies(string given, string canonical) => Assert.Equal(canonical, ModelText.Canonical(given, "depends_on", "  db: {image: y}\n"));

    [Theory]
    [InlineData("", "{default: null}")]
    [InlineData("networks: []", "{default: null}")]
    [InlineData("networks: [b, a]", "{a: null, b: null}")]
    [InlineData("networks: {a: , b: {}}", "{a: null, b: null}")]
    [InlineData("networks: {a: {aliases: [x], ipv4_address: 1.2.3.4, ipv6_address: '::1', link_local_ips: [169.254.8.8], mac_address: 'm', driver_opts: {k: 1}, priority: 5, gw_priority: 6, interface_name: eth7, x-n: 1}}", "{a: {aliases: ['x'], driver_opts: {k: '1'}, gw_priority: 6, interface_name: 'eth7', ipv4_address: '1.2.3.4', ipv6_address: '::1', link_local_ips: ['169.254.8.8'], mac_address: 'm', priority: 5, x-n: 1}}")]
    [InlineData("network_mode: host", "none")]
    public void Networks(string given, string canonical) => Assert.Equal(canonical, ModelText.Canonical(given, "networks", "networks: {a: , b: }\n"));

    [Theory]
    [InlineData("[m]", "{m: null}")]
    [InlineData("{m: {endpoint_var: E, model_var: M}}", "{m: {endpoint_var: 'E', model_var: 'M'}}")]
    public void Models(string given, string canonical) => Assert.Equal(canonical, ModelText.Canonical("models: " + given, "models", "models: {m: {model: ai/x}}\n"));

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("{mode: global, endpoint_mode: dnsrr, replicas: '2', labels: [a=b], x-d: 1}", "{mode: 'global', replicas: 2, labels: {a: 'b'}, endpoint_mode: 'dnsrr', x-d: 1}")]
    [InlineData("{update_config: {parallelism: 0, delay: 90s, failure_action: rollback, monitor: 0s, max_failure_ratio: 0.2, order: start-first}, rollback_config: {}}", "{update_config: {parallelism: 0, delay: '1m30s', failure_action: 'rollback', max_failure_ratio: 0.2, order: 'start-first'}, rollback_config: {}}")]
    [InlineData("{resources: {}, placement: {}}", "{}")]
    [InlineData("{resources: {limits: {cpus: '0.50', memory: 50M, pids: 1}, reservations: {cpus: 0.25, memory: 20M, generic_resources: [{discrete_resource_spec: {kind: gpu, value: '2'}}], devices: [{capabilities: [nvidia-compute], driver: nvidia, count: all, options: {virtualization: false}}]}}}", "{resources: {limits: {cpus: 0.5, memory: '52428800', pids: 1}, reservations: {cpus: 0.25, memory: '20971520', devices: [{capabilities: ['nvidia-compute'], driver: 'nvidia', count: -1, options: {virtualization: 'false'}}], generic_resources: [{discrete_resource_spec: {kind: 'gpu', value: 2}}]}}}")]
    [InlineData("{restart_policy: {condition: on-failure, delay: 5s, max_attempts: 0, window: 120s}}", "{restart_policy: {condition: 'on-failure', delay: '5s', max_attempts: 0, window: '2m0s'}}")]
    [InlineData("{placement: {constraints: [disktype=ssd, node.role == manager], preferences: [{spread: node.labels.zone}, {}], max_replicas_per_node: 1}}", "{placement: {constraints: ['disktype=ssd', 'node.role == manager'], preferences: [{spread: 'node.labels.zone'}, {}], max_replicas_per_node: 1}}")]
    public void Deploy(string given, string canonical) => Assert.Equal(canonical, ModelText.Canonical("deploy: " + given, "deploy"));

    [Fact]
    public void A_scale_stands_for_the_replicas_that_deploy_does_not_give() =>
        Assert.Equal("{mode: 'global', replicas: 2}", ModelText.Canonical("scale: 2\ndeploy: {mode: global}", "deploy"));
}
