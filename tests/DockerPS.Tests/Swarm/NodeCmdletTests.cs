using System.Collections;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Swarm;

/// <summary>The node cmdlets against scripted engines.</summary>
public sealed class NodeCmdletTests
{
    private const string Hand = "node7id000000000000000001";

    [Fact]
    public async Task A_node_is_read_with_all_that_the_swarm_knows()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().AsManager().On("GET /nodes/", 200, $$$"""
            {"ID":"{{{ScriptedSwarm.SelfId}}}","Version":{"Index":9},"CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-01-02T00:00:00Z",
             "Spec":{"Labels":{"zone":"a"},"Role":"manager","Availability":"drain"},
             "Description":{"Hostname":"boss","Platform":{"Architecture":"x86_64","OS":"linux"},
               "Resources":{"NanoCPUs":2500000000,"MemoryBytes":1024,"GenericResources":[{"NamedResourceSpec":{"Kind":"gpu","Value":"UUID1"}},{"DiscreteResourceSpec":{"Kind":"ssd","Value":3}}]},
               "Engine":{"EngineVersion":"28.5.2","Labels":{"disk":"fast"},"Plugins":[{"Type":"Volume","Name":"local"},{"Type":"Log","Name":"json-file"}]},
               "TLSInfo":{"TrustRoot":"ROOT","CertIssuerSubject":"AQ==","CertIssuerPublicKey":"Ag=="}},
             "Status":{"State":"down","Message":"heartbeat failure","Addr":"10.0.0.1"},"ManagerStatus":{"Reachability":"unreachable","Addr":"10.0.0.1:2377"},"Tomorrow":1}
            """);

        DockerNodeDetail node = Assert.Single(engine.Run("Get-DockerNode").With(new { Name = "self", Detailed = true }).Run().AssertNoErrors().OutputAs<DockerNodeDetail>());

        Assert.Contains($"GET /nodes/{ScriptedSwarm.SelfId}", engine.Requests);
        Assert.Equal(("boss", "manager", "drain", "down", "heartbeat failure", "Unreachable"), (node.Name, node.Role, node.Availability, node.State, node.StateMessage, node.ManagerStatus));
        Assert.Equal((true, false, 2.5, 1024L, 9L), (node.Self, node.Leader, node.ProcessorCount, node.Memory, node.Version));
        Assert.Equal(("gpu=UUID1, ssd=3", "Log/json-file, Volume/local", "zone=a", "disk=fast"), (node.GenericResources.ToString(), node.Plugins.ToString(), node.Labels.ToString(), node.EngineLabels.ToString()));
        Assert.Equal(("ROOT", 1, 2), (node.RootCertificate, node.IssuerSubject[0], node.IssuerPublicKey[0]));
        Assert.True(node.AdditionalProperties.ContainsKey("Tomorrow"));
    }

    [Fact]
    public async Task What_the_engine_cannot_filter_is_filtered_here()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().AsManager().On("GET /nodes", 200, $"[{Node("a", "ready", "active")},{Node("b", "ready", "drain")},{Node("c", "down", "drain")}]");

        CmdletResult result = engine.Run("Get-DockerNode").With(new
        {
            Role = "Worker",
            Membership = "Accepted",
            Label = new object[] { new Hashtable { ["zone"] = "a" } },
            EngineLabel = new object[] { "disk=fast" },
            Filter = new Hashtable { ["id"] = "7" },
            State = "READY",
            Availability = "Drain",
        }).Run().AssertNoErrors();

        Assert.Equal("b", Assert.Single(result.OutputAs<DockerNodeSummary>()).Name);
        Assert.Contains("""GET /nodes?filters={"id":["7"],"label":["disk=fast"],"membership":["accepted"],"node.label":["zone=a"],"role":["worker"]}""", engine.Requests);
    }

    [Fact]
    public async Task A_worker_says_whom_to_ask()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().AsWorker().On("GET /nodes", 503, ScriptedSwarm.WorkerRefusal);

        System.Management.Automation.ErrorRecord error = engine.Run("Get-DockerNode").Run().TerminatingError!;

        Assert.Equal("NotSwarmManager", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("10.0.0.1:2377, 10.0.0.2:2377", error.ErrorDetails!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_changes_only_what_is_given()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().AsManager().On("GET /nodes/", 200, Node("hand", "ready", "active")).On($"POST /nodes/{Hand}/update", 200, "");

        engine.Run("Update-DockerNode").With(new { Name = "hand", Availability = "Drain", Role = "Manager", AddLabel = new object[] { "b=2", new Hashtable { ["c"] = 3 } }, RemoveLabel = new[] { "zone" } }).Run().AssertNoErrors();

        Assert.Equal(
            """{"Labels":{"b":"2","c":"3"},"Role":"manager","Availability":"drain","Tomorrow":[1]}""",
            Assert.Single(engine.BodiesOf($"POST /nodes/{Hand}/update?version=4")).ToJsonString());
    }

    [Fact]
    public async Task What_is_so_already_is_not_sent()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().AsManager().On("GET /nodes/", 200, Node("hand", "ready", "active"));

        engine.Run("Update-DockerNode").With(new { Name = "hand", Role = "worker", Availability = "active" }).Run().AssertNoErrors();

        Assert.Empty(engine.BodiesOf("POST"));
    }

    [Fact]
    public async Task A_label_that_is_not_there_cannot_be_removed()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().AsManager().On("GET /nodes/", 200, Node("hand", "ready", "active"));

        System.Management.Automation.ErrorRecord error = Assert.Single(engine.Run("Update-DockerNode").With(new { Name = "hand", RemoveLabel = new[] { "nope" } }).Run().Errors);

        Assert.Equal("LabelNotFound", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(engine.BodiesOf("POST"));
    }

    [Theory]
    [InlineData("Role", "boss")]
    [InlineData("Availability", "busy")]
    public async Task A_word_that_docker_does_not_have_is_refused(string parameter, string word)
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().AsManager();

        Assert.Contains(word, engine.Run("Update-DockerNode").With("Name", "hand").With(parameter, word).Run().TerminatingError!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task An_error_names_the_node_as_the_user_did()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().AsManager().On("GET /nodes/", 200, Node("hand", "ready", "active"))
            .On($"DELETE /nodes/{Hand}", 500, $$"""{"message":"rpc error: code = FailedPrecondition desc = node {{Hand}} is not down and can't be removed"}""");

        System.Management.Automation.ErrorRecord error = Assert.Single(engine.Run("Remove-DockerNode").With(new { Name = "hand" }).Run().Errors);

        Assert.Equal("node hand (node7id00000) is not down and can't be removed", error.ErrorDetails!.Message);
        Assert.Contains("Exit-DockerSwarm", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_passes_force_on_and_does_not_ask()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().AsManager().On("GET /nodes/", 200, Node("hand", "down", "active")).On("DELETE /nodes/", 200, "");

        engine.Run("Remove-DockerNode").With(new { Name = "hand", Force = true }).Run().AssertNoErrors();

        Assert.Contains($"DELETE /nodes/{Hand}?force=1", engine.Requests);
    }

    private static string Node(string name, string state, string availability) =>
        $$$"""{"ID":"{{{Hand}}}","Version":{"Index":4},"Spec":{"Labels":{"zone":"a"},"Role":"worker","Availability":"{{{availability}}}","Tomorrow":[1]},"Description":{"Hostname":"{{{name}}}"},"Status":{"State":"{{{state}}}"} }""";
}
