using DockerPS.Hosting.Objects;
using DockerPS.Tests.Hosting;
using DockerPS.Tests.Support;
using Xunit;

namespace DockerPS.Tests.Objects;

public sealed class ObjectCommandTests
{
    private const string Image = """{"Id":"sha256:ab","RepoTags":["shop:latest","web:latest"],"RepoDigests":[],"Created":"2024-01-01T00:00:00Z","Config":{}}""";

    [Fact]
    public async Task The_first_type_that_has_the_name_counts()
    {
        await using FakeEngine engine = new("web") { Instead = Images };
        Assert.IsType<ContainerDetail>(Assert.Single(Get(engine).Words("web").Run().AssertNoErrors().Output));
        Assert.DoesNotContain(engine.Requests, request => request.Contains("/images/", StringComparison.Ordinal));
        ImageDetail image = Assert.IsType<ImageDetail>(Assert.Single(Get(engine).Words("shop").Run().AssertNoErrors().Output));
        Assert.Equal("shop:latest", image.Reference);
        Assert.IsType<ImageDetail>(Assert.Single(Get(engine).Words("web").With("Type", "Image").Run().AssertNoErrors().Output));
    }

    [Fact]
    public async Task What_no_type_has_is_one_error()
    {
        await using FakeEngine engine = new("web") { Instead = Images };
        CmdletResult result = Get(engine).Words((object)new[] { "nosuch", "web" }).Run();
        Assert.Single(result.Output);
        Assert.StartsWith("ObjectNotFound,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("nosuch", result.Errors[0].TargetObject);
        Assert.StartsWith("ContainerNotFound,", Assert.Single(Get(engine).Words("nosuch").With("Type", "container").Run().Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("ImageNotFound,", Assert.Single(Get(engine).Words("nosuch").With("Type", "image").Run().Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("BadParameter,", Get(engine).Words("web").With("Type", "planet").Run().TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_ends_the_search()
    {
        await using FakeEngine engine = new("web")
        {
            Instead = request => request.Contains("/containers/", StringComparison.Ordinal)
                ? ScriptedServer.Answer(500, """{"message":"no more memory"}""")
                : Images(request),
        };
        CmdletResult result = Get(engine).Words("shop").Run();
        Assert.Empty(result.Output);
        Assert.StartsWith("EngineError,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_engine_is_asked_and_a_dead_one_is_one_error()
    {
        await using FakeEngine engine = new("web") { Instead = Images };
        await using FakeEngine other = new("two", "web") { Instead = Images };
        CmdletResult result = CmdletRunner.Create("Get-DockerObject")
            .With("HostAddress", new[] { engine.Address, "unix:///no/such/engine.sock", other.Address }).Words((object)new[] { "web", "two", "nosuch" }).Run();
        Assert.Null(result.Terminating);
        Assert.Equal(["web", "web", "two"], result.OutputAs<Container>().Select(container => container.Name));
        Assert.Equal(
            ["EngineUnreachable", "ObjectNotFound"],
            result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        CmdletResult dead = CmdletRunner.Create("Get-DockerObject").With("HostAddress", "unix:///no/such/engine.sock").Words("web").Run();
        Assert.StartsWith("EngineUnreachable,", dead.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wildcard_stands_for_all_types()
    {
        await using FakeEngine engine = new("web", "two") { Instead = Images };
        CmdletResult result = Get(engine).Words("w*").Run().AssertNoErrors();
        Assert.Equal(["ContainerDetail", "ImageDetail"], result.Output.Select(item => item!.GetType().Name));
        Assert.Empty(Get(engine).Words("no*").Run().AssertNoErrors().Output);
    }

    [Fact]
    public async Task Objects_are_asked_for_again_on_their_own_engine()
    {
        await using FakeEngine engine = new("web") { Instead = Images };
        await using FakeEngine other = new("web") { Instead = Images };
        Container container = Assert.Single(CmdletRunner.Create("Get-Container").With("HostAddress", engine.Address).Run().OutputAs<Container>());
        ImageSummary image = CmdletRunner.Create("Get-Image").With("HostAddress", engine.Address).Run().OutputAs<ImageSummary>()[0];
        CmdletResult result = CmdletRunner.Create("Get-DockerObject").Input(container, image).Run().AssertNoErrors();
        Assert.Equal(["ContainerDetail", "ImageDetail"], result.Output.Select(item => item!.GetType().Name));
        Assert.Equal(image.Reference, Assert.IsType<ImageDetail>(result.Output[1]).Reference);
        Assert.StartsWith("EngineConflict,", Assert.Single(Get(other).Input(container).Run().Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public void The_types_stand_in_the_order_in_which_docker_tries_them()
    {
        string[] docker = ["container", "image", "network", "volume", "service", "task", "node", "plugin", "secret", "config"];
        Assert.Equal(ObjectTypes.All.Select(type => type.Name).OrderBy(name => Array.IndexOf(docker, name)), ObjectTypes.All.Select(type => type.Name));
        Assert.Empty(ObjectTypes.All.Select(type => type.Name).Except(docker));
    }

    private static CmdletRunner Get(FakeEngine engine) => CmdletRunner.Create("Get-DockerObject").With("HostAddress", engine.Address);

    private static string? Images(string request) => request switch
    {
        "GET /images/json" => ScriptedServer.Answer(200, """[{"Id":"sha256:ab","RepoTags":["shop:latest","web:latest"],"RepoDigests":[],"Created":1700000000,"Size":1}]"""),
        "GET /images/shop/json" or "GET /images/web/json" or "GET /images/shop%3Alatest/json" or "GET /images/web%3Alatest/json" => ScriptedServer.Answer(200, Image),
        _ when request.StartsWith("GET /containers/", StringComparison.Ordinal) => null,
        // What other types there are has nothing.
        "GET /networks" => ScriptedServer.Answer(200, "[]"),
        "GET /volumes" => ScriptedServer.Answer(200, """{"Volumes":[]}"""),
        _ when request.StartsWith("GET /", StringComparison.Ordinal) && request.Count(c => c == '/') > 1 => ScriptedServer.Answer(404, """{"message":"No such thing"}"""),
        _ => null,
    };
}
