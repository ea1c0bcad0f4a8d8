using System.Management.Automation;
using DockerPS.Engine.Requests.Stacks;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Stacks;

/// <summary>Keys of a compose file that an engine may be too old for.</summary>
public sealed class StackRequirementsTests
{
    /// <summary>Keys of the service web, the key that is named, and the API that has it; empty where every engine has them.</summary>
    public static TheoryData<string, string, string> Keys => new()
    {
        { "cap_add: [NET_ADMIN]", "services.web.cap_add", "1.41" },
        { "cap_drop: [ALL]", "services.web.cap_drop", "1.41" },
        { "deploy: {mode: replicated-job}", "services.web.deploy.mode", "1.41" },
        { "deploy: {mode: global-job}", "services.web.deploy.mode", "1.41" },
        { "deploy: {mode: global}", "", "" },
        { "deploy: {resources: {limits: {pids: 5}}}", "services.web.deploy.resources.limits.pids", "1.41" },
        { "deploy: {resources: {limits: {memory: 5m}}}", "", "" },
        { "ulimits: {nproc: 5}", "services.web.ulimits", "1.41" },
        { "volumes: ['/plain', {type: cluster, source: 'group:g', target: /d}]", "services.web.volumes[1].type", "1.42" },
        { "volumes: [{type: bind, source: /a, target: /d, read_only: true, bind: {recursive: writable}}]", "services.web.volumes[0].bind.recursive", "1.44" },
        { "volumes: [{type: bind, source: /a, target: /d, read_only: true, bind: {recursive: readonly}}]", "services.web.volumes[0].bind.recursive", "1.44" },
        { "volumes: [{type: bind, source: /a, target: /d, bind: {recursive: disabled}}]", "", "" },
        { "healthcheck: {test: x, start_interval: 2s}", "services.web.healthcheck.start_interval", "1.44" },
        { "healthcheck: {test: x, start_period: 2s}", "", "" },
        { "volumes: [{type: volume, source: data, target: /d, volume: {subpath: x}}]", "services.web.volumes[0].volume.subpath", "1.45" },
        { "oom_score_adj: 100", "services.web.oom_score_adj", "1.46" },
        { "volumes: [{type: image, source: i, target: /d}]", "services.web.volumes[0].type", "1.48" },
        { "networks: [six]", "networks.six.enable_ipv4", "1.48" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void Keys_name_the_api_that_has_them(string keys, string key, string needed) =>
        Assert.Equal(
            key.Length == 0 ? [] : [$"{key} {needed}"],
            StackRequirements.Of(ComposeText.Read(Text(keys))).Select(static requirement => $"{requirement.Feature} {requirement.Version}"));

    [Theory]
    [InlineData("healthcheck: {test: x, start_interval: 2s}", "1.43", "services.web.healthcheck.start_interval needs Engine API 1.44")]
    [InlineData("volumes: [{type: volume, source: data, target: /d, volume: {subpath: x}}]", "1.44", "services.web.volumes[0].volume.subpath needs Engine API 1.45")]
    [InlineData("ulimits: {nproc: 5}", "1.40", "services.web.ulimits needs Engine API 1.41")]
    public async Task An_engine_that_is_too_old_is_refused_before_anything_is_asked(string keys, string spoken, string message)
    {
        await using ScriptedStacks engine = new ScriptedStacks(spoken).Empty();

        CmdletResult result = engine.Plan(Text(keys)).Run();

        ErrorRecord error = result.TerminatingError ?? Assert.Single(result.Errors);
        Assert.StartsWith("NotSupportedByEngine,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task An_engine_that_is_new_enough_gets_them()
    {
        await using ScriptedStacks engine = new ScriptedStacks("1.44").Empty();

        CmdletResult result = engine.Plan(Text("healthcheck: {test: x, start_interval: 2s}")).Run().AssertNoErrors();

        Assert.Equal(["Create network shop_default", "Create service shop_web"], result.Output.Select(static change => change?.ToString()));
    }

    [Fact]
    public void A_wish_that_no_swarm_keeps_is_not_sent()
    {
        ComposeProject project = ComposeText.Read(Text("volumes: [{type: bind, source: /a, target: /d, consistency: cached}]"));
        Assert.DoesNotContain(
            "Consistency", StackService.SpecOf("shop", project, project.Services["web"], StackReferences.None).ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    private static string Text(string keys) =>
        $$"""
        services:
          web:
            image: app:1
            {{keys}}
        networks:
          six: {enable_ipv4: false}
        volumes:
          data:
        """;
}
