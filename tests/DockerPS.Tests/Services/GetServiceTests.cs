using System.Collections;
using DockerPS.Tests.Support;
using DockerPS.Tests.Swarm;
using static DockerPS.Tests.Services.KnownServices;

namespace DockerPS.Tests.Services;

/// <summary>Get-DockerService against a scripted manager.</summary>
public sealed class GetServiceTests
{
    [Fact]
    public async Task The_list_has_what_docker_shows_and_numbers()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().WithServices();

        List<DockerServiceSummary> services = [.. engine.Run("Get-DockerService").Run().AssertNoErrors().OutputAs<DockerServiceSummary>()];

        Assert.Equal(
            [
                ("web", "replicated", "2/3 (max 2 per node)", "nginx:1.27", "*:8080->80/tcp", "shop"),
                ("agent", "global", "2/2", "agent@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "", ""),
                ("job", "replicated-job", "1/2 (3/5 completed)", "job:1", "", ""),
            ],
            services.Select(static service => (service.Name, service.Mode, service.Replicas, service.Image, service.Ports.ToString(), service.Stack)));
        Assert.Equal((2, 3, 0), (services[0].Running, services[0].Desired, services[0].Completed));
        Assert.Equal(("sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "paused", "task x failed", 7), (services[0].ImageDigest, services[0].UpdateState, services[0].UpdateMessage, services[0].Version));
        Assert.Equal(["GET /services?status=1"], engine.Requests);
    }

    [Fact]
    public async Task The_whole_of_a_service_is_typed_and_keeps_what_is_new()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().WithServices().On("GET /services/webservice000000000000001?insertDefaults", 200, Web);

        DockerServiceDetail web = Assert.Single(engine.Run("Get-DockerService").With(new { Name = "web", Detailed = true }).Run().AssertNoErrors().OutputAs<DockerServiceDetail>());

        Assert.Contains($"GET /services/{WebId}?insertDefaults=1", engine.Requests);
        ServiceContainer container = web.Spec.TaskTemplate.Container;
        Assert.Equal(("serve", "A=1", TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1.5)), (container.Command.ToString(), container.Environment.ToString(), container.StopGracePeriod, container.HealthCheck!.Interval));
        Assert.Equal(("data:/data:ro", "password", "pw", "nofile=10:20"), (container.Mounts.ToString(), container.Secrets.ToString(), container.Secrets[0].File!.Name, container.Ulimits.ToString()));
        Assert.Equal(true, container.Mounts[0].VolumeOptions["NoCopy"]);
        Assert.True(container.AdditionalProperties.ContainsKey("Privileges"));
        Assert.Equal("limit 0.5 CPUs, 64MiB; reserved gpu=2", web.Spec.TaskTemplate.Resources.ToString());
        Assert.Equal(("on-failure:3", "node.role==worker", "node.labels.zone"), (web.Spec.TaskTemplate.RestartPolicy!.ToString(), web.Spec.TaskTemplate.Placement.Constraints.ToString(), web.Spec.TaskTemplate.Placement.Spread.ToString()));
        Assert.Equal(("start-first, 2 at once, on failure rollback", TimeSpan.FromSeconds(1)), (web.Spec.UpdateConfig!.ToString(), web.Spec.UpdateConfig.Delay));
        Assert.Equal(("replicated 3", "replicated 1", "10.0.1.2/24", "2/3 (max 2 per node)"), (web.Spec.Mode.ToString(), web.PreviousSpec!.Mode.ToString(), web.Endpoint.VirtualIPAddresses.ToString(), web.Replicas));
        Assert.Equal("me", Assert.IsType<FieldMap>(web.Spec.AdditionalProperties["Tomorrow"])["keep"]);
        Assert.Equal(1L, web.AdditionalProperties["New"]);
        Assert.Equal(("paused", DateTimeKind.Local), (web.UpdateStatus!.State, web.UpdateStatus.Started!.Value.Kind));
        Assert.Null(web.UpdateStatus.Ended);
    }

    [Fact]
    public async Task An_engine_that_does_not_count_tasks_has_them_counted_here()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm("1.40").WithServices();
        string[] counts = [.. engine.Run("Get-DockerService").Run().AssertNoErrors().OutputAs<DockerServiceSummary>().Select(static service => service.Replicas)];

        // Of web 1 and 10 run; of the global one its task; what is on a node that is down does not run.
        Assert.Equal("2/3 (max 2 per node)", counts[0]);
        Assert.Equal("1/1", counts[1]);
        Assert.Contains("GET /tasks", engine.Requests);
    }

    [Fact]
    public async Task Filters_go_to_the_engine_and_wildcards_stay_here()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().WithServices();

        CmdletResult result = engine.Run("Get-DockerService").With(new
        {
            Name = new[] { "w*", "job", "nope" },
            Mode = new[] { "Replicated", "replicated-job" },
            Label = new object[] { "a=1", new Hashtable { ["b"] = 2 } },
            Filter = new Hashtable { ["runtime"] = "container" },
        }).Run();

        Assert.Equal(["web", "job"], result.OutputAs<DockerServiceSummary>().Select(static service => service.Name));
        Assert.Equal("ServiceNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("""GET /services?status=1&filters={"label":["a=1","b=2"],"mode":["replicated","replicated-job"],"runtime":["container"]}""", engine.Requests);
    }

    [Theory]
    [InlineData("shop", """GET /services?status=1&filters={"label":["com.docker.stack.namespace=shop"]}""")]
    [InlineData("sh*", "GET /services?status=1")]
    public async Task A_stack_is_a_label(string stack, string request)
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().WithServices();

        CmdletResult result = engine.Run("Get-DockerService").With(new { Stack = stack }).Run().AssertNoErrors();

        Assert.Equal("web", Assert.Single(result.OutputAs<DockerServiceSummary>()).Name);
        Assert.Equal(request, Assert.Single(engine.Requests));
    }

    [Fact]
    public async Task A_name_is_found_with_its_numbers()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().WithServices();

        DockerServiceSummary web = Assert.Single(engine.Run("Get-DockerService").With("Name", "web").Run().AssertNoErrors().OutputAs<DockerServiceSummary>());

        Assert.Equal(3, web.Desired);
        Assert.Equal(["GET /services/web", $$$"""GET /services?status=1&filters={"id":["{{{WebId}}}"]}"""], engine.Requests);
    }

    [Fact]
    public async Task A_worker_says_who_the_managers_are()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().AsWorker().On("GET /services", 503, ScriptedSwarm.WorkerRefusal);

        CmdletResult result = engine.Run("Get-DockerService").Run();

        Assert.StartsWith("NotSwarmManager", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("10.0.0.1:2377", result.TerminatingError.ToString(), StringComparison.Ordinal);
    }
}
