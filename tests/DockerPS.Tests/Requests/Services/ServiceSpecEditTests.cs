using System.Text.Json.Nodes;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Requests.Services;

namespace DockerPS.Tests.Requests.Services;

/// <summary>Changes of a service's spec, one field or one pair at a time; the results are what docker service update makes of the same.</summary>
public sealed class ServiceSpecEditTests
{
    public static TheoryData<string> Names { get; } = [.. Cases().Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Changes_what_it_is_told_to(string name)
    {
        Case one = Cases().Single(item => item.Name == name);
        var before = (JsonObject)JsonNode.Parse(one.Before)!;
        string original = before.ToJsonString();
        List<string> missing = [];

        JsonObject after = one.Edit.ApplyTo(before, missing);

        AssertJson(one.After, after);
        Assert.Equal(one.Missing, missing);
        Assert.Equal(original, before.ToJsonString());
    }

    [Fact]
    public void What_is_not_known_here_survives()
    {
        const string Spec = """{"Name":"web","Later":{"A":[1]},"TaskTemplate":{"Runtime":"container","New":1.5,"ContainerSpec":{"Image":"a","Fresh":null,"Secrets":[{"Odd":true}]}},"Mode":{"Other":{}}}""";

        JsonObject after = new ServiceSpecEdit { Image = "b", Labels = new(["x=1"], []) }.ApplyTo((JsonObject)JsonNode.Parse(Spec)!);

        AssertJson(
            """{"Name":"web","Later":{"A":[1]},"TaskTemplate":{"Runtime":"container","New":1.5,"ContainerSpec":{"Image":"b","Fresh":null,"Secrets":[{"Odd":true}]}},"Mode":{"Other":{}},"Labels":{"x":"1"}}""",
            after);
    }

    [Fact]
    public void A_service_of_a_plugin_gets_no_container()
    {
        const string Spec = """{"Name":"p","TaskTemplate":{"PluginSpec":{"Name":"x"},"Runtime":"plugin"},"Mode":{"Global":{}}}""";

        JsonObject after = new ServiceSpecEdit { Labels = new(["a=1"], []), Force = true }.ApplyTo((JsonObject)JsonNode.Parse(Spec)!);

        AssertJson("""{"Name":"p","TaskTemplate":{"PluginSpec":{"Name":"x"},"Runtime":"plugin","ForceUpdate":1},"Mode":{"Global":{}},"Labels":{"a":"1"}}""", after);
    }

    [Fact]
    public void Done_again_on_the_result_it_changes_nothing_more()
    {
        var edit = new ServiceSpecEdit
        {
            Image = "b",
            Labels = new(["x=1"], ["y"]),
            Environment = new(["A=1"], ["B"]),
            Mounts = new([Mount("v", "/v")], ["/w"]),
            Ports = new([.. ServicePortSpec.Parse("Publish", "8080:80")], [.. ServicePortSpec.Parse("Publish", "81")]),
            Hosts = new(["::1 a"], []),
            Ulimits = new([new UlimitSpec("nofile", 1, 2)], []),
            NameServers = new(["10.0.0.1"], []),
            Health = new() { Command = ["true"] },
            RestartCondition = "none",
            LimitMemory = 1,
        };

        JsonObject once = edit.ApplyTo((JsonObject)JsonNode.Parse(Minimal)!);

        AssertJson(once.ToJsonString(), edit.ApplyTo(once));
    }

    [Fact]
    public void A_new_service_is_what_the_docker_CLI_makes()
    {
        JsonObject spec = new ServiceSpecEdit { IsNew = true, Image = "nginx:latest" }.ApplyTo(
            ServiceSpecEdit.NewSpec("web", ServiceModeSpec.ToJson("replicated", null, null)));

        AssertJson(
            """
            {"Name":"web","Labels":{},"TaskTemplate":{"ContainerSpec":{"Image":"nginx:latest","Init":false,"DNSConfig":{}},
            "Resources":{"Limits":{},"Reservations":{}},"Placement":{}},"Mode":{"Replicated":{}},"EndpointSpec":{"Mode":"vip"}}
            """,
            spec);
    }

    [Fact]
    public void A_new_service_keeps_the_order_that_it_was_given()
    {
        JsonObject spec = new ServiceSpecEdit
        {
            IsNew = true,
            Constraints = new(["b==1", "a==1"], []),
            NameServers = new(["9.9.9.9", "1.1.1.1"], []),
            Groups = new(["z", "a"], []),
            Ports = new([.. ServicePortSpec.ParseAll("Publish", ["9090:80", "8080:80"])], []),
            Mounts = new([Mount("z", "/z"), Mount("a", "/a")], []),
        }.ApplyTo(ServiceSpecEdit.NewSpec(null, ServiceModeSpec.ToJson("global", null, null)));

        JsonNode container = spec["TaskTemplate"]!["ContainerSpec"]!;
        Assert.Equal("""["b==1","a==1"]""", spec["TaskTemplate"]!["Placement"]!["Constraints"]!.ToJsonString());
        Assert.Equal("""["9.9.9.9","1.1.1.1"]""", container["DNSConfig"]!["Nameservers"]!.ToJsonString());
        Assert.Equal("""["z","a"]""", container["Groups"]!.ToJsonString());
        Assert.Equal([9090, 8080], spec["EndpointSpec"]!["Ports"]!.AsArray().Select(static port => (int)port!["PublishedPort"]!));
        Assert.Equal(["/z", "/a"], container["Mounts"]!.AsArray().Select(static mount => (string)mount!["Target"]!));
    }

    [Fact]
    public void Refuses_what_makes_no_sense_for_the_service()
    {
        Refused("ServiceNotReplicated", new ServiceSpecEdit { Replicas = 2 }, """{"Mode":{"Global":{}}}""");
        Refused("ServiceNotJob", new ServiceSpecEdit { MaximumConcurrent = 2 }, """{"Mode":{"Replicated":{"Replicas":1}}}""");
        Refused("OptionConflict", new ServiceSpecEdit { LogOptions = new JsonObject { ["max-size"] = "1m" } }, Minimal);
        Refused(
            "NetworkAttached",
            new ServiceSpecEdit { Networks = new([new JsonObject { ["Target"] = "n1" }], []) },
            """{"TaskTemplate":{"Networks":[{"Target":"n1"}]}}""");
        Assert.Equal(
            "OptionConflict",
            Assert.Throws<InvalidRequestException>(new ServiceHealthChange { IsOff = true, Retries = 2 }.Check).ErrorId);
    }

    private const string Minimal = """{"Name":"web","TaskTemplate":{"ContainerSpec":{"Image":"a"}},"Mode":{"Replicated":{"Replicas":1}}}""";

    private static void Refused(string id, ServiceSpecEdit edit, string spec) =>
        Assert.Equal(id, Assert.Throws<InvalidRequestException>(() => edit.ApplyTo((JsonObject)JsonNode.Parse(spec)!)).ErrorId);

    private static IEnumerable<Case> Cases()
    {
        // Labels.
        yield return Top("label: out and in", "\"Labels\":{\"a\":\"1\",\"b\":\"2\"}", new() { Labels = new(["b=3", "c"], ["a=9", "z"]) }, "\"Labels\":{\"b\":\"3\",\"c\":\"\"}", "label z");
        yield return Top("label: of none", "", new() { Labels = new(["a=1=2"], []) }, "\"Labels\":{\"a\":\"1=2\"}");
        yield return InContainer("container label", "\"Labels\":{\"a\":\"1\"}", new() { ContainerLabels = new(["a=2"], ["a"]) }, "\"Labels\":{\"a\":\"2\"}");

        // What runs.
        yield return InContainer("image", "\"Image\":\"a\"", new() { Image = "b" }, "\"Image\":\"b\"");
        yield return InContainer("args", "\"Args\":[\"a\"]", new() { Arguments = ["b", "c d"] }, "\"Args\":[\"b\",\"c d\"]");
        yield return InContainer("args: none", "\"Args\":[\"a\"]", new() { Arguments = [] }, "");
        yield return InContainer("entrypoint", "", new() { Entrypoint = ["sh", "-c"] }, "\"Command\":[\"sh\",\"-c\"]");
        yield return InContainer("entrypoint: none", "\"Command\":[\"a\"]", new() { Entrypoint = [] }, "");
        yield return InContainer(
            "words",
            "\"Dir\":\"/a\",\"User\":\"a\",\"Hostname\":\"a\",\"StopSignal\":\"A\",\"Isolation\":\"a\"",
            new() { WorkingDirectory = "/b", User = "b", Hostname = "b", StopSignal = "B", Isolation = "b" },
            "\"Dir\":\"/b\",\"User\":\"b\",\"Hostname\":\"b\",\"StopSignal\":\"B\",\"Isolation\":\"b\"");
        yield return InContainer(
            "switches", "\"Init\":false,\"TTY\":true", new() { Init = true, Tty = false, ReadOnly = true }, "\"Init\":true,\"TTY\":false,\"ReadOnly\":true");
        yield return InContainer(
            "numbers", "", new() { StopGracePeriod = TimeSpan.FromSeconds(90), OomScoreAdjustment = -5 }, "\"StopGracePeriod\":90000000000,\"OomScoreAdj\":-5");

        // Variables: each once, in its place, new ones at the end.
        yield return InContainer(
            "environment", "\"Env\":[\"A=1\",\"B=2\",\"C=3\",\"D\"]", new() { Environment = new(["C=9", "E=5", "E=6"], ["B=whatever", "D", "Z"]) }, "\"Env\":[\"A=1\",\"C=9\",\"E=6\"]", "variable Z");
        yield return InContainer("environment: all out", "\"Env\":[\"A=1\"]", new() { Environment = new([], ["A"]) }, "");

        // Sysctls, limits.
        yield return InContainer(
            "sysctl", "\"Sysctls\":{\"net.a\":\"1\",\"net.b\":\"2\"}", new() { Sysctls = new(["net.c=3"], ["net.a"]) }, "\"Sysctls\":{\"net.b\":\"2\",\"net.c\":\"3\"}");
        yield return InContainer(
            "ulimit: sorted by name",
            "\"Ulimits\":[{\"Name\":\"nproc\",\"Hard\":1,\"Soft\":1},{\"Name\":\"core\",\"Hard\":1,\"Soft\":1}]",
            new() { Ulimits = new([new UlimitSpec("nofile", 5, 6), new UlimitSpec("core", 2, 3)], ["nproc", "rss"]) },
            "\"Ulimits\":[{\"Name\":\"core\",\"Hard\":3,\"Soft\":2},{\"Name\":\"nofile\",\"Hard\":6,\"Soft\":5}]",
            "ulimit rss");

        // Mounts, by target.
        yield return InContainer(
            "mount: the new one wins, what goes goes also if new, sorted by source and target",
            "\"Mounts\":[{\"Type\":\"volume\",\"Source\":\"z\",\"Target\":\"/1\"},{\"Type\":\"volume\",\"Source\":\"a\",\"Target\":\"/2\"},{\"Type\":\"volume\",\"Source\":\"b\",\"Target\":\"/3\"}]",
            new() { Mounts = new([Mount("c", "/2"), Mount("a", "/4"), Mount("a", "/0")], ["/3", "/4", "/9"]) },
            "\"Mounts\":[{\"Type\":\"volume\",\"Source\":\"a\",\"Target\":\"/0\"},{\"Type\":\"volume\",\"Source\":\"c\",\"Target\":\"/2\"},{\"Type\":\"volume\",\"Source\":\"z\",\"Target\":\"/1\"}]",
            "mount at /9");

        // Lists that are sorted.
        yield return InContainer("group", "\"Groups\":[\"wheel\",\"1\"]", new() { Groups = new(["audio", "0"], ["1", "7"]) }, "\"Groups\":[\"0\",\"audio\",\"wheel\"]", "group 7");
        yield return InContainer(
            "dns",
            "\"DNSConfig\":{\"Nameservers\":[\"9.9.9.9\",\"5.5.5.5\"],\"Search\":[\"b\"],\"Options\":[\"ndots:2\"]}",
            new() { NameServers = new(["1.1.1.1", "9.9.9.9"], ["5.5.5.5"]), DnsSearch = new(["a"], []), DnsOptions = new([], ["ndots:2", "x"]) },
            "\"DNSConfig\":{\"Nameservers\":[\"1.1.1.1\",\"9.9.9.9\"],\"Search\":[\"a\",\"b\"]}",
            "resolver option x");
        yield return InContainer(
            "host", "\"Hosts\":[\"1.2.3.4 a b\",\"::1 c\"]", new() { Hosts = new(["4.3.2.1 d", "1.2.3.4 b"], [("a", null), ("c", "::2")]) }, "\"Hosts\":[\"1.2.3.4 b\",\"::1 c\",\"4.3.2.1 d\"]", "host c:::2");
        yield return InContainer(
            "capability", "\"CapabilityAdd\":[\"CAP_A\"],\"CapabilityDrop\":[\"CAP_B\"]", new() { CapabilityAdd = ["B", "C"], CapabilityDrop = ["A"] }, "\"CapabilityAdd\":[\"CAP_C\"]");

        // Health.
        yield return InContainer(
            "health",
            "\"Healthcheck\":{\"Test\":[\"NONE\"],\"Retries\":1}",
            new() { Health = new() { Command = ["curl x"], Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(2), StartPeriod = TimeSpan.FromSeconds(3), StartInterval = TimeSpan.FromSeconds(4), Retries = 5 } },
            "\"Healthcheck\":{\"Test\":[\"CMD-SHELL\",\"curl x\"],\"Retries\":5,\"Interval\":1000000000,\"Timeout\":2000000000,\"StartPeriod\":3000000000,\"StartInterval\":4000000000}");
        yield return InContainer("health: a program", "", new() { Health = new() { Command = ["test", "-f", "/x"] } }, "\"Healthcheck\":{\"Test\":[\"CMD\",\"test\",\"-f\",\"/x\"]}");
        yield return InContainer("health: the image's", "\"Healthcheck\":{\"Test\":[\"CMD\",\"a\"]}", new() { Health = new() { Command = [""] } }, "");
        yield return InContainer("health: off", "\"Healthcheck\":{\"Test\":[\"CMD\",\"a\"],\"Retries\":1}", new() { Health = new() { IsOff = true } }, "\"Healthcheck\":{\"Test\":[\"NONE\"]}");
        yield return InContainer("health: on again", "\"Healthcheck\":{\"Test\":[\"NONE\"]}", new() { Health = new() { IsOff = false } }, "");

        // Secrets and configs.
        yield return InContainer(
            "secret: out by name or id, then in",
            "\"Secrets\":[{\"SecretID\":\"1\",\"SecretName\":\"a\"},{\"SecretID\":\"2\",\"SecretName\":\"b\"},{\"SecretID\":\"3\",\"SecretName\":\"c\"}]",
            new() { Secrets = new([new JsonObject { ["SecretID"] = "4", ["SecretName"] = "a" }], ["a", "3", "nine"]) },
            "\"Secrets\":[{\"SecretID\":\"2\",\"SecretName\":\"b\"},{\"SecretID\":\"4\",\"SecretName\":\"a\"}]",
            "secret nine");
        yield return InContainer(
            "config: the credential spec's stays",
            "\"Configs\":[{\"ConfigID\":\"1\",\"ConfigName\":\"a\",\"Runtime\":{}},{\"ConfigID\":\"1\",\"ConfigName\":\"a\",\"File\":{}}]",
            new() { Configs = new([], ["a"]) },
            "\"Configs\":[{\"ConfigID\":\"1\",\"ConfigName\":\"a\",\"Runtime\":{}}]");
        yield return InContainer(
            "credential spec: another config",
            "\"Configs\":[{\"ConfigID\":\"1\",\"ConfigName\":\"a\",\"Runtime\":{}}],\"Privileges\":{\"CredentialSpec\":{\"Config\":\"1\"},\"SELinuxContext\":null}",
            new() { CredentialSpec = CredentialSpecText.Parse("config://b"), CredentialConfigId = "2" },
            "\"Configs\":[{\"Runtime\":{},\"ConfigID\":\"2\",\"ConfigName\":\"b\"}],\"Privileges\":{\"CredentialSpec\":{\"Config\":\"2\"},\"SELinuxContext\":null}");
        yield return InContainer(
            "credential spec: the same config",
            "\"Configs\":[{\"ConfigID\":\"1\",\"ConfigName\":\"a\",\"Runtime\":{}}]",
            new() { CredentialSpec = CredentialSpecText.Parse("config://a"), CredentialConfigId = "1" },
            "\"Configs\":[{\"ConfigID\":\"1\",\"ConfigName\":\"a\",\"Runtime\":{}}],\"Privileges\":{\"CredentialSpec\":{\"Config\":\"1\"}}");
        yield return InContainer(
            "credential spec: a file",
            "\"Configs\":[{\"ConfigID\":\"1\",\"ConfigName\":\"a\",\"Runtime\":{}}]",
            new() { CredentialSpec = CredentialSpecText.Parse("file://x.json") },
            "\"Privileges\":{\"CredentialSpec\":{\"File\":\"x.json\"}}");
        yield return InContainer(
            "credential spec: none", "\"Privileges\":{\"CredentialSpec\":{\"File\":\"x\"},\"NoNewPrivileges\":true}", new() { CredentialSpec = CredentialSpecText.Parse("") }, "\"Privileges\":{\"NoNewPrivileges\":true}");

        // Resources.
        yield return InTask(
            "limits",
            "\"Resources\":{\"Limits\":{\"NanoCPUs\":1,\"MemoryBytes\":2},\"Reservations\":{\"MemoryBytes\":3}}",
            new() { LimitMemory = 0, LimitPids = 7 },
            "\"Resources\":{\"Limits\":{\"NanoCPUs\":1,\"MemoryBytes\":0,\"Pids\":7},\"Reservations\":{\"MemoryBytes\":3}}");
        yield return InTask("reservations", "", new() { ReserveMemory = 5, ReserveNanoCpus = 6 }, "\"Resources\":{\"Reservations\":{\"NanoCPUs\":6,\"MemoryBytes\":5}}");
        yield return InTask("swap", "", new() { MemorySwap = -1, MemorySwappiness = 10 }, "\"Resources\":{\"SwapBytes\":-1,\"MemorySwappiness\":10}");
        yield return InTask(
            "generic resource",
            "\"Resources\":{\"Reservations\":{\"GenericResources\":[{\"DiscreteResourceSpec\":{\"Kind\":\"gpu\",\"Value\":1}},{\"DiscreteResourceSpec\":{\"Kind\":\"ssd\",\"Value\":1}},{\"NamedResourceSpec\":{\"Kind\":\"x\",\"Value\":\"y\"}}]}}",
            new() { GenericResources = new([new("gpu", 2), new("fpga", 1)], ["ssd", "none"]) },
            "\"Resources\":{\"Reservations\":{\"GenericResources\":[{\"DiscreteResourceSpec\":{\"Kind\":\"gpu\",\"Value\":2}},{\"NamedResourceSpec\":{\"Kind\":\"x\",\"Value\":\"y\"}},{\"DiscreteResourceSpec\":{\"Kind\":\"fpga\",\"Value\":1}}]}}",
            "generic resource none");

        // Restarts, placement.
        yield return InTask("restart: of none", "", new() { RestartMaximumAttempts = 3 }, "\"RestartPolicy\":{\"Condition\":\"any\",\"Delay\":5000000000,\"MaxAttempts\":3}");
        yield return InTask(
            "restart",
            "\"RestartPolicy\":{\"Condition\":\"any\",\"Delay\":1}",
            new() { RestartCondition = "none", RestartDelay = TimeSpan.FromSeconds(1), RestartWindow = TimeSpan.FromMinutes(1) },
            "\"RestartPolicy\":{\"Condition\":\"none\",\"Delay\":1000000000,\"Window\":60000000000}");
        yield return InTask(
            "constraint",
            "\"Placement\":{\"Constraints\":[\"node.role == manager\",\"node.id==x\"],\"Platforms\":[]}",
            new() { Constraints = new(["engine.labels.a==b"], ["node.role==manager", "node.id==y"]) },
            "\"Placement\":{\"Constraints\":[\"engine.labels.a==b\",\"node.id==x\"],\"Platforms\":[]}",
            "constraint node.id==y");
        yield return InTask(
            "placement preference: out, then in at the end",
            "\"Placement\":{\"Preferences\":[{\"Spread\":{\"SpreadDescriptor\":\"node.labels.a\"}},{\"Spread\":{\"SpreadDescriptor\":\"node.labels.b\"}}]}",
            new() { Preferences = new(["node.labels.c"], ["node.labels.a", "node.labels.z"]) },
            "\"Placement\":{\"Preferences\":[{\"Spread\":{\"SpreadDescriptor\":\"node.labels.b\"}},{\"Spread\":{\"SpreadDescriptor\":\"node.labels.c\"}}]}",
            "placement preference spread=node.labels.z");
        yield return InTask("replicas per node", "", new() { ReplicaMaximumPerNode = 2 }, "\"Placement\":{\"MaxReplicas\":2}");
        yield return InTask(
            "platforms", "\"Placement\":{\"Platforms\":[{\"OS\":\"windows\"}]}", new() { Platforms = ServiceImage.Platforms(["linux/amd64"]) }, "\"Placement\":{\"Platforms\":[{\"Architecture\":\"amd64\",\"OS\":\"linux\"}]}");

        // Networks.
        yield return InTask(
            "network: sorted by id",
            "\"Networks\":[{\"Target\":\"n5\"},{\"Target\":\"n3\",\"Aliases\":[\"a\"]}]",
            new() { Networks = new([new JsonObject { ["Target"] = "n1" }, new JsonObject { ["Target"] = "n3" }], ["n3", "n9"]) },
            "\"Networks\":[{\"Target\":\"n1\"},{\"Target\":\"n3\"},{\"Target\":\"n5\"}]",
            "network n9");
        yield return new Case(
            "network: from the old place",
            """{"Networks":[{"Target":"n2"}],"TaskTemplate":{"ContainerSpec":{}}}""",
            new() { Networks = new([new JsonObject { ["Target"] = "n1" }], []) },
            """{"TaskTemplate":{"ContainerSpec":{},"Networks":[{"Target":"n1"},{"Target":"n2"}]}}""",
            []);

        // Logs, force.
        yield return InTask(
            "log driver", "\"LogDriver\":{\"Name\":\"a\",\"Options\":{\"x\":\"1\"}}", new() { LogDriver = "b", LogOptions = new JsonObject { ["y"] = "2" } }, "\"LogDriver\":{\"Name\":\"b\",\"Options\":{\"y\":\"2\"}}");
        yield return InTask(
            "log options alone", "\"LogDriver\":{\"Name\":\"a\",\"Options\":{\"x\":\"1\"}}", new() { LogOptions = new JsonObject { ["y"] = "2" } }, "\"LogDriver\":{\"Name\":\"a\",\"Options\":{\"y\":\"2\"}}");
        yield return InTask("force", "\"ForceUpdate\":3", new() { Force = true }, "\"ForceUpdate\":4");
        yield return InTask("force: the first time", "", new() { Force = true }, "\"ForceUpdate\":1");

        // The service.
        yield return Top("replicas", "\"Mode\":{\"Replicated\":{\"Replicas\":1}}", new() { Replicas = 3 }, "\"Mode\":{\"Replicated\":{\"Replicas\":3}}");
        yield return Top(
            "replicas of a job", "\"Mode\":{\"ReplicatedJob\":{\"MaxConcurrent\":1,\"TotalCompletions\":1}}", new() { Replicas = 3, MaximumConcurrent = 2 }, "\"Mode\":{\"ReplicatedJob\":{\"MaxConcurrent\":2,\"TotalCompletions\":3}}");
        yield return Top(
            "policies",
            "\"UpdateConfig\":{\"Parallelism\":1,\"Order\":\"stop-first\"}",
            new() { UpdatePolicy = new() { Order = "start-first", MaximumFailureRatio = 0.2, Monitor = TimeSpan.FromSeconds(1) }, RollbackPolicy = new() { FailureAction = "continue" } },
            "\"UpdateConfig\":{\"Parallelism\":1,\"Order\":\"start-first\",\"Monitor\":1000000000,\"MaxFailureRatio\":0.2},\"RollbackConfig\":{\"Parallelism\":1,\"FailureAction\":\"continue\",\"Monitor\":5000000000,\"MaxFailureRatio\":0,\"Order\":\"stop-first\"}");
        yield return Top("endpoint mode", "", new() { EndpointMode = "dnsrr" }, "\"EndpointSpec\":{\"Mode\":\"dnsrr\"}");
        yield return Top(
            "port: out, then in, sorted as docker sorts",
            "\"EndpointSpec\":{\"Mode\":\"vip\",\"Ports\":[{\"Protocol\":\"tcp\",\"TargetPort\":80,\"PublishedPort\":8080,\"PublishMode\":\"ingress\"},{\"Protocol\":\"tcp\",\"TargetPort\":81,\"PublishedPort\":81,\"PublishMode\":\"host\"}]}",
            new() { Ports = new([.. ServicePortSpec.ParseAll("Publish", ["9090:90", "8080:80"])], [.. ServicePortSpec.ParseAll("Publish", ["81", "82"])]) },
            "\"EndpointSpec\":{\"Mode\":\"vip\",\"Ports\":[{\"Protocol\":\"tcp\",\"TargetPort\":80,\"PublishedPort\":8080,\"PublishMode\":\"ingress\"},{\"Protocol\":\"tcp\",\"TargetPort\":90,\"PublishedPort\":9090,\"PublishMode\":\"ingress\"}]}",
            "published port 82/tcp");
        yield return Top(
            "port: what goes may come back otherwise",
            "\"EndpointSpec\":{\"Ports\":[{\"Protocol\":\"tcp\",\"TargetPort\":80,\"PublishedPort\":8080,\"PublishMode\":\"ingress\"}]}",
            new() { Ports = new([.. ServicePortSpec.Parse("Publish", "published=8080,target=80,mode=host")], [.. ServicePortSpec.Parse("Publish", "80")]) },
            "\"EndpointSpec\":{\"Ports\":[{\"Protocol\":\"tcp\",\"TargetPort\":80,\"PublishedPort\":8080,\"PublishMode\":\"host\"}]}");
        yield return Top(
            "fields of the engine's own lie under the parameters",
            "\"Labels\":{\"a\":\"1\"},\"Mode\":{\"Replicated\":{\"Replicas\":1}}",
            new() { Fields = (JsonObject)JsonNode.Parse("""{"labels":{"b":"2","c":"3"},"Mode":{"Global":{}}}""")!, Labels = new(["c=4"], []) },
            "\"Labels\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"4\"},\"Mode\":{\"Global\":{}}");
    }

    private static JsonObject Mount(string source, string target) => new() { ["Type"] = "volume", ["Source"] = source, ["Target"] = target };

    private static Case Top(string name, string before, ServiceSpecEdit edit, string after, params string[] missing)
    {
        const string Task = "\"TaskTemplate\":{\"ContainerSpec\":{}}";
        return new(name, $"{{{Join(Task, before)}}}", edit, $"{{{Join(Task, after)}}}", missing);
    }

    private static Case InTask(string name, string before, ServiceSpecEdit edit, string after, params string[] missing) => new(
        name,
        $"{{\"TaskTemplate\":{{{Join("\"ContainerSpec\":{}", before)}}}}}",
        edit,
        $"{{\"TaskTemplate\":{{{Join("\"ContainerSpec\":{}", after)}}}}}",
        missing);

    private static Case InContainer(string name, string before, ServiceSpecEdit edit, string after, params string[] missing) => new(
        name, $"{{\"TaskTemplate\":{{\"ContainerSpec\":{{{before}}}}}}}", edit, $"{{\"TaskTemplate\":{{\"ContainerSpec\":{{{after}}}}}}}", missing);

    private static string Join(string first, string second) => second.Length == 0 ? first : $"{first},{second}";

    private static void AssertJson(string expected, JsonObject actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual.ToJsonString())), $"Expected: {expected}\nActual:   {actual.ToJsonString()}");

    private sealed record Case(string Name, string Before, ServiceSpecEdit Edit, string After, IReadOnlyList<string> Missing);
}
