using System.Collections;
using System.Text.Json.Nodes;
using DockerPS.SmaDouble;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Commands;

public sealed class NewContainerTests
{
    [Fact]
    public async Task Parameters_become_the_engines_fields()
    {
        await using var engine = new CreatingEngine("1.44");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Combine("vars"), "A=file\nB=file\n");

        JsonObject body = Body(engine, CmdletRunner.Create("New-Container").At(folder.Path).Words("x:1", "sleep", 100).With(new
        {
            Name = "web",
            Environment = new object[] { "A=1", new Hashtable { ["T"] = true } },
            EnvironmentFile = "vars",
            Label = new object[] { "l", "a=b=c" },
            Publish = new object[] { "127.0.0.1:8080:80", 81 },
            Expose = new object[] { 70 },
            Volume = new object[] { "./data:/data:ro", "/anonymous" },
            Mount = new object[] { "type=tmpfs,dst=/t" },
            Tmpfs = new object[] { "/run:size=1m" },
            Network = "net",
            NetworkAlias = new[] { "db", "sql" },
            Hostname = "h",
            AddHost = new object[] { "db=::1" },
            Memory = "64m",
            MemorySwap = -1,
            Cpu = 1.5,
            PidLimit = 7,
            Ulimit = new object[] { "nofile=1:2" },
            Device = new object[] { "/dev/a", "vendor.com/class=name" },
            HealthCommand = "true",
            HealthInterval = "1m30s",
            HealthStartInterval = 2,
            Restart = "on-failure:3",
            StopTimeout = 1.2,
            LogOption = new object[] { "max-size=1m" },
            Interactive = true,
            SecurityOption = "systempaths=unconfined",
        }));

