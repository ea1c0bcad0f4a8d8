using System.Collections;
using System.Management.Automation;
using DockerPS.SmaDouble;
using DockerPS.Tests.Hosting;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Prune;

public sealed class ClearContainerTests
{
    private static readonly string s_id = new('a', 64);

    private static readonly string s_listed = ScriptedServer.Answer(200, $$"""
        [{"Id":"{{s_id}}","Names":["/old"],"State":"exited","Created":1700000000,"SizeRw":1500,"Labels":{"a":"1"} },
         {"Id":"{{new string('b', 64)}}","Names":["/dead"],"State":"dead","Created":1700000000},
         {"Id":"{{new string('c', 64)}}","Names":["/busy"],"State":"running","Created":1700000000,"SizeRw":7},
         {"Id":"{{new string('d', 64)}}","Names":["/held"],"State":"paused","Created":1700000000,"SizeRw":7}]
        """);

    private static readonly string s_pruned = ScriptedServer.Answer(200, $$"""{"ContainersDeleted":["{{s_id}}"],"SpaceReclaimed":5000000000}""");

    [Fact]
    public async Task WhatIf_lists_the_victims_and_their_bytes_and_sends_nothing()
    {
        await using FakeEngine engine = Engine();
        CmdletResult result = Clear(engine).With("Force", true).WhatIf().Run().AssertNoErrors();
        Assert.Empty(result.Output);
        Assert.Empty(engine.Changes);
        Assert.Equal(
            [
                new ShouldProcessCall($"old (aaaaaaaaaaaa) on {engine.Address}, 1.5kB", "Remove stopped container"),
                new ShouldProcessCall($"dead (bbbbbbbbbbbb) on {engine.Address}, 0B", "Remove stopped container"),
                new ShouldProcessCall(engine.Address, "Remove 2 stopped containers (1.5kB)"),
            ],
            result.ShouldProcessCalls);
    }

    [Fact]
    public async Task WhatIf_with_a_filter_that_only_the_engine_knows_is_refused()
    {
        await using FakeEngine engine = Engine();
        CmdletResult result = Clear(engine).With("Filter", new Hashtable { ["color"] = "red" }).WhatIf().Run();
        Assert.Contains("'color'", result.TerminatingError!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Requests, static request => request.Contains("/containers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_question_names_them_and_No_leaves_them()
    {
        await using FakeEngine engine = Engine();
        CmdletRunner clear = Clear(engine).Answer(ConfirmAnswer.No);
        CmdletResult result = clear.Run().AssertNoErrors();
        Assert.Single(clear.Host.Questions);
        Assert.Equal(new ShouldProcessCall($"old, dead on {engine.Address}", "Remove 2 stopped containers (1.5kB)"), Assert.Single(result.ShouldProcessCalls));
        Assert.Empty(engine.Changes);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Yes_removes_and_the_engine_answers_with_one_summary()
    {
        await using FakeEngine engine = Engine();
        CmdletResult result = Clear(engine).Answer(ConfirmAnswer.Yes).Run().AssertNoErrors();
        Assert.Equal(["POST /containers/prune"], engine.Changes);
        PruneResult summary = Assert.Single(result.OutputAs<PruneResult>());
        Assert.Equal([s_id], summary.Deleted);
        Assert.Equal(5_000_000_000, summary.SpaceReclaimed);
        Assert.Equal("Container", summary.Kind);
        Assert.Equal(engine.Address, summary.Engine);
    }

    [Fact]
    public async Task Nothing_to_remove_is_no_question_and_an_empty_summary()
    {
        await using FakeEngine engine = new("web");
        CmdletRunner clear = Clear(engine);
        Assert.Equal(0, Assert.Single(clear.Run().AssertNoErrors().OutputAs<PruneResult>()).Count);
        Assert.Empty(clear.Host.Questions);
        Assert.Empty(engine.Changes);
    }

    [Theory]
    [InlineData("Force", true)]
    [InlineData("Confirm", false)]
    public async Task Where_nobody_is_asked_nothing_is_listed(string parameter, bool value)
    {
        await using FakeEngine engine = Engine();
        Clear(engine).With(parameter, value).Run().AssertNoErrors();
        Assert.DoesNotContain("GET /containers/json", engine.Requests);
        Assert.Equal(["POST /containers/prune"], engine.Changes);
    }

    [Fact]
    public async Task Of_several_engines_each_answers_and_a_dead_one_is_one_error()
    {
        await using FakeEngine one = Engine();
        await using FakeEngine two = Engine();
        CmdletResult result = CmdletRunner.Create("Clear-Container")
            .With("HostAddress", new[] { one.Address, "unix:///no/such/engine.sock", two.Address }).With("Force", true).Run();
        Assert.Null(result.Terminating);
        Assert.StartsWith("EngineUnreachable", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(new[] { one.Address, two.Address }.Order(), result.OutputAs<PruneResult>().Select(summary => summary.Engine).Order());
    }

    private static FakeEngine Engine() => new()
    {
        Instead = request => request switch
        {
            "GET /containers/json" => s_listed,
            "POST /containers/prune" => s_pruned,
            _ => null,
        },
    };

    private static CmdletRunner Clear(FakeEngine engine) => CmdletRunner.Create("Clear-Container").With("HostAddress", engine.Address);
}
