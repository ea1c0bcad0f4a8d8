using DockerPS.Tests.Support;

namespace DockerPS.Tests.Hosting;

public sealed class ContainerReadTests
{
    private static readonly string[] s_names = [.. Enumerable.Range(0, 8).Select(static index => $"{index}web")];

    [Fact]
    public async Task Names_are_inspected_side_by_side_once_each_and_come_in_input_order()
    {
        await using FakeEngine engine = new(s_names);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int asked = 0;
        engine.Before = async request =>
        {
            if (request.EndsWith("web/json", StringComparison.Ordinal))
            {
                // One after the other would never get here.
                if (Interlocked.Increment(ref asked) == s_names.Length)
                    all.SetResult();
                await all.Task.WaitAsync(TestLimit.Patience);
            }
        };
        string[] order = [.. s_names.Reverse()];
        CmdletResult result = Get(engine).With(new { Name = order, Detailed = true }).Run().AssertNoErrors();
        Assert.Equal(order, result.OutputAs<ContainerDetail>().Select(container => container.Name));
        Assert.Equal(s_names.Length, asked);
    }

    [Fact]
    public async Task Objects_that_are_piped_in_are_inspected_side_by_side_in_input_order()
    {
        await using FakeEngine engine = new(s_names);
        object[] containers = [.. Get(engine).Run().AssertNoErrors().OutputAs<ContainerSummary>()];
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int asked = 0;
        engine.Before = async request =>
        {
            if (request.EndsWith("/json", StringComparison.Ordinal) && request != "GET /containers/json")
            {
                int number = Interlocked.Increment(ref asked);
                if (number == 2)
                    second.SetResult();
                await second.Task.WaitAsync(TestLimit.Patience);
            }
        };
        CmdletResult result = CmdletRunner.Create("Get-Container").With("Detailed", true).Input(containers).Run().AssertNoErrors();
        Assert.Equal(s_names, result.OutputAs<ContainerDetail>().Select(container => container.Name));
    }

    [Fact]
    public async Task What_is_missing_is_an_error_for_just_that_one()
    {
        await using FakeEngine engine = new("one", "two");
        CmdletResult result = Get(engine).With("Detailed", true).Input("one", "none", "two").Run();
        Assert.Equal(["one", "two"], result.OutputAs<ContainerDetail>().Select(container => container.Name));
        Assert.Equal("none", Assert.Single(result.Errors).TargetObject);
    }

    [Fact]
    public async Task A_list_between_names_keeps_its_place()
    {
        await using FakeEngine engine = new("one", "two", "three");
        CmdletResult result = Get(engine).Input("two", "o*", "three").Run().AssertNoErrors();
        Assert.Equal(["two", "one", "three"], result.OutputAs<ContainerSummary>().Select(container => container.Name));
    }

    [Fact]
    public async Task A_mistyped_state_lists_those_that_there_are()
    {
        await using FakeEngine engine = new("one")
        {
            Instead = static request => request == "GET /containers/json" ? ScriptedServer.Answer(400, """{"message":"Invalid filter 'status=runing'"}""") : null,
        };
        CmdletResult result = Get(engine).With("State", "runing").Run();
        Assert.StartsWith("BadState,", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'runing'", result.TerminatingError.ToString(), StringComparison.Ordinal);
        Assert.Contains("created, running, paused", result.TerminatingError.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_of_a_newer_engine_passes()
    {
        await using FakeEngine engine = new("one");
        Assert.Single(Get(engine).With("State", "dreaming").Run().AssertNoErrors().Output);
    }

    private static CmdletRunner Get(FakeEngine engine) => CmdletRunner.Create("Get-Container").With("HostAddress", engine.Address);
}
