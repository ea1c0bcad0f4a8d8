using System.Text.Json.Nodes;

namespace DockerPS.Tests.RealEngine;

/// <summary>The engines of swarms themselves, looked at without the client under test.</summary>
[Collection(SwarmGroup.Name)]
public sealed class SwarmEnginesTests
{
    [RealEngineTheory(RealEngineRequirements.Swarm)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_swarm_has_three_nodes_and_goes_again(int managers)
    {
        await using (FormedSwarm swarm = await SwarmEngines.Current.FormAsync(managers))
        {
            using RawEngine manager = new(swarm.Engine);
            JsonArray nodes = (await manager.GetJsonAsync("nodes")).AsArray();
            Assert.Equal(["node1", "node2", "node3"], nodes.Select(node => (string)node!["Description"]!["Hostname"]!).Order());
            Assert.Equal(managers, nodes.Count(node => (string?)node!["Spec"]!["Role"] == "manager"));
            await manager.PostAsync("networks/create", new JsonObject { ["Name"] = "zzleft", ["Driver"] = "overlay" });
        }

        foreach (SwarmNode node in SwarmEngines.Current.Nodes)
        {
            using RawEngine engine = new(node.Engine);
            Assert.Equal("inactive", (string?)(await engine.GetJsonAsync("info"))["Swarm"]!["LocalNodeState"]);
            Assert.DoesNotContain((await engine.GetJsonAsync("networks")).AsArray(), network => (string?)network!["Name"] is "zzleft" or "ingress");
        }
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task Tasks_reach_each_other_by_an_overlay_network()
    {
        // What other tests did to these engines, which were in many swarms by then, is not what is looked at here.
        await SwarmEngines.Current.ResetAsync();
        await Task.WhenAll(Enumerable.Range(1, 3).Select(static number => SwarmEngines.Current.RestartAsync(number)));
        await using FormedSwarm swarm = await SwarmEngines.Current.FormAsync();
        using RawEngine manager = new(swarm.Engine);
        await manager.PostAsync("networks/create", new JsonObject { ["Name"] = "zzmeet", ["Driver"] = "overlay", ["Attachable"] = true });
        await RunAsync(swarm.Nodes[1], "peer", "sleep", "1000");
        // A node hears of the other's name a moment later; a peer that is never reached ends the request below by its time limit.
        string pinged = await RunAsync(swarm.Nodes[2], "pinger", "sh", "-c", "until ping -c 1 -W 2 peer; do sleep 0.1; done");
        using RawEngine engine = new(swarm.Nodes[2].Engine);
        Assert.Equal(0, (int)JsonNode.Parse(await engine.SendAsync(HttpMethod.Post, $"containers/{pinged}/wait"))!["StatusCode"]!);

        static async Task<string> RunAsync(SwarmNode node, string name, params string[] command)
        {
            using RawEngine engine = new(node.Engine);
            string id = (string)(await engine.PostAsync($"containers/create?name={name}", new JsonObject
            {
                ["Image"] = SwarmEngines.Current.Image,
                ["Cmd"] = new JsonArray([.. command.Select(word => JsonValue.Create(word))]),
                ["HostConfig"] = new JsonObject { ["NetworkMode"] = "zzmeet" },
            }))!["Id"]!;
            await engine.PostAsync($"containers/{id}/start");
            return id;
        }
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task The_swarm_of_one_has_one_manager()
    {
        using RawEngine engine = new(SwarmOfOne.Current.Engine);
        JsonNode node = Assert.Single((await engine.GetJsonAsync("nodes")).AsArray())!;
        Assert.True((bool)node["ManagerStatus"]!["Leader"]!);
    }
}
