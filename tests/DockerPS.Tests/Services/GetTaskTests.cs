using System.Collections;
using DockerPS.Tests.Support;
using DockerPS.Tests.Swarm;
using static DockerPS.Tests.Services.KnownServices;

namespace DockerPS.Tests.Services;

/// <summary>Get-DockerTask against a scripted manager.</summary>
public sealed class GetTaskTests
{
    [Fact]
    public async Task Tasks_have_names_and_the_order_of_docker()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().WithServices();

        List<DockerTask> tasks = [.. engine.Run("Get-DockerTask").Run().AssertNoErrors().OutputAs<DockerTask>()];

        Assert.Equal(
            [
                ("agent.node1", "boss", "running", false), ("goneservice00000000000001.1", "gonenode", "shutdown", false), ("job.0", "hand", "complete", false),
                ("web.1", "boss", "running", false), ("web.1", "hand", "failed", true), ("web.2", "", "pending", false), ("web.10", "boss", "running", false),
            ],
            tasks.Select(static task => (task.Name, task.Node, task.State, task.IsPrevious)));
        DockerTask failed = tasks[4];
        Assert.Equal(("t0", "web", "shop", "shutdown", "it went wrong", 3, "ct0"), (failed.Id, failed.ServiceName, failed.Stack, failed.DesiredState, failed.Error, failed.ExitCode, failed.ContainerId));
        Assert.Null(failed.ProcessId);
        Assert.Equal((42, "*:32768->80/tcp", "front=10.0.1.7/24", DateTimeKind.Local), (tasks[3].ProcessId, tasks[3].Ports.ToString(), tasks[3].Networks.ToString(), tasks[3].Since.Kind));
        Assert.Null(tasks[3].ExitCode);
        Assert.Equal(0, tasks[2].ExitCode);
    }

    [Fact]
    public async Task Names_are_read_once_however_many_services_are_piped_in_and_again_for_what_is_new()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm()
            .On($$$"""GET /tasks?filters={"service":["{{{WebId}}}"]}""", 200, $"[{Task("t1", WebId, 1, "node1", "running", "running", 1)}]")
            .On($$$"""GET /tasks?filters={"service":["{{{AgentId}}}"]}""", 200, $"[{Task("a1", AgentId, 0, "late", "running", "running", 1)}]")
            .On($$$"""GET /tasks?filters={"service":["{{{JobId}}}"]}""", 200, $"[{Task("j0", JobId, 0, "late", "complete", "complete", 1)}]")
            .WithServices();
        DockerService[] services = [.. engine.Run("Get-DockerService").With("Name", new[] { "web", "agent", "job" }).Run().AssertNoErrors().OutputAs<DockerService>()];
        int before = engine.Requests.Count(static request => request == "GET /nodes");

        engine.Run("Get-DockerTask").Input([.. services]).Run().AssertNoErrors();

        // Once as the names were, and once more because of the node that they did not have.
        Assert.Equal(2, engine.Requests.Count(static request => request == "GET /nodes") - before);
    }

    [Theory]
    [InlineData("web", "t1 t0 t2 t10")]
    [InlineData("web.1", "t1 t0")]
    [InlineData("web.*", "t1 t0 t2 t10")]
    [InlineData("*.1?", "t10")]
    [InlineData("agent.boss", "a1")]
    [InlineData("job.0", "j0")]
    public async Task A_name_is_that_of_a_task_or_of_a_service(string name, string ids)
    {
        await using ScriptedSwarm engine = new ScriptedSwarm()
            .On($$$"""GET /tasks?filters={"service":["{{{WebId}}}"]}""", 200, $"[{Task("t2", WebId, 2, "", "pending", "running", 1)},{Task("t10", WebId, 10, "", "new", "running", 1)},{Task("t0", WebId, 1, "", "failed", "shutdown", 0)},{Task("t1", WebId, 1, "", "new", "running", 1)}]")
            .On($$$"""GET /tasks?filters={"service":["{{{AgentId}}}"]}""", 200, $"[{Task("a1", AgentId, 0, "node1", "running", "running", 1)}]")
            .On($$$"""GET /tasks?filters={"service":["{{{JobId}}}"]}""", 200, $"[{Task("j0", JobId, 0, "node1", "complete", "complete", 1)}]")
            .WithServices();

        CmdletResult result = engine.Run("Get-DockerTask").With("Name", name).Run().AssertNoErrors();

        Assert.Equal(ids.Split(' '), result.OutputAs<DockerTask>().Select(static task => task.Id));
    }

    [Fact]
    public async Task An_id_is_looked_up_last_and_what_is_nothing_is_an_error()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().WithServices().On("GET /tasks/t1", 200, Task("t1", WebId, 1, "node1", "running", "running", 1));

        CmdletResult result = engine.Run("Get-DockerTask").With("Name", new[] { "t1", "nope.7" }).Run();

        Assert.Equal(("web.1", "boss"), (Assert.Single(result.OutputAs<DockerTask>()).Name, result.OutputAs<DockerTask>()[0].Node));
        Assert.Equal("TaskNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public async Task Services_nodes_and_filters_go_to_the_engine_by_id()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().WithServices();

        engine.Run("Get-DockerTask").With(new
        {
            Service = new[] { "web", "age*" },
            Node = "boss",
            Filter = new Hashtable { ["label"] = "a=1" },
        }).Run().AssertNoErrors();

        Assert.Contains($$$"""GET /tasks?filters={"label":["a=1"],"node":["node1"],"service":["{{{WebId}}}","{{{AgentId}}}"]}""", engine.Requests);
    }

    [Fact]
    public async Task A_service_that_is_not_there_does_not_stand_for_all()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().WithServices();

        CmdletResult result = engine.Run("Get-DockerTask").With(new { Service = "nope" }).Run();

        Assert.Empty(result.Output);
        Assert.Equal("ServiceNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public async Task States_are_compared_here_so_that_the_history_stays_known()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().WithServices();

        CmdletResult result = engine.Run("Get-DockerTask").With(new { State = new[] { "Failed", "pending" }, Stack = "sh*" }).Run().AssertNoErrors();
        CmdletResult desired = engine.Run("Get-DockerTask").With(new { DesiredState = "shutdown" }).Run().AssertNoErrors();

        Assert.Equal([("t0", true), ("t2", false)], result.OutputAs<DockerTask>().Select(static task => (task.Id, task.IsPrevious)));
        Assert.Equal([("g1", false), ("t0", true)], desired.OutputAs<DockerTask>().Select(static task => (task.Id, task.IsPrevious)));
        Assert.Contains("GET /tasks", engine.Requests);
    }

    [Fact]
    public async Task Services_and_nodes_that_are_piped_in_stand_for_their_tasks()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().WithServices();
        object?[] services = [.. engine.Run("Get-DockerService").With("Name", "web").Run().AssertNoErrors().Output];

        CmdletRunner.Create("Get-DockerTask").Input(services).Run().AssertNoErrors();
        CmdletResult refreshed = CmdletRunner.Create("Get-DockerTask").Input([.. engine.Run("Get-DockerTask").Run().Output.Take(1)]).Run();

        Assert.Contains($$$"""GET /tasks?filters={"service":["{{{WebId}}}"]}""", engine.Requests);
        Assert.Equal("TaskNotFound", Assert.Single(refreshed.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("GET /tasks/a1", engine.Requests);
    }
}
