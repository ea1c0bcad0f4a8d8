using DockerPS.Tests.Hosting;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Faults;

/// <summary>Two engines, one of which is dead: what the other has is done, and the dead one is one error.</summary>
public sealed class DeadEngineTests
{
    [RealEngineTheory]
    [InlineData("Get-Container", 1)]
    [InlineData("Stop-Container", 0)]
    [InlineData("Get-ContainerLog", 1)]
    [InlineData("Invoke-ContainerCommand", 1)]
    [InlineData("Wait-Container", 1)]
    [InlineData("Get-Image", 1)]
    public async Task The_live_one_is_served(string cmdlet, int output)
    {
        await using FaultedEngine engine = new();
        using TemporaryFolder folder = new();
        bool wait = cmdlet == "Wait-Container";
        string name = cmdlet == "Get-Image" ? PrivateEngines.Current.Image : await engine.StartAsync(wait ? "echo hi" : "echo hi; exec sleep 1000000");
        if (cmdlet == "Get-ContainerLog")
            await Wait.UntilAsync(async () => (await engine.Raw.GetAsync($"containers/{name}/logs?stdout=1")).Length > 0, "the line");
        CmdletRunner runner = engine.Cmdlet(cmdlet).With(new { HostAddress = new[] { "unix://" + folder.Combine("dead"), engine.Proxy.Address }, Name = name });
        if (cmdlet == "Invoke-ContainerCommand")
            runner.With("Command", new[] { "echo", "hi" });

        CmdletResult result = runner.Run();

        Assert.Null(result.Terminating);
        Assert.Equal(output, result.Output.Count);
        FaultedEngine.AssertError("EngineUnreachable", Assert.Single(result.Errors));
        if (cmdlet == "Stop-Container")
            Assert.Equal("exited", (string?)(await engine.StateAsync(name))!["Status"]);
    }
}
