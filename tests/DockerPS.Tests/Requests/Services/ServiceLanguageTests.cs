using System.Collections;
using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Requests.Services;

namespace DockerPS.Tests.Requests.Services;

/// <summary>The small languages of services. The tables are those of docker's own tests where it has some.</summary>
public sealed class ServiceLanguageTests
{
    [Fact]
    public void Constraints()
    {
        Assert.Equal(
            ["node.role==manager", "node.labels.zone != a", "node.labels.disk==ssd"],
            PlacementSpec.Constraints("Constraint", ["node.role==manager", "node.labels.zone != a", new Hashtable { ["node.labels.disk"] = "ssd" }]));
        Refused("BadConstraint", () => PlacementSpec.Constraints("Constraint", ["node.role=manager"]).ToList());
        Refused("BadAddConstraint", () => PlacementSpec.Constraints("AddConstraint", [5]).ToList());
    }

    [Fact]
    public void Preferences()
    {
        Assert.Equal(
            ["node.labels.zone", "node.labels.rack", "node.labels.row"],
            PlacementSpec.Preferences("PlacementPreference", ["spread=node.labels.zone", "node.labels.rack", new Hashtable { ["Spread"] = "node.labels.row" }]));
        Refused("BadPlacementPreference", () => PlacementSpec.Preferences("PlacementPreference", ["binpack=node.labels.zone"]).ToList());
        Refused("BadPlacementPreference", () => PlacementSpec.Preferences("PlacementPreference", [""]).ToList());
    }

    [Fact]
    public void Generic_resources()
    {
        Assert.Equal(new GenericResourceSpec("gpu", 2), GenericResourceSpec.Parse("GenericResource", "gpu=2"));
        Refused("BadGenericResource", () => GenericResourceSpec.Parse("GenericResource", "gpu"));
        Refused("BadGenericResource", () => GenericResourceSpec.Parse("GenericResource", "gpu=UUID1"));
    }

    [Theory]
    [InlineData("config://0bt9dmxjvjiqermk6xrop3ekq", """{"Config":"id7"}""")]
    [InlineData("file://somefile.json", """{"File":"somefile.json"}""")]
    [InlineData("registry://testing", """{"Registry":"testing"}""")]
    public void Credential_specs(string text, string expected)
    {
        var spec = CredentialSpecText.Parse(text);

        Assert.Equal(expected, spec.ToJson(spec.Config is null ? null : "id7").ToJsonString());
        Assert.False(spec.IsNone);
    }

