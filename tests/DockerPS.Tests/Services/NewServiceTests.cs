using System.Collections;
using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Services;

/// <summary>New-DockerService against a scripted manager; what each flag sends is in <see cref="SameServiceFlagTests"/>.</summary>
public sealed class NewServiceTests
{
    private const string Digest = "sha256:2222222222222222222222222222222222222222222222222222222222222222";

    [Fact]
    public async Task Words_behind_the_image_are_the_command()
    {
        await using ScriptedServices engine = new();

        engine.Run("New-DockerService").With(new { NoResolveImage = true }).Words("-d", "-e", "A=1", "-p", "8080:80", "-l", "a=b", "-w", "/tmp", "-u", "5", "-t", "nginx:1", "--", "sh", "-c", "echo hi").Run().AssertNoErrors();

        JsonNode container = Container(engine.SentSpec);
        Assert.Equal("""["sh","-c","echo hi"]""", container["Args"]!.ToJsonString());
        Assert.Equal(("nginx:1", "/tmp", "5", true), ((string)container["Image"]!, (string)container["Dir"]!, (string)container["User"]!, (bool)container["TTY"]!));
        Assert.Equal("""["A=1"]""", container["Env"]!.ToJsonString());
        Assert.Equal("""{"a":"b"}""", engine.SentSpec["Labels"]!.ToJsonString());
        Assert.Equal(8080, (int)engine.SentSpec["EndpointSpec"]!["Ports"]![0]!["PublishedPort"]!);
    }

    [Fact]
    public async Task A_line_for_a_shell()
    {
        await using ScriptedServices engine = new();

        New(engine).With(new { Image = "nginx", ShellCommand = "echo hi" }).Run().AssertNoErrors();

        Assert.Equal("""["/bin/sh","-c","echo hi"]""", Container(engine.SentSpec)["Args"]!.ToJsonString());
    }

    [Fact]
    public async Task Files_of_variables_come_first()
    {
        await using ScriptedServices engine = new();
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Combine("a.env"), "A=1\n# comment\nB=2\n");

        New(engine).At(folder.Path).With(new { Image = "nginx", EnvironmentFile = "a.env", Environment = new object[] { "B=3", "C=4" } }).Run().AssertNoErrors();

