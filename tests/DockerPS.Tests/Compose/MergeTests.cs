using DockerPS.Engine.Compose;

namespace DockerPS.Tests.Compose;

public sealed class MergeTests
{
    // The merge examples of the specification, written out as own cases, and the rules that compose has beyond them.
    [Theory]
    [InlineData("{key1: value1, key2: value2}", "{key2: VALUE, key3: value3}", "{key1: 'value1', key2: 'VALUE', key3: 'value3'}")]
    [InlineData("{dns: [1.1.1.1]}", "{dns: [8.8.8.8]}", "{dns: ['1.1.1.1', '8.8.8.8']}")]
    [InlineData("{dns: 1.1.1.1}", "{dns: [8.8.8.8, 1.1.1.1]}", "{dns: ['1.1.1.1', '8.8.8.8']}")]
    [InlineData("{command: [echo, foo]}", "{command: [echo, bar]}", "{command: ['echo', 'bar']}")]
    [InlineData("{command: [echo, foo]}", "{command: bar}", "{command: 'bar'}")]
    [InlineData("{command: x}", "{command: }", "{command: null}")]
    [InlineData("{entrypoint: x}", "{entrypoint: []}", "{entrypoint: []}")]
    [InlineData("{healthcheck: {test: [CMD, a], retries: 1}}", "{healthcheck: {test: b}}", "{healthcheck: {test: 'b', retries: 1}}")]
    [InlineData("{volumes: ['foo:/work']}", "{volumes: ['bar:/work']}", "{volumes: ['bar:/work']}")]
    [InlineData("{volumes: ['foo:/work', './x:/y']}", "{volumes: [{type: bind, source: z, target: /y/}, '/new']}", "{volumes: ['foo:/work', {type: 'bind', source: 'z', target: '/y/'}, '/new']}")]
    [InlineData("{volumes: ['C:\\a:/y']}", "{volumes: ['D:\\b:/y:ro']}", "{volumes: ['D:\\b:/y:ro']}")]
    [InlineData("{ports: ['80:80']}", "{ports: ['81:80', '80:80/tcp', '80:80/udp']}", "{ports: ['80:80/tcp', '81:80', '80:80/udp']}")]
    [InlineData("{ports: ['80:80']}", "{ports: [{target: 80, published: '80', x-a: 1}]}", "{ports: [{target: 80, published: '80', x-a: 1}]}")]
    [InlineData("{ports: ['8000-8001:80-81']}", "{ports: ['8001:81']}", "{ports: ['8000:80/tcp', '8001:81']}")]
    [InlineData("{ports: [80]}", "{ports: ['127.0.0.1::80']}", "{ports: [80, '127.0.0.1::80']}")]
    [InlineData("{secrets: [a]}", "{secrets: [{source: a, mode: 0400}, b]}", "{secrets: [{source: 'a', mode: 0400}, 'b']}")]
    [InlineData("{configs: [{source: a, target: /x}]}", "{configs: [{source: b, target: /x}]}", "{configs: [{source: 'b', target: '/x'}]}")]
    [InlineData("{environment: {A: 1, B: 2}}", "{environment: [B=3, C]}", "{environment: {A: 1, B: '3', C: null}}")]
    [InlineData("{environment: {A: 1}, labels: {l: 1}}", "{environment: {A: }, labels: {l: }}", "{environment: {A: null}, labels: {l: null}}")]
    [InlineData("{environment: [A=1, A=2]}", "{environment: {B: x}}", "{environment: {A: '2', B: 'x'}}")]
    [InlineData("{environment: }", "{environment: [A=1]}", "{environment: {A: '1'}}")]
    [InlineData("{labels: [a=1]}", "{labels: {b: 2}}", "{labels: {a: '1', b: 2}}")]
    [InlineData("{depends_on: [a]}", "{depends_on: {a: {condition: service_healthy}, b: {condition: service_started}}}", "{depends_on: {a: {condition: 'service_healthy', required: true}, b: {condition: 'service_started'}}}")]
    [InlineData("{networks: [a]}", "{networks: {b: {aliases: [x]}}}", "{networks: {a: null, b: {aliases: ['x']}}}")]
    [InlineData("{networks: {a: {aliases: [x]}}}", "{networks: [a, b]}", "{networks: {a: {aliases: ['x']}, b: null}}")]
    [InlineData("{build: .}", "{build: {target: t}}", "{build: {context: '.', target: 't'}}")]
    [InlineData("{build: {args: [A=1]}}", "{build: {args: {B: 2}}}", "{build: {args: {A: '1', B: 2}}}")]
    [InlineData("{logging: {driver: a, options: {x: 1}}}", "{logging: {driver: a, options: {y: 2}}}", "{logging: {driver: 'a', options: {x: 1, y: 2}}}")]
    [InlineData("{logging: {driver: a, options: {x: 1}}}", "{logging: {driver: b}}", "{logging: {driver: 'b'}}")]
    [InlineData("{logging: {driver: a, options: {x: 1}}}", "{logging: {options: {y: 2}}}", "{logging: {driver: 'a', options: {x: 1, y: 2}}}")]
    [InlineData("{extra_hosts: ['a=1']}", "{extra_hosts: {b: 2, a: [1, 3]}}", "{extra_hosts: ['a=1', 'b=2', 'a=3']}")]
    [InlineData("{ulimits: {n: {soft: 1, hard: 2}}}", "{ulimits: {n: 5}}", "{ulimits: {n: 5}}")]
    [InlineData("{env_file: a}", "{env_file: [b, {path: a, required: false}]}", "{env_file: [{path: 'a', required: false}, 'b']}")]
    [InlineData("{expose: ['80']}", "{expose: [80, 81]}", "{expose: [80, 81]}")]
    [InlineData("{cap_add: [A]}", "{cap_add: [B, A]}", "{cap_add: ['A', 'B']}")]
    [InlineData("{image: a, deploy: {replicas: 1, labels: [x=1]}}", "{deploy: {replicas: 2, labels: {y: 2}}}", "{image: 'a', deploy: {replicas: 2, labels: {x: '1', y: 2}}}")]
    [InlineData("{image: a}", "{image: }", "{image: 'a'}")]
    [InlineData("{deploy: {a: 1}}", "{deploy: }", "{deploy: {a: 1}}")]
    [InlineData("{deploy: }", "{deploy: {a: 1}}", "{deploy: {a: 1}}")]
    [InlineData("{x-own: [1]}", "{x-own: [1, 2]}", "{x-own: [1, 1, 2]}")]
    public void Services_are_merged(string earlier, string later, string expected) => Assert.Equal(expected, Service(earlier, later));

