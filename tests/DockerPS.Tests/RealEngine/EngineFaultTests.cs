using System.Text.Json.Nodes;

namespace DockerPS.Tests.RealEngine;

/// <summary>That the fault engine can be frozen, killed and brought back.</summary>
[Collection(EngineFaultGroup.Name)]
public sealed class EngineFaultTests
{
    [RealEngineFact(RealEngineRequirements.Faults)]
    public async Task A_frozen_engine_answers_only_when_thawed()
    {
        using RawEngine engine = new(PrivateEngines.Current.FaultEngine);
        Task<string> answer;
        await using (await PrivateEngines.Current.FreezeAsync())
        {
            answer = engine.GetAsync("_ping");
            // By the time the other engine has answered ten times, a live one would have answered once.
            using RawEngine other = new(PrivateEngines.Current.Engine);
            for (int i = 0; i < 10; i++)
                Assert.Equal("OK", await other.GetAsync("_ping"));
            Assert.False(answer.IsCompleted);
        }

        Assert.Equal("OK", await answer);
    }

    [RealEngineTheory(RealEngineRequirements.Faults)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restarted_engine_knows_its_containers(bool crash)
    {
        using RawEngine engine = new(PrivateEngines.Current.FaultEngine);
        JsonObject body = new()
        {
            ["Image"] = PrivateEngines.Current.Image,
            ["Cmd"] = new JsonArray("sleep", "1000"),
            ["Labels"] = new JsonObject { [TestRun.Label] = TestRun.Id },
            ["StopSignal"] = "KILL",
        };
        string id = (string)(await engine.PostAsync("containers/create", body))!["Id"]!;
        await engine.PostAsync($"containers/{id}/start");

        await PrivateEngines.Current.RestartAsync(crash);

        using RawEngine again = new(PrivateEngines.Current.FaultEngine);
        Assert.Equal("exited", (string?)(await again.GetJsonAsync($"containers/{id}/json"))["State"]!["Status"]);
        await again.DeleteAsync($"containers/{id}?force=1");
    }
}