        Assert.Equal("""["A=1","B=3","C=4"]""", Container(engine.SentSpec)["Env"]!.ToJsonString());
    }

    [Theory]
    [InlineData("Mode", "replicated-job", "1.40", "1.41")]
    [InlineData("CapabilityAdd", "CHOWN", "1.40", "1.41")]
    [InlineData("CapabilityDrop", "CHOWN", "1.40", "1.41")]
    [InlineData("LimitPid", 5, "1.40", "1.41")]
    [InlineData("Ulimit", "nofile=5", "1.40", "1.41")]
    [InlineData("HealthStartInterval", 5, "1.43", "1.44")]
    [InlineData("OomScoreAdjustment", 5, "1.45", "1.46")]
    [InlineData("MemorySwap", -1, "1.51", "1.52")]
    [InlineData("MemorySwappiness", 5, "1.51", "1.52")]
    [InlineData("Mount", "type=image,source=a,target=/a", "1.47", "1.48")]
    public async Task Needs_a_new_enough_engine(string parameter, object value, string spoken, string needed)
    {
        await using ScriptedServices engine = new(spoken);

        CmdletResult result = New(engine).With(new { Image = "nginx" }).With(parameter, value).Run();

        Assert.StartsWith("NotSupportedByEngine", Refusal(result).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"-{parameter}", Refusal(result).Exception.Message, StringComparison.Ordinal);
        Assert.Contains($"needs Engine API {needed}", Refusal(result).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Theory]
    [InlineData("OptionConflict", "Mode=global", "Replica=2")]
    [InlineData("OptionConflict", "Mode=global", "ReplicaMaximumPerNode=2")]
    [InlineData("OptionConflict", "Mode=replicated", "MaximumConcurrent=2")]
    [InlineData("OptionConflict", "Mode=global-job", "UpdateDelay=2")]
    [InlineData("OptionConflict", "Mode=replicated-job", "RollbackOrder=start-first")]
    [InlineData("OptionConflict", "NoHealthCheck=true", "HealthRetry=2")]
    [InlineData("OptionConflict", "LogOption=max-size=1m")]
    [InlineData("BadMode", "Mode=both")]
    [InlineData("BadPublish", "Publish=127.0.0.1:80:80")]
    [InlineData("BadSecret", "Secret=source=a,mode=400")]
    [InlineData("BadNetwork", "Network=name=back,ip=10.0.0.5")]
    [InlineData("BadSysctl", "Sysctl=net.a")]
    [InlineData("BadMount", "Mount=type=volume")]
    [InlineData("BadStopGracePeriod", "StopGracePeriod=-1s")]
    [InlineData("BadLimitCpu", "LimitCpu=-1")]
    [InlineData("BadName", "Name=-web")]
    public async Task Refuses_nonsense_before_it_asks(string id, params string[] parameters)
    {
        await using ScriptedServices engine = new();
        CmdletRunner runner = New(engine).With(new { Image = "nginx" });
        foreach (string parameter in parameters)
        {
            string[] pair = parameter.Split('=', 2);
            runner.With(pair[0], pair[1] == "true" ? true : pair[1]);
        }

        Assert.StartsWith(id + ",", Refusal(runner.Run()).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task WhatIf_asks_nobody()
    {
        await using ScriptedServices engine = new();

        CmdletResult result = engine.Run("New-DockerService").With(new { Image = "nginx", Name = new[] { "a", "b" }, Secret = "key" }).WhatIf().Run().AssertNoErrors();

        Assert.Equal([$"a on {engine.Address}", $"b on {engine.Address}"], result.ShouldProcessCalls.Select(static call => call.Target));
        Assert.Equal("Create service", result.ShouldProcessCalls[0].Action);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task Several_names_are_several_services_and_one_look_at_the_registry()
    {
        await using ScriptedServices engine = Distributing(new());

        engine.Run("New-DockerService").With(new { Image = "nginx", Name = new[] { "a", "b", "c" }, Detach = true, Network = "back" }).Run().AssertNoErrors();

        Assert.Equal(["a", "b", "c"], engine.BodiesOf("POST /services/create").Select(static body => (string)body["Name"]!).Order(StringComparer.Ordinal));
        Assert.Single(engine.Requests, static request => request.StartsWith("GET /distribution/", StringComparison.Ordinal));
        Assert.Single(engine.Requests, static request => request.StartsWith("GET /networks/back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_image_is_pinned_by_its_digest_and_runs_where_its_platforms_are()
    {
        await using ScriptedServices engine = Distributing(new());

        engine.Run("New-DockerService").With(new { Image = "nginx", Detach = true }).Run().AssertNoErrors();

        Assert.Equal($"nginx:latest@{Digest}", (string)Container(engine.SentSpec)["Image"]!);
        Assert.Equal(
            """[{"Architecture":"amd64","OS":"linux"},{"OS":"linux"}]""",
            engine.SentSpec["TaskTemplate"]!["Placement"]!["Platforms"]!.ToJsonString());
    }

    [Fact]
    public async Task An_image_that_is_in_no_registry_is_a_warning()
    {
        await using ScriptedServices engine = new ScriptedServices().On("GET /distribution/", 404, """{"message":"no such manifest"}""");

        CmdletResult result = engine.Run("New-DockerService").With(new { Image = "own", Detach = true }).Run().AssertNoErrors();

        Assert.Equal("own:latest", (string)Container(engine.SentSpec)["Image"]!);
        Assert.Contains("The image own:latest could not be accessed on a registry to record its digest (no such manifest)", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_goes_to_the_registry_and_to_the_nodes_only_when_it_is_asked_for()
    {
        await using ScriptedServices engine = Distributing(new());
        var credential = new PSCredential("me", ToSecure("secret"));

        engine.Run("New-DockerService").With(new { Image = "registry.example/web:1", Detach = true, Credential = credential }).Run().AssertNoErrors();
        engine.Run("New-DockerService").With(new { Image = "registry.example/web:1", Detach = true }).Run().AssertNoErrors();

        string?[] sent = [.. engine.Heads.Where(static head => head.StartsWith("GET /v1.50/distribution/", StringComparison.Ordinal) || head.StartsWith("POST ", StringComparison.Ordinal)).Select(AuthOf)];
        Assert.Equal(4, sent.Length);
        Assert.Equal("me", sent[0]);
        Assert.Equal("me", sent[1]);
        Assert.Null(sent[2]);
        Assert.Null(sent[3]);
    }

    [Theory]
    [InlineData("Network", "nope", "NetworkNotFound")]
    [InlineData("Secret", "nope", "SecretNotFound")]
    [InlineData("Config", "nope", "ConfigNotFound")]
    [InlineData("CredentialSpec", "config://nope", "ConfigNotFound")]
    public async Task What_the_swarm_has_not_is_an_error_before_anything_is_made(string parameter, string value, string id)
    {
        await using ScriptedServices engine = new();

        CmdletResult result = New(engine).With(new { Image = "nginx" }).With(parameter, value).Run();

        Assert.StartsWith(id, Refusal(result).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Objects_stand_for_their_ids()
    {
        await using ScriptedServices engine = new();
        object network = Assert.Single(engine.Run("Get-DockerNetwork").With(new { Name = "back" }).Run().AssertNoErrors().Output)!;
        var secret = new DockerSecret { Id = "sec2", Name = "password" };

        New(engine).With(new { Image = "nginx", Network = new[] { network }, Secret = secret }).Run().AssertNoErrors();

        JsonObject spec = engine.SentSpec;
        Assert.Equal("""[{"Target":"net0"}]""", spec["TaskTemplate"]!["Networks"]!.ToJsonString());
        Assert.Equal(
            """[{"File":{"Name":"password","UID":"0","GID":"0","Mode":292},"SecretID":"sec2","SecretName":"password"}]""",
            Container(spec)["Secrets"]!.ToJsonString());
    }

    [Fact]
    public async Task What_another_service_has_can_be_given()
    {
        await using ScriptedServices engine = new();
        DockerServiceDetail other = Assert.Single(engine.Run("Get-DockerService").With(new { Name = "web", Detailed = true }).Run().AssertNoErrors().OutputAs<DockerServiceDetail>());
        ServiceContainer container = other.Spec.TaskTemplate.Container;

        New(engine).With(new
        {
            Image = "nginx",
            Label = new object[] { other.Labels },
            Publish = other.Spec.EndpointSpec!.Ports.ToArray(),
            Mount = container.Mounts.ToArray(),
            Secret = container.Secrets.ToArray(),
            Config = container.Configs.Where(static config => config.File is not null).ToArray(),
            Ulimit = container.Ulimits.ToArray(),
            Network = other.Spec.TaskTemplate.Networks.ToArray(),
        }).Run().AssertNoErrors();

        JsonObject spec = engine.SentSpec;
        var before = (JsonObject)JsonNode.Parse(ScriptedServices.Spec)!;
        Same(before["Labels"], spec["Labels"]);
        Same(before["EndpointSpec"]!["Ports"], spec["EndpointSpec"]!["Ports"]);
        Same(Container(before)["Mounts"], Container(spec)["Mounts"]);
        Same(Container(before)["Secrets"], Container(spec)["Secrets"]);
        Same(Container(before)["Configs"]![0], Container(spec)["Configs"]![0]);
        Same(Container(before)["Ulimits"], Container(spec)["Ulimits"]);
        Same(before["TaskTemplate"]!["Networks"], spec["TaskTemplate"]!["Networks"]);
    }

    [Fact]
    public async Task Fields_without_a_parameter_go_through()
    {
        await using ScriptedServices engine = new();
        var privileges = new Hashtable { ["NoNewPrivileges"] = true };

        New(engine).With(new
        {
            Image = "nginx",
            User = "5",
            Specification = new Hashtable
            {
                ["Mode"] = new Hashtable { ["Global"] = new Hashtable() },
                ["TaskTemplate"] = new Hashtable { ["ContainerSpec"] = new Hashtable { ["Privileges"] = privileges, ["User"] = "6", ["Later"] = 1 } },
            },
        }).Run().AssertNoErrors();

        Assert.Equal("""{"Global":{}}""", engine.SentSpec["Mode"]!.ToJsonString());
        JsonNode container = Container(engine.SentSpec);
        Assert.Equal((true, "5", 1), ((bool)container["Privileges"]!["NoNewPrivileges"]!, (string)container["User"]!, (int)container["Later"]!));
    }

    [Fact]
    public async Task What_the_engine_says_about_it_is_a_warning_and_the_service_is_returned()
    {
        await using ScriptedServices engine = new ScriptedServices().OnNext("POST /services/create", 201, $$"""{"ID":"{{ScriptedServices.Id}}","Warnings":["odd"]}""");

        CmdletResult result = New(engine).With(new { Image = "nginx" }).Run().AssertNoErrors();

        Assert.Equal($"web on {engine.Address}: odd", Assert.Single(result.Warnings));
        Assert.Equal("web", Assert.Single(result.OutputAs<DockerServiceDetail>()).Name);
    }

    private static CmdletRunner New(ScriptedServices engine) => engine.Run("New-DockerService").With(new { Name = "web", NoResolveImage = true, Detach = true });

    private static ErrorRecord Refusal(CmdletResult result) => result.TerminatingError ?? Assert.Single(result.Errors);

    private static JsonNode Container(JsonObject spec) => spec["TaskTemplate"]!["ContainerSpec"]!;

    private static void Same(JsonNode? expected, JsonNode? actual) => Assert.True(JsonNode.DeepEquals(expected, actual), $"{expected?.ToJsonString()}\n{actual?.ToJsonString()}");

    private static ScriptedServices Distributing(ScriptedServices engine) => engine.On("GET /distribution/", 200, $$"""
        {"Descriptor":{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"{{Digest}}","size":5},
         "Platforms":[{"architecture":"amd64","os":"linux"},{"architecture":"arm","os":"linux","variant":"v7"},{"architecture":"unknown","os":"unknown"}]}
        """);

    private static string? AuthOf(string head)
    {
        const string Name = "X-Registry-Auth:";
        string? line = head.Split("\r\n").FirstOrDefault(static field => field.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return line is null ? null : (string?)JsonNode.Parse(Convert.FromBase64String(line[Name.Length..].Trim().Replace('-', '+').Replace('_', '/')))!["username"];
    }

    private static System.Security.SecureString ToSecure(string text)
    {
        var secure = new System.Security.SecureString();
        foreach (char c in text)
        {
            secure.AppendChar(c);
        }

        return secure;
    }
}
