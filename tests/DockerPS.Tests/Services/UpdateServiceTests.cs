using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Services;

/// <summary>Update-DockerService against a scripted manager; what each flag sends is in <see cref="SameServiceFlagTests"/>.</summary>
public sealed class UpdateServiceTests
{
    private const string Digest = "sha256:2222222222222222222222222222222222222222222222222222222222222222";

    private static readonly string s_update = $"POST /services/{ScriptedServices.Id}/update";

    [Fact]
    public async Task Changes_the_version_that_it_read_and_keeps_the_login_of_the_nodes()
    {
        await using ScriptedServices engine = new();

        Update(engine).With(new { AddLabel = "a=b" }).Run().AssertNoErrors();

        Assert.Equal($"{s_update}?version=41&registryAuthFrom=spec", Assert.Single(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task When_somebody_else_was_quicker_the_change_is_made_on_what_is_there_then()
    {
        string fresh = ScriptedServices.Spec.Replace("\"stage\": \"one\"", "\"stage\": \"theirs\"", StringComparison.Ordinal);
        string service = $$"""{"ID":"{{ScriptedServices.Id}}","Version":{"Index":{0} },"Spec":{1} }""";
        await using ScriptedServices engine = new ScriptedServices()
            .OnNext("GET /services/" + ScriptedServices.Id, 200, service.Replace("{0}", "41", StringComparison.Ordinal).Replace("{1}", ScriptedServices.Spec, StringComparison.Ordinal))
            .OnNext(s_update, 500, """{"message":"rpc error: code = Unknown desc = update out of sequence"}""")
            .OnNext("GET /services/" + ScriptedServices.Id, 200, service.Replace("{0}", "42", StringComparison.Ordinal).Replace("{1}", fresh, StringComparison.Ordinal));

        CmdletResult result = Update(engine).With(new { AddLabel = "a=b", RemoveEnvironment = new[] { "B", "NONE" } }).Run().AssertNoErrors();

        Assert.Equal(
            [$"{s_update}?version=41&registryAuthFrom=spec", $"{s_update}?version=42&registryAuthFrom=spec"],
            engine.Requests.Where(static request => request.StartsWith("POST", StringComparison.Ordinal)));
        Assert.Equal("""{"tier":"front","stage":"theirs","a":"b"}""", engine.BodiesOf(s_update)[1]["Labels"]!.ToJsonString());
        Assert.Single(result.Verbose, static line => line == "web has no variable NONE that could be removed.");
    }

    [Fact]
    public async Task Without_a_change_nothing_is_asked()
    {
        await using ScriptedServices engine = new();

        Assert.StartsWith("NothingToUpdate", Update(engine).Run().TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task WhatIf_says_what_would_be_different()
    {
        await using ScriptedServices engine = new();

        CmdletResult result = Update(engine).With(new { Replica = 3, Image = "nginx:2", Force = true }).WhatIf().Run().AssertNoErrors();

        ShouldProcessCall call = Assert.Single(result.ShouldProcessCalls);
        Assert.Equal(($"web (s1aaaaaaaaaa) on {engine.Address}", "Update service (Force, Image, Replica)"), (call.Target, call.Action));
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_image_is_pinned_and_an_old_one_left_alone()
    {
        await using ScriptedServices engine = new ScriptedServices().On("GET /distribution/", 200, $$"""
            {"Descriptor":{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"{{Digest}}","size":5},"Platforms":[{"architecture":"arm64","os":"linux"}]}
            """);

        engine.Run("Update-DockerService").With(new { Name = "web", Detach = true, Image = "nginx:2" }).Run().AssertNoErrors();
        engine.Run("Update-DockerService").With(new { Name = "web", Detach = true, User = "5" }).Run().AssertNoErrors();

        List<JsonNode> sent = engine.BodiesOf(s_update);
        Assert.Equal($"nginx:2@{Digest}", (string)sent[0]["TaskTemplate"]!["ContainerSpec"]!["Image"]!);
        Assert.Equal("""[{"Architecture":"arm64","OS":"linux"}]""", sent[0]["TaskTemplate"]!["Placement"]!["Platforms"]!.ToJsonString());
        Assert.StartsWith("nginx:1@sha256:1111", (string)sent[1]["TaskTemplate"]!["ContainerSpec"]!["Image"]!, StringComparison.Ordinal);
        Assert.Single(engine.Requests, static request => request.StartsWith("GET /distribution/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Objects_say_what_goes()
    {
        await using ScriptedServices engine = new();
        DockerServiceDetail web = Assert.Single(engine.Run("Get-DockerService").With(new { Name = "web", Detailed = true }).Run().AssertNoErrors().OutputAs<DockerServiceDetail>());
        ServiceContainer container = web.Spec.TaskTemplate.Container;

        CmdletRunner.Create("Update-DockerService").Input(web).With(new
        {
            Detach = true,
            RemoveMount = container.Mounts.ToArray(),
            RemoveSecret = container.Secrets.ToArray(),
            RemoveNetwork = web.Spec.TaskTemplate.Networks.ToArray(),
            RemovePublish = web.Spec.EndpointSpec!.Ports.Take(1).ToArray(),
        }).Run().AssertNoErrors();

        JsonNode task = engine.SentSpec["TaskTemplate"]!;
        Assert.Null(task["ContainerSpec"]!["Mounts"]);
        Assert.Null(task["ContainerSpec"]!["Secrets"]);
        Assert.Null(task["Networks"]);
        Assert.Equal(81, (int)Assert.Single(engine.SentSpec["EndpointSpec"]!["Ports"]!.AsArray())!["TargetPort"]!);
    }

    [Theory]
    [InlineData("AddUlimit", "nofile=5", "1.40", "1.41")]
    [InlineData("RemoveUlimit", "nofile", "1.40", "1.41")]
    [InlineData("OomScoreAdjustment", 5, "1.45", "1.46")]
    [InlineData("AddMount", "type=volume,source=a,target=/a,volume-subpath=b", "1.44", "1.45")]
    public async Task Needs_a_new_enough_engine(string parameter, object value, string spoken, string needed)
    {
        await using ScriptedServices engine = new(spoken);

        ErrorRecord error = Assert.Single(Update(engine).With(parameter, value).Run().Errors);

        Assert.StartsWith("NotSupportedByEngine", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"needs Engine API {needed}", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_makes_no_sense_for_the_service_is_an_error_of_that_service()
    {
        await using ScriptedServices engine = new();

        ErrorRecord error = Assert.Single(Update(engine).With(new { AddNetwork = "front" }).Run().Errors);

        Assert.StartsWith("NetworkAttached", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PassThru_returns_the_service()
    {
        await using ScriptedServices engine = new();

        CmdletResult result = Update(engine).With(new { Force = true, PassThru = true }).Run().AssertNoErrors();

        Assert.Equal("web", Assert.Single(result.OutputAs<DockerServiceSummary>()).Name);
        Assert.Equal(3, (int)engine.SentSpec["TaskTemplate"]!["ForceUpdate"]!);
    }

    private static CmdletRunner Update(ScriptedServices engine) => engine.Run("Update-DockerService").With(new { Name = "web", NoResolveImage = true, Detach = true });
}
