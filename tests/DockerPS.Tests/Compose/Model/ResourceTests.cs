using DockerPS.Engine.Compose;

namespace DockerPS.Tests.Compose.Model;

/// <summary>Networks, volumes, secrets, configs and models of a project.</summary>
public sealed class ResourceTests
{
    [Theory]
    [InlineData("{n: }", "{n: {name: 'p_n'}}")]
    [InlineData("{n: {}}", "{n: {name: 'p_n'}}")]
    [InlineData("{n: {name: own}}", "{n: {name: 'own'}}")]
    [InlineData("{n: {external: true}}", "{n: {name: 'n', external: true}}")]
    [InlineData("{n: {external: 'true', name: own}}", "{n: {name: 'own', external: true}}")]
    [InlineData("{n: {external: false}}", "{n: {name: 'p_n'}}")]
    [InlineData("{n: {external: {name: old}}}", "{n: {name: 'old', external: true}}")]
    [InlineData("{n: {external: {}}}", "{n: {name: 'n', external: true}}")]
    [InlineData("{n: {driver: overlay, driver_opts: {a: 1}, attachable: true, internal: true, enable_ipv4: false, enable_ipv6: true, labels: [a, b=1], x-n: 1}}", "{n: {name: 'p_n', driver: 'overlay', driver_opts: {a: '1'}, internal: true, attachable: true, labels: {a: '', b: '1'}, enable_ipv4: false, enable_ipv6: true, x-n: 1}}")]
    [InlineData("{n: {ipam: {driver: default, config: [{subnet: 172.28.0.0/16, ip_range: 172.28.5.0/24, gateway: 172.28.5.254, aux_addresses: {host1: 172.28.1.5}}], options: {foo: bar}}}}", "{n: {name: 'p_n', ipam: {driver: 'default', config: [{subnet: '172.28.0.0/16', gateway: '172.28.5.254', ip_range: '172.28.5.0/24', aux_addresses: {host1: '172.28.1.5'}}], options: {foo: 'bar'}}}}")]
    public void Networks(string given, string canonical) =>
        Assert.Equal(canonical, ModelText.CanonicalTop($"services: {{a: {{image: x, networks: [n]}}}}\nnetworks: {given}\n", "networks"));

    [Theory]
    [InlineData("{v: }", "{v: {name: 'p_v'}}")]
    [InlineData("{v: {external: true, name: own}}", "{v: {name: 'own', external: true}}")]
    [InlineData("{v: {driver: local, driver_opts: {type: nfs, o: 'addr=1', n: 5}, labels: {a: b}, x-v: 1}}", "{v: {name: 'p_v', driver: 'local', driver_opts: {n: '5', o: 'addr=1', type: 'nfs'}, labels: {a: 'b'}, x-v: 1}}")]
    public void Volumes(string given, string canonical) => Assert.Equal(canonical, ModelText.CanonicalTop($"services: {{}}\nvolumes: {given}\n", "volumes"));

    [Theory]
    [InlineData("{s: {file: /a}}", "{s: {name: 'p_s', file: '/a'}}")]
    [InlineData("{s: {environment: A}}", "{s: {name: 'p_s', environment: 'A'}}")]
    [InlineData("{s: {external: true}}", "{s: {name: 's', external: true}}")]
    [InlineData("{s: {external: true, name: own}}", "{s: {name: 'own', external: true}}")]
    [InlineData("{s: {driver: vault, driver_opts: {a: 1}, template_driver: golang, labels: [a=b]}}", "{s: {name: 'p_s', labels: {a: 'b'}, driver: 'vault', driver_opts: {a: '1'}, template_driver: 'golang'}}")]
    public void Secrets(string given, string canonical) => Assert.Equal(canonical, ModelText.CanonicalTop($"services: {{}}\nsecrets: {given}\n", "secrets"));

