using System.Management.Automation;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Faults;

/// <summary>An engine that freezes, ends or crashes under a cmdlet.</summary>
[Collection(EngineFaultGroup.Name)]
public sealed class FrozenEngineTests
{
    [RealEngineFact(RealEngineRequirements.Faults)]
    public async Task Connecting_to_a_frozen_engine_says_what_it_waited_for()
    {
        await using IAsyncDisposable thaw = await PrivateEngines.Current.FreezeAsync();

        CmdletResult result = CmdletRunner.Create("Connect-Docker").With(new { HostAddress = PrivateEngines.Current.FaultEngine, RequestTimeout = 0.5, ConnectTimeout = 5 }).Run();

        FaultedEngine.AssertError("Timeout", result.TerminatingError);
        Assert.Equal(ErrorCategory.OperationTimeout, result.TerminatingError!.CategoryInfo.Category);
        Assert.Contains("the first byte of the answer to GET /_ping did not come within", result.TerminatingError.Exception.Message);
    }

    [RealEngineFact(RealEngineRequirements.Faults)]
    public async Task Of_two_engines_a_frozen_one_is_one_error()
    {
        await using FaultedEngine live = new();
        string name = await live.StartAsync("sleep 1000000");
        DockerConnection frozen = Connect(0.5);
        await using IAsyncDisposable thaw = await PrivateEngines.Current.FreezeAsync();

        CmdletResult result = CmdletRunner.Create("Get-Container").With(new { Connection = new object[] { frozen, Connect(5, live.Raw.Address) }, Name = name + "*" }).Run();

        Assert.Equal([name], result.OutputAs<ContainerSummary>().Select(static container => container.Name));
        ErrorRecord error = Assert.Single(result.Errors);
        FaultedEngine.AssertError("Timeout", error);
        Assert.Contains("GET /containers/json", error.Exception.Message);
    }

    [RealEngineTheory(RealEngineRequirements.Faults)]
    [InlineData("Stop-Container", "POST /containers/")]
    [InlineData("Remove-Container", "DELETE /containers/")]
    [InlineData("Wait-Container", "POST /containers/")]
    [InlineData("Get-ContainerLog", "GET /containers/")]
    [InlineData("Invoke-ContainerCommand", "POST /containers/")]
    public async Task What_may_last_ends_where_the_engine_answers_nothing_else_either(string cmdlet, string request)
    {
        await using FaultedEngine engine = new(PrivateEngines.Current.FaultEngine);
        DockerConnection connection = Connect(0.5);
        string name = await engine.StartAsync("sleep 1000000");
        ContainerSummary container = CmdletRunner.Create("Get-Container").With(new { Connection = connection, Name = name }).Run().AssertNoErrors().OutputAs<ContainerSummary>()[0];
        CmdletResult result;
        await using (await PrivateEngines.Current.FreezeAsync())
        {
            CmdletRunner runner = CmdletRunner.Create(cmdlet).With("InputObject", container);
            result = (cmdlet == "Invoke-ContainerCommand" ? runner.With("Command", new[] { "true" }) : runner).Run();
        }

        ErrorRecord error = Assert.Single(result.Errors);
        FaultedEngine.AssertError("Timeout", error);
        Assert.Contains(request, error.Exception.Message);
    }

