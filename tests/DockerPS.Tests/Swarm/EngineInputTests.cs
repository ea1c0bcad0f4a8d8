using DockerPS.Tests.Support;

namespace DockerPS.Tests.Swarm;

/// <summary>Engines in the pipeline of cmdlets that have no other input.</summary>
public sealed class EngineInputTests
{
    [Fact]
    public async Task Each_engine_is_asked_and_a_dead_one_is_one_error()
    {
        await using ScriptedSwarm manager = new ScriptedSwarm().AsManager();
        await using ScriptedSwarm worker = new ScriptedSwarm().AsWorker();

        CmdletResult result = CmdletRunner.Create("Get-DockerInfo").Input(manager.Address, "unix:///nowhere/at/all.sock", worker.Address).Run();

        Assert.Equal(["boss", "hand"], result.OutputAs<EngineInfo>().Select(static info => info.Name).Order());
        Assert.Equal("EngineUnreachable", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public async Task What_tells_of_an_engine_stands_for_it()
    {
        await using ScriptedSwarm manager = new ScriptedSwarm().AsManager();
        object? info = Assert.Single(manager.Run("Get-DockerInfo").Run().AssertNoErrors().Output);

        Assert.Equal("boss", Assert.Single(CmdletRunner.Create("Get-DockerInfo").Input(info).Run().AssertNoErrors().OutputAs<EngineInfo>()).Name);
    }

    [Fact]
    public void What_stands_for_no_engine_does_not_answer()
    {
        Assert.Equal([false], CmdletRunner.Create("Test-DockerConnection").Input("zzno such context").Run().AssertNoErrors().OutputAs<bool>());
        DockerConnectionTest test = Assert.Single(CmdletRunner.Create("Test-DockerConnection").With(new { Detailed = true }).Input("zzno such context").Run().AssertNoErrors().OutputAs<DockerConnectionTest>());
        Assert.NotNull(test.Error);
    }

    [Fact]
    public async Task An_engine_that_is_named_twice_over_is_an_error()
    {
        await using ScriptedSwarm first = new ScriptedSwarm().AsManager();
        await using ScriptedSwarm second = new ScriptedSwarm().AsWorker();

        CmdletResult result = first.Run("Get-DockerInfo").Input(second.Address).Run();

        Assert.Equal("EngineConflict", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task Clearing_takes_engines_too_and_nothing_else()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().On("POST /containers/prune", 200, """{"ContainersDeleted":["a"],"SpaceReclaimed":3}""");

        PruneResult cleared = Assert.Single(CmdletRunner.Create("Clear-Container").With(new { Force = true }).Input(engine.Address).Run().AssertNoErrors().OutputAs<PruneResult>());
        CmdletResult foreign = CmdletRunner.Create("Clear-Container").With(new { Force = true }).Input(new FileInfo("/etc/passwd")).Run();

        Assert.Equal(3, cleared.SpaceReclaimed);
        Assert.Empty(foreign.Output);
        Assert.NotEmpty(foreign.Errors.Append(foreign.TerminatingError).OfType<System.Management.Automation.ErrorRecord>());
    }
}
