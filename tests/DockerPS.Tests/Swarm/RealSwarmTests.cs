using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Swarm;

/// <summary>The swarm and node cmdlets on three real engines.</summary>
[Collection(SwarmGroup.Name)]
public sealed class RealSwarmTests
{
    private static IReadOnlyList<SwarmNode> Nodes => SwarmEngines.Current.Nodes;

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task Engines_make_a_swarm_and_take_it_apart()
    {
        await SwarmEngines.Current.ResetAsync();
        try
        {
            DockerSwarm made = Assert.Single(On(0, "Initialize-DockerSwarm").With(new
            {
                AdvertiseAddress = Nodes[0].Address,
                TaskHistoryLimit = 3L,
                CertificateExpiry = "48h",
                DefaultAddressPool = new[] { "10.77.0.0/16" },
                DefaultAddressPoolMaskLength = 26,
            }).Run().AssertNoErrors().OutputAs<DockerSwarm>());
            Assert.Equal((1L, 1L, 3L, TimeSpan.FromDays(2), 26), (made.Nodes, made.Managers, made.TaskHistoryLimit!.Value, made.CertificateExpiry, made.SubnetSize));
            Assert.Equal($"{Nodes[0].Address}:2377", made.ManagerAddresses.ToString());

            CmdletResult joined = CmdletRunner.Create("Join-DockerSwarm").With(new { Manager = Nodes[0].Engine, PassThru = true })
                .Input(Nodes[1].Engine, Nodes[2].Engine).Run().AssertNoErrors();
            Assert.Equal(["node2", "node3"], joined.OutputAs<DockerNodeSummary>().Select(static node => node.Name).Order());

            Assert.Equal("AlreadyInSwarm", ErrorOf(On(1, "Join-DockerSwarm").With(new { Manager = Nodes[0].Engine }).Run()));
            Assert.Equal("ManagerMayNotLeave", ErrorOf(On(0, "Exit-DockerSwarm").With(new { Confirm = false }).Run()));

            On(2, "Exit-DockerSwarm").With(new { Confirm = false }).Run().AssertNoErrors();
            await Wait.UntilAsync(() => NodesOf(0).Single(static node => node.Name == "node3").State == "down", "node3 is seen as down");
            On(0, "Remove-DockerNode").With(new { Name = "node3" }).Run().AssertNoErrors();
            Assert.Equal(["node1", "node2"], NodesOf(0).Select(static node => node.Name).Order());

            CmdletRunner.Create("Exit-DockerSwarm").With(new { Force = true }).Input(Nodes[1].Engine, Nodes[0].Engine).Run().AssertNoErrors();
            Assert.Equal("NotInSwarm", ErrorOf(On(0, "Get-DockerNode").Run()));
        }
        finally
        {
            await SwarmEngines.Current.ResetAsync();
        }
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task Nodes_are_drained_labelled_promoted_and_demoted()
    {
        await using FormedSwarm swarm = await SwarmEngines.Current.FormAsync();

        DockerNodeSummary drained = Assert.Single(On(0, "Update-DockerNode").With(new { Name = "node2", Availability = "Drain", AddLabel = new object[] { "zone=a", "disk=ssd" }, PassThru = true }).Run().AssertNoErrors().OutputAs<DockerNodeSummary>());
        Assert.Equal(("drain", "disk=ssd, zone=a"), (drained.Availability, drained.Labels.ToString()));
        Assert.Equal("node2", Assert.Single(On(0, "Get-DockerNode").With(new { Label = new object[] { "zone=a" }, Availability = "drain" }).Run().AssertNoErrors().OutputAs<DockerNodeSummary>()).Name);
        Assert.Equal("node1", Assert.Single(On(0, "Get-DockerNode").With(new { Role = "Manager" }).Run().OutputAs<DockerNodeSummary>()).Name);
        DockerNodeDetail self = Assert.Single(On(0, "Get-DockerNode").With(new { Name = "self", Detailed = true }).Run().AssertNoErrors().OutputAs<DockerNodeDetail>());
        Assert.True(self is { Self: true, Leader: true, Name: "node1" });
        Assert.Contains("BEGIN CERTIFICATE", self.RootCertificate, StringComparison.Ordinal);

        On(0, "Update-DockerNode").With(new { Name = new[] { "node2", "node3" }, Role = "Manager" }).Run().AssertNoErrors();
        await Wait.UntilAsync(() => NodesOf(0).All(static node => node.ManagerStatus is "Leader" or "Reachable"), "all are managers");
        await Wait.UntilAsync(() => On(1, "Get-DockerNode").Run().Output.Count == 3, "node2 answers as a manager");
        await Wait.UntilAsync(() => On(1, "Update-DockerNode").With(new { Name = "node3", Role = "Worker" }).Run().Errors.Count == 0, "node3 is demoted");
        await Wait.UntilAsync(() => ErrorOf(On(2, "Get-DockerNode").Run()) == "NotSwarmManager", "node3 is a worker again");
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task A_worker_names_the_managers()
    {
        await using FormedSwarm swarm = await SwarmEngines.Current.FormAsync(managers: 2);

        foreach (string cmdlet in new[] { "Get-DockerNode", "Get-DockerSwarm", "Get-DockerSwarmJoinToken", "Get-DockerSecret", "Get-DockerConfig", "Get-DockerSwarmUnlockKey" })
        {
            System.Management.Automation.ErrorRecord error = On(2, cmdlet).Run().TerminatingError!;
            Assert.Equal("NotSwarmManager", error.FullyQualifiedErrorId.Split(',')[0]);
            Assert.Contains(SwarmEngines.ManagerAddress(Nodes[0]), error.ErrorDetails!.Message, StringComparison.Ordinal);
        }

        EngineInfo info = Assert.Single(On(2, "Get-DockerInfo").Run().AssertNoErrors().OutputAs<EngineInfo>());
        Assert.Equal(("active, worker", 2), (info.Swarm.ToString(), info.Swarm.RemoteManagers.Count));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task A_token_that_was_made_anew_lets_nobody_in_by_the_old_one()
    {
        await using FormedSwarm swarm = await SwarmEngines.Current.FormAsync();
        DockerSwarmJoinToken old = Assert.Single(On(0, "Get-DockerSwarmJoinToken").With(new { Role = "Worker" }).Run().AssertNoErrors().OutputAs<DockerSwarmJoinToken>());
        DockerSwarmJoinToken renewed = Assert.Single(On(0, "Reset-DockerSwarmJoinToken").With(new { Role = "Worker", PassThru = true }).Run().AssertNoErrors().OutputAs<DockerSwarmJoinToken>());
        On(2, "Exit-DockerSwarm").With(new { Confirm = false }).Run().AssertNoErrors();

        Assert.NotEqual(old.Token, renewed.Token);
        CmdletResult refused = On(2, "Join-DockerSwarm").With(new { Token = old, old.RemoteAddress }).Run();
        Assert.Contains("token", Assert.Single(refused.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(old.Token, refused.Errors[0].Exception.ToString(), StringComparison.Ordinal);
        await SwarmEngines.Current.LeaveAsync(2);
        On(2, "Join-DockerSwarm").With(new { Token = renewed, renewed.RemoteAddress, Availability = "Pause" }).Run().AssertNoErrors();
        await Wait.UntilAsync(() => NodesOf(0).Exists(static node => node is { Name: "node3", State: "ready", Availability: "pause" }), "node3 is back");
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task All_nodes_change_over_to_a_new_root_certificate()
    {
        await using FormedSwarm swarm = await SwarmEngines.Current.FormAsync();
        string before = Assert.Single(On(0, "Get-DockerSwarm").Run().OutputAs<DockerSwarm>()).RootCertificate;

        CmdletResult result = On(0, "Update-DockerSwarm").With(new { RotateCA = true, PassThru = true }).Run().AssertNoErrors();

        DockerSwarm after = Assert.Single(result.OutputAs<DockerSwarm>());
        Assert.NotEqual(before, after.RootCertificate);
        Assert.False(after.RootRotationInProgress);
        Assert.All(
            On(0, "Get-DockerNode").With(new { Detailed = true }).Run().OutputAs<DockerNodeDetail>(),
            node => Assert.Equal(after.RootCertificate, node.RootCertificate));
        Assert.Contains(result.Progress, static record => record.Activity.StartsWith("New root certificate", StringComparison.Ordinal));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task A_manager_that_locks_itself_is_unlocked_by_the_key()
    {
        await using FormedSwarm swarm = await SwarmEngines.Current.FormAsync();
        Assert.Equal("NoUnlockKey", ErrorOf(On(0, "Get-DockerSwarmUnlockKey").Run()));
        Assert.Single(On(0, "Update-DockerSwarm").With(new { AutoLock = true }).Run().AssertNoErrors().Warnings);
        DockerSwarmUnlockKey first = Assert.Single(On(0, "Get-DockerSwarmUnlockKey").Run().AssertNoErrors().OutputAs<DockerSwarmUnlockKey>());
        DockerSwarmUnlockKey key = Assert.Single(On(0, "Reset-DockerSwarmUnlockKey").With(new { PassThru = true }).Run().AssertNoErrors().OutputAs<DockerSwarmUnlockKey>());
        Assert.NotEqual(first.Key, key.Key);

        await SwarmEngines.Current.RestartAsync(1);

        Assert.Equal("SwarmLocked", ErrorOf(On(0, "Get-DockerNode").Run()));
        Assert.Equal("BadUnlockKey", ErrorOf(On(0, "Unlock-DockerSwarm").With(new { Key = "SWMKEY-1-" + new string('A', 43) }).Run()));
        On(0, "Unlock-DockerSwarm").With(new { Key = key }).Run().AssertNoErrors();
        await Wait.UntilAsync(() => On(0, "Get-DockerNode").Run().OutputAs<DockerNodeSummary>().Count == 3, "the swarm is there again");
        Assert.Equal("SwarmNotLocked", ErrorOf(On(0, "Unlock-DockerSwarm").With(new { Key = key }).Run()));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task With_three_managers_the_swarm_goes_on_without_its_leader()
    {
        await using FormedSwarm swarm = await SwarmEngines.Current.FormAsync(managers: 3);
        await Wait.UntilAsync(() => NodesOf(1).All(static node => node.ManagerStatus is "Leader" or "Reachable"), "all managers are reachable");

        await using (await SwarmEngines.Current.FreezeAsync(1))
        {
            await Wait.UntilAsync(
                () => On(1, "Get-DockerNode").Run().OutputAs<DockerNodeSummary>().Exists(static node => node is { Leader: true, Name: not "node1" }), "another manager leads");
            await Wait.UntilAsync(
                () => On(1, "Update-DockerNode").With(new { Name = "node3", AddLabel = new object[] { "after=1" } }).Run().Errors.Count == 0, "the swarm can be changed");
            Assert.Equal("after=1", Assert.Single(On(2, "Get-DockerNode").With(new { Name = "node3" }).Run().AssertNoErrors().OutputAs<DockerNodeSummary>()).Labels.ToString());
        }
    }

    private static CmdletRunner On(int node, string cmdlet) => CmdletRunner.Create(cmdlet).With(new { HostAddress = Nodes[node].Engine });

    private static List<DockerNodeSummary> NodesOf(int manager) => On(manager, "Get-DockerNode").Run().AssertNoErrors().OutputAs<DockerNodeSummary>();

    private static string? ErrorOf(CmdletResult result) =>
        (result.TerminatingError ?? result.Errors.FirstOrDefault())?.FullyQualifiedErrorId.Split(',')[0];
}
