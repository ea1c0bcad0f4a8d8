using System.Management.Automation;
using System.Text.RegularExpressions;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Faults;

/// <summary>Streaming cmdlets that are ended early: what is left on the engine, and that no connection of theirs is.</summary>
public sealed class EarlyEndTests
{
    private const string Endless = "echo begun; exec sleep 1000000";
    private const string Obedient = "trap 'exit 7' INT; echo begun; while :; do sleep 0.05; done";
    private const string Stubborn = "trap '' INT; echo begun; while :; do sleep 0.05; done";

    /// <summary>The ways to end: Ctrl+C, Select-Object -First 1, an exception of a command downstream.</summary>
    public static TheoryData<string> Ends => ["Stop", "First", "Throw"];

    [RealEngineTheory]
    [MemberData(nameof(Ends))]
    public async Task A_run_interrupts_its_container(string end)
    {
        await using FaultedEngine engine = new();
        string name = engine.NewName();

        End(engine.Run(name, Obedient), end);

        await Wait.UntilAsync(async () => (string?)(await engine.StateAsync(name))!["Status"] == "exited", "the container's end");
        Assert.Equal(7, (int?)(await engine.StateAsync(name))!["ExitCode"]);
        await engine.NoRequestAsync("/attach");
        await engine.NoRequestAsync("/wait");
    }

    [RealEngineTheory]
    [MemberData(nameof(Ends))]
    public async Task A_run_that_removes_itself_stops_a_container_that_does_not_listen(string end)
    {
        await using FaultedEngine engine = new();
        string name = engine.NewName();

        End(engine.Run(name, Stubborn).With("AutoRemove", true), end);

        // The cmdlet itself waits for it: with its end the container is gone.
        Assert.Null(await engine.StateAsync(name));
        await engine.NoRequestAsync("/attach");
    }

    [RealEngineFact]
    public async Task An_error_that_stops_ends_a_run_as_Ctrl_C_does()
    {
        await using FaultedEngine engine = new();
        string name = engine.NewName();

        CmdletResult result = engine.Run(name, "trap 'exit 7' INT; echo bad >&2; while :; do sleep 0.05; done")
            .With("StandardError", StandardErrorAction.Error).ErrorAction(ActionPreference.Stop).Run();

        FaultedEngine.AssertError("StandardError", result.TerminatingError);
        await Wait.UntilAsync(async () => (string?)(await engine.StateAsync(name))!["Status"] == "exited", "the container's end");
        Assert.Equal(7, (int?)(await engine.StateAsync(name))!["ExitCode"]);
    }

    [RealEngineTheory]
    [MemberData(nameof(Ends))]
    public async Task A_command_in_a_container_goes_on_without_a_connection(string end)
    {
        await using FaultedEngine engine = new();
        string name = await engine.StartAsync("sleep 1000000");

        End(engine.Cmdlet("Invoke-ContainerCommand").Words(name, "--", "sh", "-c", Endless), end);

        await engine.NoRequestAsync("/start");
        // The second process; its shell may not have made place for the sleep yet.
        Assert.Contains((await engine.ProcessesAsync(name)).Skip(1), static process => process!.Contains("sleep 1000000", StringComparison.Ordinal));
    }

    [RealEngineTheory]
    [MemberData(nameof(Ends))]
    public async Task A_followed_log_closes_its_connection(string end)
    {
        await using FaultedEngine engine = new();
        string name = await engine.StartAsync(Endless);

        End(engine.Cmdlet("Get-ContainerLog").With("Follow", true).Words(name), end);

        await engine.NoRequestAsync("/logs");
        Assert.Equal("running", (string?)(await engine.StateAsync(name))!["Status"]);
    }

