using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Engine.Requests.Stacks;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Stacks;

/// <summary>What Deploy-DockerStack finds there is to do, against a scripted manager.</summary>
public sealed class StackPlanTests
{
    [Fact]
    public async Task A_network_that_every_swarm_has_is_known_by_its_id()
    {
        const string Yaml = """
            services: {web: {image: 'app:1', networks: [outside]}}
            networks: {outside: {external: true, name: host}}
            """;
        ComposeProject project = ComposeText.Read(Yaml);
        JsonObject spec = StackService.SpecOf(
            "shop", project, project.Services["web"], StackReferences.None with { Networks = new Dictionary<string, string> { ["host"] = "idofhost" } });
        await using ScriptedStacks engine = new();
        engine.On("GET /networks/host", 200, """{"Id":"idofhost","Name":"host","Scope":"swarm"}""")
            .On("GET /services", 200, $$"""[{"ID":"s1","Version":{"Index":1},"Spec":{{spec.ToJsonString()}}}]""")
            .Empty();

        DockerStackChange change = Assert.Single(engine.Plan(Yaml).Run().AssertNoErrors().OutputAs<DockerStackChange>());

        Assert.Empty(change.Changes);
        Assert.Equal(DockerStackAction.None, change.Action);
        Assert.Contains("GET /networks/host?scope=swarm", engine.Requests);
    }

    [Fact]
    public async Task A_network_that_is_different_is_told_and_left()
    {
        await using ScriptedStacks engine = new();
        engine.On(
            "GET /networks",
            200,
            """[{"Id":"n1","Name":"shop_front","Scope":"swarm","Driver":"overlay","Internal":false,"Attachable":false,"Options":{"com.docker.network.driver.overlay.vxlanid_list":"4097"},"Labels":{"com.docker.stack.namespace":"shop"}}]""").Empty();

        CmdletResult result = engine.Plan("services: {web: {image: 'app:1', networks: [front]}}\nnetworks: {front: {attachable: true, labels: {l: m}}}").Run().AssertNoErrors();

        Assert.Contains("'shop_front'", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains("(Attachable, Labels.l)", result.Warnings[0], StringComparison.Ordinal);
        Assert.Equal(DockerStackAction.None, result.OutputAs<DockerStackChange>().Single(static change => change.Kind == "Network").Action);
    }

    [Fact]
    public async Task What_is_external_need_be_there_only_where_a_service_uses_it()
    {
        await using ScriptedStacks engine = new ScriptedStacks().Empty();
        const string Declared = "\nsecrets: {u: {external: true, name: elsewhere}}\nconfigs: {v: {external: true}}";

        engine.Plan("services: {web: {image: 'app:1'}}" + Declared).Run().AssertNoErrors();

        Assert.StartsWith("SecretNotFound,", ErrorOf(engine.Plan("services: {web: {image: 'app:1', secrets: [u]}}" + Declared)).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("ConfigNotFound,", ErrorOf(engine.Plan("services: {web: {image: 'app:1', configs: [v]}}" + Declared)).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith(
            "ConfigNotFound,", ErrorOf(engine.Plan("services: {web: {image: 'app:1', credential_spec: {config: v}}}" + Declared)).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_may_be_in_a_variable_of_a_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Combine("more.env"), "DOCKERPS_TEST_OF_FILE=abc\n");
        await using ScriptedStacks engine = new ScriptedStacks().Empty();

        CmdletResult result = engine.Plan("services: {web: {image: 'app:1'}}\nsecrets: {s: {environment: DOCKERPS_TEST_OF_FILE}}")
            .With("EnvironmentFile", folder.Combine("more.env")).Run().AssertNoErrors();

        Assert.Contains("Create secret shop_s", result.Output.Select(static change => change?.ToString()));
    }

    [Theory]
    [InlineData("Deploy-DockerStack")]
    [InlineData("Resolve-DockerComposeFile")]
    public async Task A_pipeline_that_brings_nothing_is_no_file_of_the_current_folder(string cmdlet)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Combine("compose.yaml"), "services: {web: {image: 'app:1'}}");
        await using ScriptedStacks engine = new ScriptedStacks().Empty();

        CmdletResult result = engine.Run(cmdlet).At(folder.Path).Input().Run().AssertNoErrors();

        Assert.Empty(result.Output);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        await using ScriptedStacks engine = new ScriptedStacks().Empty();

        ErrorRecord error = ErrorOf(engine.Run("Deploy-DockerStack").At(folder.Path).With(new { Name = "shop", Path = "none.yaml" }));

        Assert.StartsWith("ComposeFileNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("There is no compose file", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_engine_refuses_is_told_with_the_part()
    {
        await using ScriptedStacks engine = new ScriptedStacks().Empty()
            .On("POST /networks/create", 201, """{"Id":"n1"}""")
            .On("POST /services/create", 400, """{"message":"ContainerSpec: something is not valid"}""");

        ErrorRecord error = ErrorOf(engine.Plan("services: {web: {image: 'app:1'}}").With("Plan", false));

        Assert.Equal("Service 'shop_web': ContainerSpec: something is not valid", error.ErrorDetails?.Message);
        Assert.StartsWith("BadParameter,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private static ErrorRecord ErrorOf(CmdletRunner runner)
    {
        CmdletResult result = runner.Run();
        return result.TerminatingError ?? Assert.Single(result.Errors);
    }
}