    [Fact]
    public void Credential_specs_of_no_kind()
    {
        Assert.True(CredentialSpecText.Parse("").IsNone);
        Refused("BadCredentialSpec", () => CredentialSpecText.Parse("testing"));
        Refused("BadCredentialSpec", () => CredentialSpecText.Parse("secret://testing"));
        Refused("BadCredentialSpec", () => CredentialSpecText.Parse("config://"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("ping docker.com", "ping|docker.com")]
    [InlineData("  sh  -c 'echo hi; exit 1' ", "sh|-c|echo hi; exit 1")]
    [InlineData("a \"b \\\" c\" d\\ e '' f'g'h", "a|b \" c|d e||fgh")]
    [InlineData("a 'b\\n' \"c # d\" e#f # g", "a|b\\n|c # d|e#f")]
    [InlineData("one\ntwo # rest\nthree", "one|two|three")]
    public void Words_of_a_line(string line, string expected) => Assert.Equal(expected, string.Join('|', ShellWords.Split("Argument", line)));

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b")]
    [InlineData("a \\")]
    public void Words_of_a_line_that_does_not_end(string line) => Refused("BadArgument", () => ShellWords.Split("Argument", line));

    [Theory]
    [InlineData("replicated", null, null, """{"Replicated":{}}""")]
    [InlineData("Replicated", 3, null, """{"Replicated":{"Replicas":3}}""")]
    [InlineData("global", null, null, """{"Global":{}}""")]
    [InlineData("replicated-job", 5, null, """{"ReplicatedJob":{"MaxConcurrent":5,"TotalCompletions":5}}""")]
    [InlineData("replicated-job", 5, 2, """{"ReplicatedJob":{"MaxConcurrent":2,"TotalCompletions":5}}""")]
    [InlineData("replicated-job", null, 2, """{"ReplicatedJob":{"MaxConcurrent":2}}""")]
    [InlineData("global-job", null, null, """{"GlobalJob":{}}""")]
    public void Modes(string mode, int? replicas, int? concurrent, string expected) =>
        Assert.Equal(expected, ServiceModeSpec.ToJson(ServiceModeSpec.Parse(mode), replicas, concurrent).ToJsonString());

    [Fact]
    public void Modes_that_do_not_go_with_numbers()
    {
        Refused("BadMode", () => ServiceModeSpec.Parse("both"));
        Refused("OptionConflict", () => ServiceModeSpec.ToJson("global", 2, null));
        Refused("OptionConflict", () => ServiceModeSpec.ToJson("global-job", 2, null));
        Refused("OptionConflict", () => ServiceModeSpec.ToJson("replicated", 2, 1));
    }

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("net_admin,CAP_NET_ADMIN, sys_time", "CHOWN", "CAP_NET_ADMIN,CAP_SYS_TIME", "CAP_CHOWN")]
    [InlineData("CHOWN", "CHOWN,KILL", "CAP_CHOWN", "CAP_KILL")]
    [InlineData("all,CHOWN", "KILL", "ALL", "CAP_KILL")]
    [InlineData("CHOWN", "ALL,KILL", "CAP_CHOWN", "ALL")]
    [InlineData("ALL", "ALL", "ALL", "")]
    [InlineData("RESET,CHOWN", "RESET", "CAP_CHOWN", "")]
    public void Capabilities_of_a_new_service(string add, string drop, string added, string dropped)
    {
        var lists = CapabilityLists.Of(Names(add), Names(drop));

        Assert.Equal((added, dropped), (string.Join(',', lists.Added), string.Join(',', lists.Dropped)));
    }

    [Theory]
    [InlineData("CAP_A", "CAP_B", "", "", "CAP_A", "CAP_B")]
    [InlineData("", "", "A", "B", "CAP_A", "CAP_B")]
    [InlineData("", "CAP_A", "A", "", "", "")]
    [InlineData("CAP_A", "", "", "A", "", "")]
    [InlineData("CAP_A", "", "A", "A", "CAP_A", "")]
    [InlineData("", "CAP_A", "A", "A", "", "")]
    [InlineData("CAP_A,CAP_B", "CAP_C", "RESET", "", "", "CAP_C")]
    [InlineData("CAP_A,CAP_B", "CAP_C", "RESET,D", "RESET,E", "CAP_D", "CAP_E")]
    [InlineData("CAP_A", "", "ALL", "", "ALL", "")]
    [InlineData("ALL", "", "", "ALL", "", "")]
    [InlineData("CAP_B", "", "C,A", "", "CAP_A,CAP_B,CAP_C", "")]
    public void Capabilities_of_a_changed_service(string added, string dropped, string add, string drop, string addedAfter, string droppedAfter)
    {
        CapabilityLists lists = new CapabilityLists(Names(added), Names(dropped)).Change(Names(add), Names(drop));

        Assert.Equal((addedAfter, droppedAfter), (string.Join(',', lists.Added), string.Join(',', lists.Dropped)));
    }

    [Fact]
    public void Lines_of_hosts()
    {
        string[] lines = ["127.0.0.2 host3 host1 host2 host4", "127.0.0.1 host1 host4", "127.0.0.3 host1", "127.0.0.1 host1"];

        Assert.Equal("10.0.0.2 db", ServiceHosts.Line("db:10.0.0.2"));
        Assert.Equal("::1 db", ServiceHosts.Line("db:::1"));
        Assert.Equal(["127.0.0.2 host3 host2 host4", "127.0.0.1 host4"], ServiceHosts.Change(lines, [], [ServiceHosts.Removal("host1")]));
        Assert.Equal(
            ["127.0.0.2 host3 host1 host2 host4", "127.0.0.1 host4", "127.0.0.3 host1"],
            ServiceHosts.Change(lines, [], [ServiceHosts.Removal("host1:127.0.0.1")]));
        Assert.Equal(["127.0.0.1 a", "::1 a"], ServiceHosts.Change(["127.0.0.1 a"], ["127.0.0.1 a", "::1 a"], []));
        Assert.Equal(["127.0.0.1 a"], ServiceHosts.Change(["127.0.0.1 a", "::1 a"], [], [ServiceHosts.Removal("a=[::1]")]));
    }

    [Theory]
    [InlineData("nginx", "nginx:latest")]
    [InlineData("docker.io/library/nginx:1", "nginx:1")]
    [InlineData("localhost:5000/web", "localhost:5000/web:latest")]
    [InlineData("web@sha256:1111111111111111111111111111111111111111111111111111111111111111", "web@sha256:1111111111111111111111111111111111111111111111111111111111111111")]
    [InlineData("sha256:1111", "sha256:1111")]
    [InlineData("UPPER", "UPPER")]
    public void Images_with_their_tag(string image, string expected) => Assert.Equal(expected, ServiceImage.Tagged(image));

    [Theory]
    [InlineData("nginx", "nginx:latest@sha256:22")]
    [InlineData("localhost:5000/web:1", "localhost:5000/web:1@sha256:22")]
    [InlineData("web@sha256:1111111111111111111111111111111111111111111111111111111111111111", "web@sha256:1111111111111111111111111111111111111111111111111111111111111111")]
    public void Images_with_their_digest(string image, string expected) => Assert.Equal(expected, ServiceImage.Pinned(ImageReference.Parse(image), "sha256:22"));

    [Fact]
    public void Platforms_of_images() => Assert.Equal(
        """[{"Architecture":"amd64","OS":"linux"},{"OS":"linux"},{"Architecture":"arm64","OS":"linux"}]""",
        ServiceImage.Platforms(["linux/amd64", "linux/arm/v7", "linux/arm64/v8", "unknown/unknown"]).ToJsonString());

    [Fact]
    public void A_policy_begins_with_the_defaults_of_the_engine()
    {
        var spec = new JsonObject();

        new ServicePolicyChange { Parallelism = 2, Delay = TimeSpan.FromSeconds(10) }.ApplyTo(spec, "UpdateConfig");
        new ServicePolicyChange().ApplyTo(spec, "RollbackConfig");

        Assert.Equal(
            """{"UpdateConfig":{"Parallelism":2,"FailureAction":"pause","Monitor":5000000000,"MaxFailureRatio":0,"Order":"stop-first","Delay":10000000000}}""",
            spec.ToJsonString());
    }

    private static string[] Names(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static void Refused(string id, Func<object?> read) => Assert.Equal(id, Assert.Throws<InvalidRequestException>(() => read()).ErrorId);
}
