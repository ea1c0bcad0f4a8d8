using System.Text.Json.Nodes;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Services;

/// <summary>Services and tasks in a real swarm of three.</summary>
[Collection(SwarmGroup.Name)]
public sealed class RealSwarmServiceTests
{
    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task From_one_task_to_twenty_on_all_nodes_and_back()
    {
        await using FormedSwarm swarm = await SwarmEngines.Current.FormAsync();
        await using var services = new RealServices(swarm.Engine, swarm.Image);
        string web = await services.MakeAsync("web", RealServices.Replicated(1));

        DockerServiceSummary grown = Assert.Single(services.Run("Resize-DockerService").With(new { Name = web, Replicas = 20, PassThru = true }).Run().AssertNoErrors().OutputAs<DockerServiceSummary>());
        List<DockerTask> tasks = services.Run("Get-DockerTask").With(new { Service = web, DesiredState = "running" }).Run().AssertNoErrors().OutputAs<DockerTask>();
        List<DockerTask> ofNode = services.Run("Get-DockerTask").With(new { Node = "node2", Service = web }).Run().AssertNoErrors().OutputAs<DockerTask>();
        List<DockerTask> ofSelf = services.Run("Get-DockerTask").With(new { Node = "self", Service = web }).Run().AssertNoErrors().OutputAs<DockerTask>();
        services.Run("Resize-DockerService").With(new { Name = $"{web}=1" }).Run().AssertNoErrors();

        Assert.Equal("20/20", grown.Replicas);
        Assert.Equal(Enumerable.Range(1, 20).Select(slot => $"{web}.{slot}"), tasks.Select(static task => task.Name));
        Assert.Equal(["node1", "node2", "node3"], tasks.Select(static task => task.Node).Distinct().Order());
        Assert.All(ofNode, static task => Assert.Equal("node2", task.Node));
        Assert.All(ofSelf, static task => Assert.Equal("node1", task.Node));
        Assert.Equal(tasks.Count(static task => task.Node == "node2"), ofNode.Count);
        await Wait.UntilAsync(
            () => services.Run("Get-DockerService").With("Name", web).Run().AssertNoErrors().OutputAs<DockerServiceSummary>()[0].Replicas == "1/1", "the other tasks have ended");
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task What_a_drained_node_had_goes_to_the_others()
    {
        await using FormedSwarm swarm = await SwarmEngines.Current.FormAsync();
        await using var services = new RealServices(swarm.Engine, swarm.Image);
        string web = await services.MakeAsync("web", RealServices.Replicated(3));
        string agent = await services.MakeAsync("agent", new JsonObject { ["Global"] = new JsonObject() });
        List<DockerServiceSummary> before = services.Run("Wait-DockerService").With("Name", new[] { web, agent }).Run().AssertNoErrors().OutputAs<DockerServiceSummary>();

        await DrainAsync(services.Raw, "node2");
        await Wait.UntilAsync(() => !Running(services, web, agent).Contains("node2"), "node2 has nothing that is to run");
        List<DockerServiceSummary> after = services.Run("Wait-DockerService").With("Name", new[] { web, agent }).Run().AssertNoErrors().OutputAs<DockerServiceSummary>();

        Assert.Equal(["3/3", "3/3"], before.Select(static service => service.Replicas));
        Assert.Equal([(agent, "2/2"), (web, "3/3")], after.Select(static service => (service.Name, service.Replicas)).Order());
        Assert.DoesNotContain("node2", Running(services, web, agent));
        Assert.Contains(
            services.Run("Get-DockerTask").With("Name", web).Run().AssertNoErrors().OutputAs<DockerTask>(), static task => task.Node == "node2" && task.IsPrevious && task.DesiredState == "shutdown");
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task Logs_come_from_all_nodes()
    {
        await using FormedSwarm swarm = await SwarmEngines.Current.FormAsync();
        await using var services = new RealServices(swarm.Engine, swarm.Image);
        string agent = await services.MakeAsync("agent", new JsonObject { ["Global"] = new JsonObject() }, "echo here; exec sleep 1000000");
        services.Run("Wait-DockerService").With("Name", agent).Run().AssertNoErrors();

        List<ServiceLogEntry> entries = services.Run("Get-DockerServiceLog").With(new { Name = agent, AsObject = true }).Run().AssertNoErrors().OutputAs<ServiceLogEntry>();

        Assert.Equal(["node1", "node2", "node3"], entries.Select(static entry => entry.Node).Order());
        Assert.All(entries, entry => Assert.Equal(("here", $"{agent}.{entry.NodeId}"), (entry.Message, entry.Task)));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task A_wait_outlives_the_leader()
    {
        await using FormedSwarm swarm = await SwarmEngines.Current.FormAsync(managers: 3);
        // The second manager is asked; the first, which leads, goes.
        await using var services = new RealServices(swarm.Nodes[1].Engine, swarm.Image);
        string web = await services.MakeAsync(
            "web", RealServices.Replicated(2), change: static spec => spec["TaskTemplate"]!["Placement"] = new JsonObject { ["Constraints"] = new JsonArray("node.labels.late==yes") });
        CmdletRunner run = services.Run("Wait-DockerService").With(new { Name = web, Timeout = 60 });

        Task<CmdletResult> waiting = Task.Run(run.Run);
        await SwarmEngines.Current.RestartAsync(1, crash: true);
        await Wait.UntilAsync(
            async () =>
            {
                try
                {
                    await LabelAsync(services.Raw, "node3");
                    return true;
                }
                catch (HttpRequestException)
                {
                    // There is no leader yet, or somebody else changed the node.
                    return false;
                }
            },
            "a leader takes the label");
        CmdletResult result = (await waiting.WaitAsync(TestLimit.Patience)).AssertNoErrors();

        Assert.Equal("2/2", Assert.Single(result.OutputAs<DockerServiceSummary>()).Replicas);
    }

    private static List<string> Running(RealServices services, params string[] names) =>
    [
        .. services.Run("Get-DockerTask").With(new { Service = names }).Run().AssertNoErrors().OutputAs<DockerTask>()
            .Where(static task => task.DesiredState is "running" or "ready" || task.State == "running").Select(static task => task.Node),
    ];

    private static Task DrainAsync(RawEngine manager, string hostName) => ChangeNodeAsync(manager, hostName, static spec => spec["Availability"] = "drain");

    private static Task LabelAsync(RawEngine manager, string hostName) => ChangeNodeAsync(manager, hostName, static spec => spec["Labels"] = new JsonObject { ["late"] = "yes" });

    private static async Task ChangeNodeAsync(RawEngine manager, string hostName, Action<JsonObject> change)
    {
        JsonNode node = await manager.GetJsonAsync($"nodes/{hostName}");
        JsonObject spec = (JsonObject)node["Spec"]!.DeepClone();
        change(spec);
        await manager.PostAsync($"nodes/{node["ID"]}/update?version={node["Version"]!["Index"]}", spec);
    }
}