    [Theory]
    [InlineData("{ports: ['80:80'], environment: {A: 1}}", "{ports: !reset [], environment: {A: !reset null}}", "{environment: {}}")]
    [InlineData("{ports: ['8080:80']}", "{ports: !override ['8443:443']}", "{ports: ['8443:443']}")]
    [InlineData("{deploy: {a: 1, b: {c: 1}}}", "{deploy: !override {b: {d: 2}}}", "{deploy: {b: {d: 2}}}")]
    [InlineData("{environment: [A=1, B=2]}", "{environment: {B: !reset null}}", "{environment: {A: '1'}}")]
    [InlineData("{image: a}", "{command: !reset x, ports: !override [1]}", "{image: 'a', ports: [1]}")]
    [InlineData("{image: a, command: x}", "!override {image: b}", "{image: 'b'}")]
    [InlineData("{dns: [a]}", "{dns: [!reset b, c]}", "{dns: ['a', 'c']}")]
    public void Reset_and_override(string earlier, string later, string expected) => Assert.Equal(expected, Service(earlier, later));

    [Fact]
    public void A_service_itself_can_be_taken_out() => Assert.Equal("{services: {b: {image: 'b'}}}", Merge("{services: {a: {image: a}, b: {image: b}}}", "{services: {a: !reset {}}}"));

    [Fact]
    public void Later_pools_of_addresses_count_with_what_earlier_ones_of_the_same_subnet_say() => Assert.Equal(
        "{networks: {n: {ipam: {config: [{subnet: '12.0.0.0/8'}, {subnet: '10.0.0.0/8', gateway: 'a', ip_range: 'c'}]}}}}",
        Merge("{networks: {n: {ipam: {config: [{subnet: 10.0.0.0/8, gateway: a}, {subnet: 11.0.0.0/8}]}}}}", "{networks: {n: {ipam: {config: [{subnet: 12.0.0.0/8}, {subnet: 10.0.0.0/8, ip_range: c}]}}}}"));

    [Theory]
    [InlineData("{deploy: {a: 1}}", "{deploy: [a]}", "services.x.deploy: a list cannot be merged with a mapping of")]
    [InlineData("{volumes: [a]}", "{volumes: b}", "services.x.volumes: \"b\" cannot be merged with a list of")]
    [InlineData("{environment: {A: 1}}", "{environment: B=1}", "services.x.environment: found \"B=1\"; expected a mapping of names and values, or a list of NAME=value")]
    [InlineData("{environment: {A: 1}}", "{environment: [{B: 1}]}", "services.x.environment[0]: found a mapping; expected a text such as NAME=value")]
    [InlineData("{build: .}", "{build: [a]}", "services.x.build: found a list; expected a folder")]
    public void What_does_not_go_together_is_told(string earlier, string later, string message) =>
        Assert.Contains(message, Assert.Throws<ComposeException>(() => Service(earlier, later)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("ab:c", "ab", "c")]
    [InlineData("ab:/c:ro", "ab", "/c")]
    [InlineData("v:/v", null, "v:/v")]
    [InlineData("/x", null, "/x")]
    [InlineData("C:\\x:/y", "C:\\x", "/y")]
    [InlineData("C:\\x:D:\\y:ro", "C:\\x", "D:\\y")]
    [InlineData("${A:-b}:/c", "${A:-b}", "/c")]
    [InlineData("${A:-b}:${C:-d}:ro", "${A:-b}", "${C:-d}")]
    [InlineData("ab:", "ab", "")]
    [InlineData("", null, "")]
    public void Short_forms_of_volumes(string text, string? source, string target)
    {
        var volume = ShortVolume.Parse(text);
        Assert.Equal((source, target), (volume.Source, volume.Target));
    }

    private static string Service(string earlier, string later)
    {
        string merged = Merge($"{{services: {{x: {earlier}}}}}", $"{{services: {{x: {later}}}}}");
        return merged["{services: {x: ".Length..^2];
    }

    private static string Merge(string earlier, string later)
    {
        ComposeNode first = ComposeMerger.Settle(MergeRule.Root, Tree.Read(earlier));
        return Tree.Show(ComposeMerger.Merge(MergeRule.Root, first, Tree.Read(later)));
    }
}
