using System.Collections;
using System.Text.Json.Nodes;
using DockerPS.Tests.Support;
using DockerPS.Tests.Swarm;
using static DockerPS.Tests.Services.KnownServices;

namespace DockerPS.Tests.Services;

/// <summary>What resizing, undoing and removing services send, against a scripted manager.</summary>
public sealed class ChangeServiceTests
{
    private static ScriptedSwarm Manager() => new ScriptedSwarm()
        .On($"POST /services/{WebId}/update", 200, """{"Warnings":["mind the gap"]}""")
        .On($"POST /services/{JobId}/update", 200, """{"Warnings":null}""")
        .On($"DELETE /services/{WebId}", 200, "")
        .WithServices();

    [Fact]
    public async Task Resizing_changes_the_number_in_what_the_swarm_has_and_nothing_else()
    {
        await using ScriptedSwarm engine = Manager();

        CmdletResult result = engine.Run("Resize-DockerService").With(new { Name = "web", Replicas = 5, Detach = true }).Run().AssertNoErrors();

        JsonNode sent = Assert.Single(engine.BodiesOf($"POST /services/{WebId}/update?version=7"));
        JsonNode expected = JsonNode.Parse(Web)!["Spec"]!;
        expected["Mode"]!["Replicated"]!["Replicas"] = 5;
        Assert.True(JsonNode.DeepEquals(expected, sent), sent.ToJsonString());
        Assert.Equal("web: mind the gap", Assert.Single(result.Warnings));
        Assert.Empty(result.Output);
        Assert.DoesNotContain("GET /tasks", string.Join(' ', engine.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_service_may_have_its_own_number()
    {
        await using ScriptedSwarm engine = Manager();

        engine.Run("Resize-DockerService").With(new { Name = new Hashtable { ["web"] = 4, ["job"] = 6 }, Detach = true }).Run().AssertNoErrors();
        engine.Run("Resize-DockerService").With(new { Name = new[] { "web=1" }, Detach = true }).Run().AssertNoErrors();

        Assert.Equal([4, 1], engine.BodiesOf($"POST /services/{WebId}").Select(static body => (int)body["Mode"]!["Replicated"]!["Replicas"]!));
        Assert.Equal([6], engine.BodiesOf($"POST /services/{JobId}").Select(static body => (int)body["Mode"]!["ReplicatedJob"]!["TotalCompletions"]!));
    }

    [Theory]
    [InlineData("agent", 2, "ServiceNotReplicated")]
    [InlineData("web", null, "NoReplicas")]
    [InlineData("web=x", null, "BadParameter")]
    [InlineData("web=-1", null, "BadParameter")]
    [InlineData("web=2", 2, "BadParameter")]
    [InlineData("nope", 2, "ServiceNotFound")]
    public async Task What_cannot_be_resized_is_refused_before_anything_is_sent(string name, int? replicas, string id)
    {
        await using ScriptedSwarm engine = Manager();
        CmdletRunner run = engine.Run("Resize-DockerService").With(new { Name = name, Detach = true });

        CmdletResult result = (replicas is { } number ? run.With("Replicas", number) : run).Run();

        Assert.Equal(id, (result.TerminatingError ?? Assert.Single(result.Errors)).FullyQualifiedErrorId.Split(',')[0]);
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_that_is_there_already_is_not_sent()
    {
        await using ScriptedSwarm engine = Manager();

        CmdletResult result = engine.Run("Resize-DockerService").With(new { Name = "web", Replicas = 3, Detach = true }).Run().AssertNoErrors();

        Assert.Contains(result.Verbose, static line => line.Contains("nothing was sent", StringComparison.Ordinal));
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Objects_are_resized_by_position_and_by_pipeline()
    {
        await using ScriptedSwarm engine = Manager();
        DockerServiceSummary web = Assert.Single(engine.Run("Get-DockerService").With("Name", "web").Run().OutputAs<DockerServiceSummary>());

        CmdletRunner.Create("Resize-DockerService").Words(web, 8, "-Detach").Run().AssertNoErrors();
        CmdletRunner.Create("Resize-DockerService").Words(9, "-Detach").Input(web).Run().AssertNoErrors();

        Assert.Equal([8, 9], engine.BodiesOf($"POST /services/{WebId}").Select(static body => (int)body["Mode"]!["Replicated"]!["Replicas"]!));
    }

    [Fact]
    public async Task WhatIf_says_what_and_sends_nothing()
    {
        await using ScriptedSwarm engine = Manager();

        CmdletResult result = engine.Run("Resize-DockerService").With(new { Name = "web", Replicas = 1 }).WhatIf().Run().AssertNoErrors();

        Assert.Equal("web (webservice00)", Assert.Single(result.ShouldProcessCalls).Target.Split(" on ")[0]);
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Undoing_asks_for_the_previous_spec()
    {
        await using ScriptedSwarm engine = Manager();

        engine.Run("Undo-DockerService").With(new { Name = "web", Detach = true }).Run().AssertNoErrors();
        CmdletResult never = engine.Run("Undo-DockerService").With(new { Name = "agent", Detach = true }).Run();

        Assert.Contains($"POST /services/{WebId}/update?version=7&rollback=previous", engine.Requests);
        Assert.Equal("NothingToUndo", Assert.Single(never.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public async Task Removing_takes_wildcards_and_force_forgives_what_is_gone()
    {
        await using ScriptedSwarm engine = Manager();

        engine.Run("Remove-DockerService").With("Name", "we*").Run().AssertNoErrors();
        CmdletResult gone = engine.Run("Remove-DockerService").With(new { Name = "nope" }).Run();
        engine.Run("Remove-DockerService").With(new { Name = "nope", Force = true }).Run().AssertNoErrors();

        Assert.Contains($"DELETE /services/{WebId}", engine.Requests);
        Assert.Equal("ServiceNotFound", Assert.Single(gone.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public async Task An_update_that_paused_is_an_error_with_what_the_tasks_failed_of()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm()
            .On($$$"""GET /tasks?filters={"service":["{{{WebId}}}"]}""", 200, $"[{Task("t0", WebId, 1, "node2", "failed", "shutdown", 7)},{Task("t1", WebId, 2, "node1", "failed", "shutdown", 7)},{Task("before", WebId, 3, "node1", "failed", "shutdown", 0)}]")
            .WithServices();

        CmdletResult result = engine.Run("Wait-DockerService").With("Name", "web").Run();

        var error = Assert.Single(result.Errors);
        Assert.Equal("ServiceUpdatePaused", error.FullyQualifiedErrorId.Split(',')[0]);
        ServiceUpdateException update = Assert.IsType<ServiceUpdateException>(error.Exception);
        Assert.Equal("web.1 on hand: it went wrong (exit code 3) (and 1 more)", Assert.Single(update.TaskErrors));
        Assert.Equal("The update of service 'web' paused: task x failed. web.1 on hand: it went wrong (exit code 3) (and 1 more)", update.Message);
        Assert.Contains("Undo-DockerService web", update.Advice, StringComparison.Ordinal);
        Assert.All(
            result.Progress.GroupBy(static record => record.ActivityId),
            static bar => Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, bar.Last().RecordType));
    }

    [Fact]
    public async Task A_wait_that_is_too_long_says_how_far_it_is_and_why()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().WithServices();

        CmdletResult result = engine.Run("Wait-DockerService").With(new { Name = "job", Timeout = 1 }).Run();

        var error = Assert.Single(result.Errors);
        Assert.Equal("Timeout", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("'job'", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("0 out of 5 complete", error.ToString(), StringComparison.Ordinal);
    }
}
