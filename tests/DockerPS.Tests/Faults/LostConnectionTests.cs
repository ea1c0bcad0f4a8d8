using System.Management.Automation;
using System.Text.RegularExpressions;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Faults;

/// <summary>A connection that is cut under a cmdlet: what it says must be true of what is on the engine.</summary>
public sealed class LostConnectionTests
{
    private const string Endless = "echo begun; exec sleep 1000000";

    [RealEngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_lost_its_connection_still_runs_and_has_no_exit_code(bool reset)
    {
        await using FaultedEngine engine = new();
        string name = engine.NewName();
        CmdletRunner runner = engine.Run(name, Endless);

        CmdletResult result = runner.OnOutput(_ => engine.Proxy.CutAll(reset)).Run();

        Assert.Equal(["begun"], result.OutputAs<string>());
        ErrorRecord error = Assert.Single(result.Errors);
        FaultedEngine.AssertError("ConnectionLost", error);
        Assert.Contains($"'{name}' still runs", error.Exception.Message);
        Assert.Null(runner.Session.PSVariable.GetValue("global:LASTEXITCODE"));
        Assert.Equal("running", (string?)(await engine.StateAsync(name))!["Status"]);
    }

    [RealEngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_removes_itself_is_left_alone_when_its_connection_is_lost(bool reset)
    {
        await using FaultedEngine engine = new();
        string name = engine.NewName();
        CmdletRunner runner = engine.Run(name, Endless).With("AutoRemove", true);

        CmdletResult result = runner.OnOutput(_ => engine.Proxy.CutAll(reset)).Run();

        Assert.Contains($"'{name}' still runs", Assert.Single(result.Errors).Exception.Message);
        Assert.Null(runner.Session.PSVariable.GetValue("global:LASTEXITCODE"));
        Assert.Equal("running", (string?)(await engine.StateAsync(name))!["Status"]);
    }

    [RealEngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_that_lost_its_connection_still_runs_and_has_no_exit_code(bool reset)
    {
        await using FaultedEngine engine = new();
        string name = await engine.StartAsync("sleep 1000000");
        CmdletRunner runner = engine.Cmdlet("Invoke-ContainerCommand").Words(name, "--", "sh", "-c", Endless);

        CmdletResult result = runner.OnOutput(_ => engine.Proxy.CutAll(reset)).Run();

        Assert.Equal(["begun"], result.OutputAs<string>());
        ErrorRecord error = Assert.Single(result.Errors);
        FaultedEngine.AssertError("ConnectionLost", error);
        Assert.Contains($"'sh' still runs in container '{name}'", error.Exception.Message);
        Assert.Null(runner.Session.PSVariable.GetValue("global:LASTEXITCODE"));
    }

    [RealEngineTheory]
    [InlineData("Invoke-Container")]
    [InlineData("Invoke-ContainerCommand")]
    public async Task An_answer_lost_before_the_command_began_leaves_no_exit_code_of_an_earlier_one(string cmdlet)
    {
        await using FaultedEngine engine = new();
        string name = await engine.StartAsync("sleep 1000000");
        engine.Proxy.SetPlan(new FaultPlan(FaultKind.Cut) { Request = new Regex("/attach|/exec/.*/start") });
        CmdletRunner runner = cmdlet == "Invoke-Container" ? engine.Run(engine.NewName(), "true") : engine.Cmdlet(cmdlet).Words(name, "true");

        CmdletResult result = runner.Run();

        FaultedEngine.AssertError("ConnectionLost", result.TerminatingError ?? result.Errors.SingleOrDefault());
        Assert.Null(runner.Session.PSVariable.GetValue("global:LASTEXITCODE"));
    }

    [RealEngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_log_that_lost_its_connection_is_an_error_behind_its_lines(bool reset)
    {
        await using FaultedEngine engine = new();
        string name = await engine.StartAsync(Endless);

        CmdletResult result = engine.Cmdlet("Get-ContainerLog").With("Follow", true).Words(name).OnOutput(_ => engine.Proxy.CutAll(reset)).Run();

        Assert.Equal(["begun"], result.OutputAs<string>());
        FaultedEngine.AssertError("ConnectionLost", Assert.Single(result.Errors));
    }

    [RealEngineFact]
    public async Task A_wait_that_lost_its_connection_tells_that_the_container_runs()
    {
        await using FaultedEngine engine = new();
        string name = await engine.StartAsync("sleep 1000000");
        engine.Proxy.SetPlan(new FaultPlan(FaultKind.Cut) { Request = new Regex("/wait") });

        CmdletResult result = engine.Cmdlet("Wait-Container").Words(name).Run();

        Assert.Empty(result.Output);
        ErrorRecord error = Assert.Single(result.Errors);
        FaultedEngine.AssertError("ConnectionLost", error);
        Assert.Contains("is running", error.Exception.Message);
    }

    [RealEngineFact]
    public async Task A_wait_that_lost_its_connection_finds_the_exit_code_of_what_has_ended()
    {
        await using FaultedEngine engine = new();
        string name = await engine.StartAsync("exit 3");
        engine.Proxy.SetPlan(new FaultPlan(FaultKind.Reset, After: 60) { Request = new Regex("/wait") });
        await Wait.UntilAsync(async () => (string?)(await engine.StateAsync(name))!["Status"] == "exited", "the container's end");

        CmdletResult result = engine.Cmdlet("Wait-Container").Words(name).Run().AssertNoErrors();

        Assert.Equal(3, Assert.Single(result.OutputAs<ContainerWaitResult>()).ExitCode);
        await engine.Proxy.Happened.WaitAsync(TestLimit.Patience);
    }

    [RealEngineFact]
    public async Task A_wait_that_lost_its_connection_tells_that_the_container_is_gone()
    {
        await using FaultedEngine engine = new();
        string name = await engine.StartAsync("sleep 1000000");
        Task<CmdletResult> waiting = Task.Run(engine.Cmdlet("Wait-Container").Words(name).Run);
        await engine.RequestAsync("/wait");
        // The answer that tells of the end is harmed, and by then the container is gone.
        engine.Proxy.SetPlan(new FaultPlan(FaultKind.Stall));
        await engine.Raw.DeleteAsync($"containers/{name}?force=1");
        engine.Proxy.SetPlan(null);
        engine.Proxy.Cut("/wait");

        CmdletResult result = await waiting.WaitAsync(TestLimit.Patience);

        Assert.Empty(result.Output);
        Assert.Contains("gone", Assert.Single(result.Errors).Exception.Message);
    }

    [RealEngineTheory]
    [InlineData("Healthy")]
    [InlineData("Running")]
    public async Task A_wait_for_a_state_tells_what_the_container_is_when_the_events_are_lost(string goal)
    {
        await using FaultedEngine engine = new();
        string name = engine.NewName();
        engine.Cmdlet("New-Container").With(new { Name = name, Label = new object[] { FaultedEngine.Label }, HealthCommand = "false", HealthInterval = 1000 })
            .Words(PrivateEngines.Current.Image, "sleep", "1000000").Run().AssertNoErrors();
        Task<CmdletResult> waiting = Task.Run(engine.Cmdlet("Wait-Container").With("For", goal).Words(name).Run);
        await engine.RequestAsync("/events");
        await Wait.UntilAsync(() => engine.Proxy.Open.Any(request => request.EndsWith("/json", StringComparison.Ordinal)), "the look at it");
        engine.Proxy.Cut("/events", reset: true);

        ErrorRecord error = Assert.Single((await waiting.WaitAsync(TestLimit.Patience)).Errors);

        FaultedEngine.AssertError("ConnectionLost", error);
        Assert.Contains("created", error.Exception.Message);
    }

    [RealEngineTheory]
    [InlineData(nameof(FaultKind.Cut))]
    [InlineData(nameof(FaultKind.Reset))]
    [InlineData(nameof(FaultKind.Garbage))]
    public async Task A_list_that_breaks_off_is_an_error(string kind)
    {
        await using FaultedEngine engine = new();
        await engine.StartAsync("sleep 1000000");
        engine.Proxy.SetPlan(new FaultPlan(Enum.Parse<FaultKind>(kind), After: 500) { Request = new Regex("/containers/json") });

        CmdletResult result = engine.Cmdlet("Get-Container").Run();

        Assert.NotNull(result.TerminatingError);
        Assert.Matches("^(ConnectionLost|InvalidResponse),", result.TerminatingError.FullyQualifiedErrorId);
    }

    [RealEngineTheory(RealEngineRequirements.Registry)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_push_and_a_pull_that_lost_their_connection_are_errors(bool reset)
    {
        await using FaultedEngine engine = new();
        FaultKind kind = reset ? FaultKind.Reset : FaultKind.Cut;
        string image = $"{PrivateEngines.Current.Registry}/{engine.NewName()}:1";
        engine.Cmdlet("Push-Image").With(new { As = image, HostAddress = engine.Raw.Address }).Words(PrivateEngines.Current.Image).Run().AssertNoErrors();
        try
        {
            engine.Proxy.SetPlan(new FaultPlan(kind, After: 300) { Request = new Regex("/push") });
            CmdletResult push = engine.Cmdlet("Push-Image").Words(image).Run();
            engine.Proxy.SetPlan(new FaultPlan(kind, After: 300) { Request = new Regex("/images/create") });
            CmdletResult pull = engine.Cmdlet("Receive-Image").Words(image).Run();

            Assert.Empty(push.Output);
            FaultedEngine.AssertError("ConnectionLost", Assert.Single(push.Errors));
            Assert.Empty(pull.Output);
            FaultedEngine.AssertError("ConnectionLost", Assert.Single(pull.Errors));
            Assert.All(push.Progress.Concat(pull.Progress).GroupBy(static p => p.ActivityId), static bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType));
        }
        finally
        {
            await engine.Raw.DeleteAsync($"images/{image}");
        }
    }

    [RealEngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_build_that_lost_its_connection_is_an_error_and_no_image(bool reset)
    {
        await using FaultedEngine engine = new();
        engine.Proxy.SetPlan(new FaultPlan(reset ? FaultKind.Reset : FaultKind.Cut, After: 300) { Request = new Regex("/build") });

        CmdletResult result = engine.Cmdlet("New-Image").With(new { NoCache = true, Label = new object[] { FaultedEngine.Label } })
            .Input($"FROM {PrivateEngines.Current.Image}", "RUN echo one", "RUN echo two").Run();

        Assert.Empty(result.Output);
        FaultedEngine.AssertError("ConnectionLost", result.TerminatingError ?? result.Errors.SingleOrDefault());
    }
}