    [RealEngineTheory]
    [InlineData("Exit", "/wait")]
    [InlineData("Removed", "/wait")]
    [InlineData("Healthy", "/events")]
    public async Task A_stopped_wait_closes_its_connection_and_leaves_the_container(string goal, string request)
    {
        await using FaultedEngine engine = new();
        string name = engine.NewName();
        engine.Cmdlet("New-Container").With(new { Name = name, Label = new object[] { FaultedEngine.Label }, HealthCommand = "false", HealthInterval = 1000 })
            .Words(PrivateEngines.Current.Image, "sleep", "1000000").Run().AssertNoErrors();
        await engine.Raw.PostAsync($"containers/{name}/start");

        await StopWhenAsync(engine, engine.Cmdlet("Wait-Container").With("For", goal).Words(name), request);

        await engine.NoRequestAsync(request);
        Assert.Equal("running", (string?)(await engine.StateAsync(name))!["Status"]);
    }

    [RealEngineFact(RealEngineRequirements.Registry)]
    public async Task A_stopped_push_or_pull_closes_its_connection()
    {
        await using FaultedEngine engine = new();
        string image = $"{PrivateEngines.Current.Registry}/{engine.NewName()}:1";
        engine.Cmdlet("Push-Image").With(new { As = image, HostAddress = engine.Raw.Address }).Words(PrivateEngines.Current.Image).Run().AssertNoErrors();
        try
        {
            foreach ((string cmdlet, string request) in new[] { ("Push-Image", "/push"), ("Receive-Image", "/images/create") })
            {
                engine.Proxy.SetPlan(new FaultPlan(FaultKind.Stall, After: 300) { Request = new Regex(request) });
                CmdletResult result = await StopWhenAsync(engine, engine.Cmdlet(cmdlet).Words(image), request);
                Assert.Empty(result.Errors);
                await engine.NoRequestAsync(request);
            }
        }
        finally
        {
            await engine.Raw.DeleteAsync($"images/{image}");
        }
    }

    [RealEngineFact]
    public async Task A_stopped_build_ends_its_step_on_the_engine()
    {
        PrivateEngines.Current.SkipOnPodman("podman lists no containers of builds");
        await using FaultedEngine engine = new();
        string mark = $"echo {engine.NewName()}";
        CmdletRunner runner = engine.Cmdlet("New-Image").With(new { NoCache = true, Label = new object[] { FaultedEngine.Label } })
            .Input($"FROM {PrivateEngines.Current.Image}", $"RUN {mark}; sleep 1000000");
        Task<CmdletResult> building = Task.Run(runner.Run);
        await Wait.UntilAsync(async () => (await StepsAsync()).Any(), "the step's container");

        runner.Stop();

        Assert.True((await building.WaitAsync(TestLimit.Patience)).Stopped);
        await Wait.UntilAsync(async () => !(await StepsAsync()).Any(), "the end of the step's container");
        await engine.NoRequestAsync("/build");

        async Task<IEnumerable<string?>> StepsAsync() =>
            (await engine.Raw.GetJsonAsync("containers/json?all=1")).AsArray().Select(static c => (string?)c!["Command"]).Where(command => command!.Contains(mark, StringComparison.Ordinal));
    }

    private static void End(CmdletRunner runner, string end)
    {
        if (end == "First")
        {
            Assert.True(runner.First(1).Run().StoppedByDownstream);
            return;
        }

        CmdletResult result = runner.OnOutput(_ =>
        {
            if (end == "Throw")
                throw new InvalidOperationException("downstream");
            runner.StopFromAnotherThread();
        }).Run();
        Assert.Equal(["begun"], result.OutputAs<string>());
        Assert.Empty(result.Errors);
        Assert.Equal(end == "Stop", result.Stopped);
    }

    private static async Task<CmdletResult> StopWhenAsync(FaultedEngine engine, CmdletRunner runner, string request)
    {
        Task<CmdletResult> running = Task.Run(runner.Run);
        await engine.RequestAsync(request);
        runner.Stop();
        CmdletResult result = await running.WaitAsync(TestLimit.Patience);
        Assert.True(result.Stopped);
        return result;
    }
}
