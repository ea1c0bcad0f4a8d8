using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.RealEngine;

/// <summary>That a connection which is cut during a command is told with what became of the command.</summary>
public sealed partial class ExecCutTests
{
    [RealEngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cut_connection_tells_that_the_command_still_runs(bool reset)
    {
        string name = $"dps-cut-{Guid.NewGuid():N}";
        using TemporaryFolder folder = new();
        using RawEngine engine = new(PrivateEngines.Current.Engine);
        string id = (string)(await engine.PostAsync($"containers/create?name={name}", new JsonObject
        {
            ["Image"] = PrivateEngines.Current.Image,
            ["Cmd"] = new JsonArray("sleep", "100000"),
            ["Labels"] = new JsonObject { [TestRun.Label] = TestRun.Id },
        }))!["Id"]!;
        try
        {
            await engine.PostAsync($"containers/{id}/start");
            await using FaultProxy proxy = FaultProxy.OnUnix(PrivateEngines.Current.Engine, folder.Combine("s"));
            CmdletRunner runner = CmdletRunner.Create("Invoke-ContainerCommand").With("HostAddress", proxy.Address).Words(name, "--", "sh", "-c", "echo begun; sleep 100000");
            CmdletResult result = runner.OnOutput(_ => proxy.CutAll(reset)).Run();

            Assert.Equal(["begun"], result.OutputAs<string>());
            ErrorRecord error = Assert.Single(result.Errors);
            Assert.StartsWith("ConnectionLost", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Matches(StillRuns(), error.Exception.Message);
            Assert.Null(runner.Session.PSVariable.GetValue("global:LASTEXITCODE"));
        }
        finally
        {
            await engine.DeleteAsync($"containers/{id}?force=1");
        }
    }

    [GeneratedRegex("'sh' still runs in container 'dps-cut-")]
    private static partial Regex StillRuns();
}