    [Theory]
    [InlineData("{c: {file: /a, name: own, template_driver: golang}}", "{c: {name: 'own', file: '/a', template_driver: 'golang'}}")]
    [InlineData("{c: {content: 'a $${B}'}}", "{c: {name: 'p_c', content: 'a $$$${B}'}}")]
    [InlineData("{c: {environment: A, labels: {a: b}}}", "{c: {name: 'p_c', environment: 'A', labels: {a: 'b'}}}")]
    public void Configs(string given, string canonical) => Assert.Equal(canonical, ModelText.CanonicalTop($"services: {{}}\nconfigs: {given}\n", "configs"));

    [Fact]
    public void Models() => Assert.Equal(
        "{m: {name: 'n', model: 'ai/x', context_size: 5, runtime_flags: ['a', 'a']}}",
        ModelText.CanonicalTop("services: {}\nmodels: {m: {model: ai/x, name: n, context_size: 5, runtime_flags: [a, a]}}\n", "models"));

    [Fact]
    public void The_default_network_is_there_when_a_service_is_in_it()
    {
        ComposeProject project = ModelText.Read("services: {a: {image: x}, b: {image: x, networks: [n]}}\nnetworks: {n: }\n");
        Assert.Equal(["n", "default"], project.Networks.Names);
        Assert.Equal("p_default", project.Networks["default"].Name);
        Assert.False(project.Networks["default"].IsNameGiven);
        Assert.Empty(ModelText.Read("services: {a: {image: x, network_mode: none}}\n").Networks);
    }

    [Fact]
    public void What_no_service_uses_is_in_the_model_and_not_in_the_canonical_form()
    {
        const string text = "services: {a: {image: x, networks: [n]}}\nnetworks: {n: , o: }\nvolumes: {v: }\nsecrets: {s: {file: /a}}\nconfigs: {c: {content: a}}\n";
        ComposeProject project = ModelText.Read(text);
        Assert.Equal(["n", "o"], project.Networks.Names);
        Assert.Equal(("v", "s", "c"), (project.Volumes[0].Key, project.Secrets[0].Key, project.Configs[0].Key));
        ComposeMapping written = Engine.Compose.Writing.ProjectWriter.Write(project);
        Assert.Equal(["name", "services", "networks"], written.Keys);
        Assert.Equal("{n: {name: 'p_n'}}", Tree.Show(written["networks"]!));
    }

    [Fact]
    public void Services_that_are_not_active_are_read_and_kept_apart()
    {
        ComposeProject project = ModelText.Read("services: {a: {image: x}, b: {image: y, profiles: [debug]}}\n", "b");
        Assert.Equal(["a"], project.Services.Names);
        Assert.Equal(["b"], project.DisabledServices.Names);
        Assert.Equal("y", project.FindService("b")?.Image);
        Assert.Null(project.FindService("c"));
    }

    [Fact]
    public void Warnings_say_where()
    {
        ComposeProject project = ModelText.Read(
            "version: '3.8'\nservices:\n  a:\n    image: x\n    tty: 'yes'\n    command: a; b\n    volumes: ['v:/data', 'nn:/x:foo']\n    networks: [e]\nnetworks: {e: {external: true, driver: d}, f: {external: {name: g}}}\nvolumes: {nn: }\n");
        Assert.Equal(
            [
                "compose.yaml:1:10: version: version is obsolete and has no effect.",
                "compose.yaml:6:14: services.a.command: \"; b\" is left out: there is no shell that reads the line. Write [\"sh\", \"-c\", \"...\"], or quote it.",
                "compose.yaml:5:10: services.a.tty: \"yes\" is no truth value in YAML 1.2; write true.",
                "compose.yaml:7:15: services.a.volumes[0]: \"v:/data\" reads as a path on the Windows drive v:, as in docker compose; a volume of one letter needs the long form.",
                "compose.yaml:7:26: services.a.volumes[1]: the option \"foo\" is not known and has no effect; known are ro, rw, nocopy, z, Z, rprivate, private, rshared, shared, rslave, slave.",
                "compose.yaml:9:32: networks.e.driver: the network is external, so driver has no effect.",
                "compose.yaml:9:58: networks.f.external: external.name is obsolete; write external: true, and name beside it.",
            ],
            project.Warnings);
    }
}