        Holds(body, """
            {"Image":"x:1","Cmd":["sleep","100"],"Hostname":"h","Labels":{"l":"","a":"b=c"},"StopTimeout":2,
             "ExposedPorts":{"80/tcp":{},"81/tcp":{},"70/tcp":{}},"Volumes":{"/anonymous":{}},
             "Healthcheck":{"Test":["CMD-SHELL","true"],"Interval":90000000000,"StartInterval":2000000000},
             "OpenStdin":true,"StdinOnce":true,"AttachStdin":true,"AttachStdout":true,"AttachStderr":true,
             "NetworkingConfig":{"EndpointsConfig":{"net":{"Aliases":["db","sql"]}}}}
            """);
        Holds(body["HostConfig"]!.AsObject(), """
            {"PortBindings":{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8080"}],"81/tcp":[{"HostIp":"","HostPort":""}]},
             "Mounts":[{"Type":"tmpfs","Target":"/t"}],"Tmpfs":{"/run":"size=1m"},"NetworkMode":"net","ExtraHosts":["db:::1"],
             "Memory":67108864,"MemorySwap":-1,"NanoCpus":1500000000,"PidsLimit":7,"Ulimits":[{"Name":"nofile","Soft":1,"Hard":2}],
             "Devices":[{"PathOnHost":"/dev/a","PathInContainer":"/dev/a","CgroupPermissions":"rwm"}],
             "DeviceRequests":[{"Driver":"cdi","DeviceIDs":["vendor.com/class=name"]}],
             "RestartPolicy":{"Name":"on-failure","MaximumRetryCount":3},"LogConfig":{"Type":"","Config":{"max-size":"1m"}},
             "MaskedPaths":[],"ReadonlyPaths":[]}
            """);
        Assert.Equal([folder.Combine("data") + ":/data:ro"], Texts(body["HostConfig"]!["Binds"]));
        Assert.Equal(["A=1", "B=file", "T=true"], Texts(body["Env"]).Take(3));
        Assert.Equal("POST /containers/create?name=web", engine.Requests.First());
    }

    [Fact]
    public async Task Nothing_is_said_that_the_user_has_not_said()
    {
        await using var engine = new CreatingEngine();

        JsonObject body = Body(engine, CmdletRunner.Create("New-Container").Words("x"));

        body.Remove("Env");
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse("""{"Image":"x","AttachStdin":false,"StdinOnce":false,"AttachStdout":true,"AttachStderr":true,"HostConfig":{}}"""), body),
            body.ToJsonString());
        Assert.Equal(["POST /containers/create", $"GET /containers/{1:x64}/json"], engine.Requests);
    }

    [Fact]
    public async Task Tables_are_laid_under_the_parameters()
    {
        await using var engine = new CreatingEngine();

        JsonObject body = Body(engine, CmdletRunner.Create("New-Container").Words("x").With(new
        {
            Memory = 5,
            Tty = false,
            HostConfiguration = new Hashtable { ["memory"] = 1, ["OomScoreAdj"] = 100, ["FutureField"] = new object[] { 1, "a" } },
            Configuration = new Hashtable { ["Domainname"] = "d", ["tty"] = true, ["HostConfig"] = new Hashtable { ["CpuShares"] = 2, ["OomScoreAdj"] = 1 } },
        }));

        Holds(body, """{"Domainname":"d","Tty":false}""");
        Holds(body["HostConfig"]!.AsObject(), """{"Memory":5,"OomScoreAdj":100,"FutureField":[1,"a"],"CpuShares":2}""");
        Assert.Null(body["tty"]);
        Assert.Null(body["HostConfig"]!["memory"]);
    }

    [Fact]
    public async Task Words_of_a_shell_go_where_they_were_written()
    {
        await using var engine = new CreatingEngine();

        Assert.Equal(["sh", "-c", "echo $1", "a", "b"], Cmd(engine, "x", "sh", "-c", "echo $1", "a", "b"));
        Assert.Equal(["env", "A=1", "sh", "-c", "x"], Cmd(engine, "x", "env", "A=1", "sh", "-c", "x"));
        Assert.Equal(["/bin/sh", "-c", "echo hi"], Cmd(engine, "x", "-c", "echo hi"));
        Assert.Equal(["ls", "-d", "/tmp"], Cmd(engine, "x", "--", "ls", "-d", "/tmp"));
        Assert.Equal(["a", "b", "c"], Cmd(engine, "x", new[] { "a", "b" }, "c"));
        Assert.Null(Cmd(engine, "x"));
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_pulled_once_for_all()
    {
        await using var engine = new CreatingEngine { HasImage = false };

        CmdletResult result = Run(engine, CmdletRunner.Create("New-Container").Words("x:2").With("Name", new[] { "a", "b", "c" }).With("ThrottleLimit", 1)).AssertNoErrors();

        Assert.Equal(3, result.OutputAs<ContainerDetail>().Count);
        Assert.Equal("POST /images/create?fromImage=x&tag=2", Assert.Single(engine.Requests, static request => request.Contains("/images/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Always_pulls_what_is_there_and_never_pulls_nothing()
    {
        await using var there = new CreatingEngine();
        Run(there, CmdletRunner.Create("New-Container").Words("x").With("Pull", "always")).AssertNoErrors();
        Assert.Equal(["POST /images/create", "POST /containers/create"], there.Paths.Take(2));

        await using var missing = new CreatingEngine { HasImage = false };
        CmdletResult result = Run(missing, CmdletRunner.Create("New-Container").Words("x").With("Pull", "never"));
        Assert.Equal("ImageNotFound,DockerPS.Commands.NewContainerCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal(["POST /containers/create"], missing.Paths);
    }

    [Fact]
    public async Task An_id_is_never_pulled()
    {
        await using var engine = new CreatingEngine { HasImage = false };

        CmdletResult result = Run(engine, CmdletRunner.Create("New-Container").Words("sha256:" + new string('a', 64)));

        Assert.Equal("ImageNotFound,DockerPS.Commands.NewContainerCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal(["POST /containers/create"], engine.Paths);
    }

    [Fact]
    public async Task An_error_in_the_pulls_stream_is_an_error()
    {
        await using var engine = new CreatingEngine { HasImage = false, Pull = """{"status":"Pulling"}{"errorDetail":{"message":"manifest unknown"},"error":"manifest unknown"}""" };

        CmdletResult result = Run(engine, CmdletRunner.Create("New-Container").Words("x"));

        Assert.Equal("PullFailed,DockerPS.Commands.NewContainerCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Warnings_of_the_engine_are_warnings()
    {
        await using var engine = new CreatingEngine { Warnings = ["Your kernel does not support swap limit."] };

        Assert.Equal(["Your kernel does not support swap limit."], Run(engine, CmdletRunner.Create("New-Container").Words("x")).AssertNoErrors().Warnings);
    }

    [Theory]
    [InlineData("HealthStartInterval", 5)]
    [InlineData("Network", "name=a,gw-priority=1")]
    [InlineData("Annotation", "a=b")]
    [InlineData("Mount", "type=image,src=a,dst=/b")]
    public async Task What_the_engine_is_too_old_for_is_refused_before_anything_is_sent(string parameter, object value)
    {
        await using var engine = new CreatingEngine();

        CmdletResult result = Run(engine, CmdletRunner.Create("New-Container").Words("x").With(parameter, value));

        Assert.Equal("NotSupportedByEngine,DockerPS.Commands.NewContainerCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Contains("-" + parameter, result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task One_name_that_is_taken_does_not_stop_the_others()
    {
        await using var engine = new CreatingEngine { Taken = ["b"] };

        CmdletResult result = Run(engine, CmdletRunner.Create("New-Container").Words("x").With("Name", new[] { "a", "b", "c" }));

        Assert.Equal(2, result.Output.Count);
        Assert.Equal("NameInUse,DockerPS.Commands.NewContainerCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal("b", result.Errors[0].TargetObject);
    }

    [Fact]
    public async Task Each_name_on_each_engine_is_asked_about()
    {
        await using var first = new CreatingEngine();
        await using var second = new CreatingEngine();

        CmdletResult result = CmdletRunner.Create("New-Container").Words("x").With("Name", new[] { "a", "b" })
            .With("HostAddress", new[] { first.Address, second.Address }).WhatIf().Run().AssertNoErrors();

        Assert.Equal(
            [$"a on {first.Address}", $"b on {first.Address}", $"a on {second.Address}", $"b on {second.Address}"],
            result.ShouldProcessCalls.Select(static call => call.Target));
        Assert.Empty(first.Requests);
    }

    [Fact]
    public async Task Images_come_in_by_the_pipeline_and_what_is_none_is_an_error_of_its_own()
    {
        await using var engine = new CreatingEngine();

        CmdletResult result = CmdletRunner.Create("New-Container").Input("x", 5, "y").With("HostAddress", engine.Address).Run();

        Assert.Equal(2, result.Output.Count);
        Assert.Equal("BadImage,DockerPS.Commands.NewContainerCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal(["x", "y"], engine.Bodies.Select(static body => (string?)body["Image"]).Order());
    }

    [Theory]
    [InlineData("Restart", "always", "AutoRemove", true)]
    [InlineData("NoHealthCheck", true, "HealthRetry", 1)]
    [InlineData("NetworkAlias", "a", "Network", "host")]
    [InlineData("LogDriver", "none", "LogOption", "a=b")]
    public async Task What_contradicts_itself_ends_the_command(string first, object one, string second, object two)
    {
        await using var engine = new CreatingEngine();

        CmdletResult result = Run(engine, CmdletRunner.Create("New-Container").Words("x").With(first, one).With(second, two));

        Assert.Equal("OptionConflict,DockerPS.Commands.NewContainerCommand", result.TerminatingError?.FullyQualifiedErrorId);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task A_dash_word_that_was_taken_from_the_command_ends_it_with_the_corrected_line()
    {
        await using var engine = new CreatingEngine();

        CmdletResult result = Run(engine, CmdletRunner.Create("New-Container").Words("x", "sh", "-t"));

        Assert.Equal("CommandWordTaken,DockerPS.Commands.NewContainerCommand", result.TerminatingError?.FullyQualifiedErrorId);
        Assert.Contains("New-Container x -- sh -t", result.TerminatingError?.ErrorDetails?.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
        Run(engine, CmdletRunner.Create("New-Container").Words("x", "sh", new QuotedArgument("-t"))).AssertNoErrors();
    }

    private static IReadOnlyList<string>? Cmd(CreatingEngine engine, params object?[] words)
    {
        int before = engine.Bodies.Count;
        Run(engine, CmdletRunner.Create("New-Container").Words(words)).AssertNoErrors();
        return engine.Bodies.ElementAt(before)["Cmd"] is { } list ? Texts(list) : null;
    }

    private static JsonObject Body(CreatingEngine engine, CmdletRunner runner)
    {
        Run(engine, runner).AssertNoErrors();
        return Assert.Single(engine.Bodies);
    }

    private static CmdletResult Run(CreatingEngine engine, CmdletRunner runner) => runner.With("HostAddress", engine.Address).Run();

    private static IReadOnlyList<string> Texts(JsonNode? list) => [.. list!.AsArray().Select(static item => (string)item!)];

    private static void Holds(JsonObject body, string expected)
    {
        foreach ((string field, JsonNode? value) in JsonNode.Parse(expected)!.AsObject())
        {
            Assert.True(JsonNode.DeepEquals(value, body[field]), $"{field} is {body[field]?.ToJsonString() ?? "not there"}, not {value?.ToJsonString()}");
        }
    }
}