    [RealEngineFact(RealEngineRequirements.Faults)]
    public async Task A_stream_that_is_silent_outlives_the_limit_and_a_frozen_engine()
    {
        await using FaultedEngine engine = new(PrivateEngines.Current.FaultEngine);
        DockerConnection connection = Connect(0.5);
        const string line = "echo one; while [ ! -e /go ]; do sleep 0.05; done; echo two";
        string name = await engine.StartAsync(line);
        string other = await engine.StartAsync("sleep 1000000");
        var begun = new CountdownEvent(2);
        CmdletRunner log = CmdletRunner.Create("Get-ContainerLog").With(new { Connection = connection, Follow = true }).Words(name).OnOutput(_ => Count(begun));
        CmdletRunner exec = CmdletRunner.Create("Invoke-ContainerCommand").With("Connection", connection).Words(other, "--", "sh", "-c", line).OnOutput(_ => Count(begun));
        Task<CmdletResult> wait = Task.Run(CmdletRunner.Create("Wait-Container").With("Connection", connection).Words(name).Run);
        Task<CmdletResult> following = Task.Run(log.Run);
        Task<CmdletResult> running = Task.Run(exec.Run);
        Assert.True(begun.Wait(TestLimit.Patience));

        await using (await PrivateEngines.Current.FreezeAsync())
        {
            // Two requests run into the limit one after the other; the streams have waited as long.
            for (int i = 0; i < 2; i++)
                FaultedEngine.AssertError("Timeout", CmdletRunner.Create("Get-Container").With("Connection", connection).Run().TerminatingError);
            Assert.False(following.IsCompleted || running.IsCompleted || wait.IsCompleted);
        }

        foreach (string container in new[] { name, other })
            CmdletRunner.Create("Invoke-ContainerCommand").With("HostAddress", PrivateEngines.Current.FaultEngine).Words(container, "touch", "/go").Run().AssertNoErrors();
        Assert.Equal(["one", "two"], (await following.WaitAsync(TestLimit.Patience)).AssertNoErrors().OutputAs<string>());
        Assert.Equal(["one", "two"], (await running.WaitAsync(TestLimit.Patience)).AssertNoErrors().OutputAs<string>());
        Assert.Equal(0, Assert.Single((await wait.WaitAsync(TestLimit.Patience)).AssertNoErrors().OutputAs<ContainerWaitResult>()).ExitCode);
    }

    [RealEngineTheory(RealEngineRequirements.Faults)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restart_under_a_log_a_wait_and_a_run_is_told_as_it_is(bool crash)
    {
        await using FaultedEngine engine = new(PrivateEngines.Current.FaultEngine);
        string name = await engine.StartAsync("echo one; exec sleep 1000000");
        var begun = new CountdownEvent(2);
        CmdletRunner exec = engine.Cmdlet("Invoke-ContainerCommand").Words(name, "--", "sh", "-c", "echo one; exec sleep 1000000").OnOutput(_ => Count(begun));
        CmdletRunner log = engine.Cmdlet("Get-ContainerLog").With("Follow", true).Words(name).OnOutput(_ => Count(begun));
        Task<CmdletResult> wait = Task.Run(engine.Cmdlet("Wait-Container").Words(name).Run);
        await engine.RequestAsync("/wait");
        Task<CmdletResult> following = Task.Run(log.Run);
        Task<CmdletResult> running = Task.Run(exec.Run);
        Assert.True(begun.Wait(TestLimit.Patience));

        await PrivateEngines.Current.RestartAsync(crash);

        CmdletResult followed = await following.WaitAsync(TestLimit.Patience);
        CmdletResult ran = await running.WaitAsync(TestLimit.Patience);
        CmdletResult waited = await wait.WaitAsync(TestLimit.Patience);
        // An engine that ends in order ends its containers first and tells so; one that crashes tells nothing.
        Assert.Equal(crash ? 1 : 0, followed.Errors.Count);
        if (waited.Output.Count > 0)
            Assert.Equal(137, Assert.Single(waited.OutputAs<ContainerWaitResult>()).ExitCode);
        else
            FaultedEngine.AssertError("ConnectionLost", Assert.Single(waited.Errors));
        object? code = exec.Session.PSVariable.GetValue("global:LASTEXITCODE");
        Assert.True(code is null or 137, $"$LASTEXITCODE is {code}");
        Assert.True(code is not null || ran.Errors.Count == 1, "An unknown exit code is told.");
    }

    private static DockerConnection Connect(double requestTimeout, string? address = null) =>
        CmdletRunner.Create("Connect-Docker").With(new { HostAddress = address ?? PrivateEngines.Current.FaultEngine, RequestTimeout = requestTimeout, NoDefault = true })
            .Run().AssertNoErrors().OutputAs<DockerConnection>()[0];

    private static void Count(CountdownEvent begun)
    {
        if (!begun.IsSet)
            begun.Signal();
    }
}
