using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Services;

/// <summary>Services and tasks in a real swarm of one.</summary>
public sealed class RealServiceTests
{
    private const string NoSuchImage = "dockerps.invalid/nope:1";

    private static RealServices Services() => new(SwarmOfOne.Current.Engine, SwarmOfOne.Current.Image);

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task Resizing_waits_until_all_tasks_run_and_shows_them()
    {
        await using RealServices services = Services();
        string web = await services.MakeAsync("web", RealServices.Replicated(1));

        CmdletResult result = services.Run("Resize-DockerService").With(new { Name = web, Replicas = 4, PassThru = true }).Run().AssertNoErrors();

        DockerServiceSummary resized = Assert.Single(result.OutputAs<DockerServiceSummary>());
        Assert.Equal((web, "4/4", 4, 4), (resized.Name, resized.Replicas, resized.Running, resized.Desired));
        Assert.Contains(result.Progress, record => record.Activity == $"Service {web}" && record.StatusDescription.Contains("out of 4 tasks", StringComparison.Ordinal));
        List<DockerTask> tasks = [.. services.Run("Get-DockerTask").With(new { Name = web, DesiredState = "running" }).Run().AssertNoErrors().OutputAs<DockerTask>()];
        Assert.Equal([$"{web}.1", $"{web}.2", $"{web}.3", $"{web}.4"], tasks.Select(static task => task.Name));
        Assert.All(tasks, static task => Assert.Equal(("running", true, true), (task.State, task.ContainerId.Length == 64, task.Node.Length > 0)));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task An_update_that_fails_is_rolled_back_and_told_with_its_reason()
    {
        await using RealServices services = Services();
        string web = await services.MakeAsync("web", RealServices.Replicated(2), change: static spec => spec["UpdateConfig"]!["FailureAction"] = "rollback");
        services.Run("Wait-DockerService").With("Name", web).Run().AssertNoErrors();
        await services.UpdateAsync(web, static spec => spec["TaskTemplate"]!["ContainerSpec"]!["Image"] = NoSuchImage);

        CmdletResult result = services.Run("Wait-DockerService").With("Name", web).Run();

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("ServiceRolledBack", error.FullyQualifiedErrorId.Split(',')[0]);
        string reason = Assert.Single(Assert.IsType<ServiceUpdateException>(error.Exception).TaskErrors);
        Assert.StartsWith($"{web}.", reason, StringComparison.Ordinal);
        Assert.Contains("dockerps.invalid", reason, StringComparison.Ordinal);
        DockerServiceSummary now = Assert.Single(services.Run("Wait-DockerService").With("Name", web).Run().AssertNoErrors().OutputAs<DockerServiceSummary>());
        Assert.Equal((SwarmOfOne.Current.Image, "rollback_completed", "2/2"), (now.Image, now.UpdateState, now.Replicas));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task An_update_that_pauses_is_an_error_and_can_be_undone()
    {
        await using RealServices services = Services();
        string web = await services.MakeAsync("web", RealServices.Replicated(2));
        services.Run("Wait-DockerService").With("Name", web).Run().AssertNoErrors();
        await services.UpdateAsync(web, static spec => spec["TaskTemplate"]!["ContainerSpec"]!["Args"] = new JsonArray("sh", "-c", "exit 7"));

        ErrorRecord error = Assert.Single(services.Run("Wait-DockerService").With("Name", web).Run().Errors);
        CmdletResult undone = services.Run("Undo-DockerService").With(new { Name = web, PassThru = true }).Run().AssertNoErrors();

        Assert.Equal("ServiceUpdatePaused", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("(7)", Assert.Single(Assert.IsType<ServiceUpdateException>(error.Exception).TaskErrors), StringComparison.Ordinal);
        DockerServiceSummary service = Assert.Single(undone.OutputAs<DockerServiceSummary>());
        Assert.Equal(("2/2", "rollback_completed"), (service.Replicas, service.UpdateState));
        DockerTask failed = services.Run("Get-DockerTask").With(new { Name = web, State = "failed" }).Run().AssertNoErrors().OutputAs<DockerTask>()[0];
        Assert.Equal((7, true), (failed.ExitCode, failed.IsPrevious));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task A_job_is_waited_for_until_it_is_complete()
    {
        await using RealServices services = Services();
        string job = await services.MakeAsync(
            "job",
            new JsonObject { ["ReplicatedJob"] = new JsonObject { ["MaxConcurrent"] = 2, ["TotalCompletions"] = 3 } },
            "echo done",
            static spec =>
            {
                spec.Remove("UpdateConfig");
                spec["TaskTemplate"]!["RestartPolicy"]!["Condition"] = "none";
            });

        DockerServiceSummary done = Assert.Single(services.Run("Wait-DockerService").With("Name", job).Run().AssertNoErrors().OutputAs<DockerServiceSummary>());

        Assert.Equal(("replicated-job", 3), (done.Mode, done.Completed));
        Assert.EndsWith("(3/3 completed)", done.Replicas, StringComparison.Ordinal);
        List<DockerTask> tasks = services.Run("Get-DockerTask").With("Name", job).Run().AssertNoErrors().OutputAs<DockerTask>();
        Assert.All(tasks, static task => Assert.Equal(("complete", 0), (task.State, task.ExitCode)));
        Assert.Equal([$"{job}.0", $"{job}.1", $"{job}.2"], tasks.Select(static task => task.Name));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task What_finds_no_node_says_so_while_it_is_waited_for()
    {
        await using RealServices services = Services();
        string web = await services.MakeAsync(
            "web", RealServices.Replicated(1), change: static spec => spec["TaskTemplate"]!["Placement"] = new JsonObject { ["Constraints"] = new JsonArray("node.labels.none==here") });
        await Wait.UntilAsync(
            async () => (await services.Raw.GetJsonAsync($$"""tasks?filters={"service":["{{web}}"]}""")).AsArray().Any(static task => task!["Status"]!["Err"] is not null), "the swarm has looked for a node");

        CmdletResult result = services.Run("Wait-DockerService").With(new { Name = web, Timeout = 3 }).Run();

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("Timeout", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("no suitable node", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(result.Verbose, static line => line.Contains("no suitable node", StringComparison.Ordinal));
        Assert.Contains(result.Progress, static record => record.StatusDescription.Contains("no suitable node", StringComparison.Ordinal));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task A_wait_that_is_stopped_says_that_the_swarm_goes_on()
    {
        await using RealServices services = Services();
        string web = await services.MakeAsync("web", RealServices.Replicated(1), change: static spec => spec["TaskTemplate"]!["ContainerSpec"]!["Image"] = NoSuchImage);
        CmdletRunner run = services.Run("Resize-DockerService").With(new { Name = web, Replicas = 2 });

        Task<CmdletResult> running = Task.Run(run.Run);
        await Wait.UntilAsync(
            async () => (int)(await services.Raw.GetJsonAsync($"services/{web}"))["Spec"]!["Mode"]!["Replicated"]!["Replicas"]! == 2, "the number was changed");
        run.Stop();
        CmdletResult result = await running;

        Assert.True(result.Stopped);
        Assert.Contains(run.Host.Lines, line => line.Contains($"Service {web} goes on in the background", StringComparison.Ordinal));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task Logs_of_all_tasks_come_merged_and_say_where_they_are_from()
    {
        await using RealServices services = Services();
        string web = await services.MakeAsync("web", RealServices.Replicated(2), "echo out; echo err >&2; exec sleep 1000000", static spec =>
        {
            spec["TaskTemplate"]!["ContainerSpec"]!["Env"] = new JsonArray("TIER=front");
            spec["TaskTemplate"]!["LogDriver"] = new JsonObject { ["Name"] = "json-file", ["Options"] = new JsonObject { ["env"] = "TIER" } };
        });
        services.Run("Wait-DockerService").With("Name", web).Run().AssertNoErrors();

        List<PSObject> lines = services.Run("Get-DockerServiceLog").With("Name", web).Run().AssertNoErrors().OutputAs<PSObject>();

        Assert.Equal(
            [$"err {web}.1 stderr", $"err {web}.2 stderr", $"out {web}.1 stdout", $"out {web}.2 stdout"],
            lines.Select(static line => $"{line.BaseObject} {line.Properties["Task"]!.Value} {line.Properties["Stream"]!.Value}").Order(StringComparer.Ordinal));
        Assert.All(lines, line =>
        {
            Assert.Equal(web, line.Properties["Service"]!.Value);
            Assert.Equal(25, Assert.IsType<string>(line.Properties["TaskId"]!.Value).Length);
            Assert.NotEqual("", line.Properties["Node"]!.Value);
            Assert.IsType<DateTime>(line.Properties["Timestamp"]!.Value);
        });
        List<ServiceLogEntry> entries = services.Run("Get-DockerServiceLog").With(new { Name = $"{web}.2", AsObject = true }).Run().AssertNoErrors().OutputAs<ServiceLogEntry>();
        Assert.Equal([$"{web}.2"], entries.Select(static entry => entry.Task).Distinct());
        Assert.Equal("TIER=front", entries[0].Details.ToString());
        string prefixed = (string)((PSObject)services.Run("Get-DockerServiceLog").With(new { Name = web, Prefix = true, Detail = true, Tail = "1" }).Run().AssertNoErrors().Output[0]!).BaseObject;
        Assert.Matches($@"^{web}\.[12]@\S+ \| TIER=front (out|err)$", prefixed);
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task A_followed_log_goes_on_with_tasks_that_begin_later()
    {
        await using RealServices services = Services();
        string web = await services.MakeAsync("web", RealServices.Replicated(1), "while :; do echo tick; sleep 0.2; done");
        services.Run("Wait-DockerService").With("Name", web).Run().AssertNoErrors();
        HashSet<string> tasks = [];
        CmdletRunner run = services.Run("Get-DockerServiceLog").With(new { Name = web, Follow = true, Tail = "1" });
        run.OnOutput(line =>
        {
            if (tasks.Add((string)((PSObject)line!).Properties["Task"]!.Value!) && tasks.Count == 1)
            {
                services.Run("Resize-DockerService").With(new { Name = web, Replicas = 2, Detach = true }).Run().AssertNoErrors();
            }
            else if (tasks.Count == 2)
            {
                run.StopFromAnotherThread();
            }
        });

        CmdletResult result = await Task.Run(run.Run).WaitAsync(TestLimit.Patience);

        Assert.True(result.Stopped);
        Assert.Equal([$"{web}.1", $"{web}.2"], tasks.Order());
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task The_log_of_terminals_is_read_too()
    {
        await using RealServices services = Services();
        string web = await services.MakeAsync("web", RealServices.Replicated(1), "echo one; echo two; exec sleep 1000000", static spec => spec["TaskTemplate"]!["ContainerSpec"]!["TTY"] = true);
        services.Run("Wait-DockerService").With("Name", web).Run().AssertNoErrors();

        List<PSObject> lines = services.Run("Get-DockerServiceLog").With("Name", web).Run().AssertNoErrors().OutputAs<PSObject>();

        Assert.Equal(["one", "two"], lines.Select(static line => line.BaseObject));
        Assert.All(lines, line => Assert.Equal($"{web}.1", line.Properties["Task"]!.Value));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task What_was_removed_is_gone()
    {
        await using RealServices services = Services();
        string web = await services.MakeAsync("web", RealServices.Replicated(1));

        services.Run("Remove-DockerService").With("Name", web).Run().AssertNoErrors();

        Assert.Equal("ServiceNotFound", Assert.Single(services.Run("Get-DockerService").With("Name", web).Run().Errors).FullyQualifiedErrorId.Split(',')[0]);
    }
}
