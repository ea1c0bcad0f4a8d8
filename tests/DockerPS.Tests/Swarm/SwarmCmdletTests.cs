using System.Collections;
using System.Text.Json.Nodes;
using DockerPS.Engine.Requests;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Swarm;

/// <summary>The swarm cmdlets against scripted engines.</summary>
public sealed class SwarmCmdletTests
{
    private const string Pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

    private const string Swarm = """
        {"ID":"cluster000000000000000001","Version":{"Index":11},"CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-01-02T00:00:00Z",
         "Spec":{"Name":"default","Labels":{},"Orchestration":{"TaskHistoryRetentionLimit":5},"Raft":{"SnapshotInterval":10000,"KeepOldSnapshots":0,"LogEntriesForSlowFollowers":500,"ElectionTick":10,"HeartbeatTick":1},
                 "Dispatcher":{"HeartbeatPeriod":5000000000},"CAConfig":{"NodeCertExpiry":7776000000000000},"TaskDefaults":{},"EncryptionConfig":{"AutoLockManagers":AUTOLOCK},"Tomorrow":1},
         "TLSInfo":{"TrustRoot":"ROOT","CertIssuerSubject":"AQ==","CertIssuerPublicKey":"Ag=="},"RootRotationInProgress":false,
         "DefaultAddrPool":["10.0.0.0/8"],"SubnetSize":24,"DataPathPort":4789,
         "JoinTokens":{"Worker":"SWMTKN-1-worker","Manager":"SWMTKN-1-manager"}}
        """;

    private const string Self = """
        {"ID":"selfnode00000000000000001","Version":{"Index":3},"Spec":{"Role":"manager","Availability":"active","Labels":{"zone":"a"}},
         "Description":{"Hostname":"boss","Resources":{"NanoCPUs":2500000000,"MemoryBytes":1024},"Engine":{"EngineVersion":"20.10.24"},
                        "TLSInfo":{"TrustRoot":"ROOT","CertIssuerSubject":"AQ==","CertIssuerPublicKey":"Ag=="}},
         "Status":{"State":"ready","Addr":"10.0.0.1"},"ManagerStatus":{"Leader":true,"Reachability":"reachable","Addr":"10.0.0.1:2377"}}
        """;

    [Fact]
    public async Task Initialize_sends_what_was_said_as_docker_does()
    {
        await using ScriptedSwarm engine = Manager(autoLock: true).On("POST /swarm/init", 200, "\"selfnode00000000000000001\"");

        CmdletResult result = engine.Run("Initialize-DockerSwarm").With(new
        {
            AdvertiseAddress = "eth0",
            ListenAddress = "10.0.0.1",
            DataPathAddress = "eth1",
            DataPathPort = 7777u,
            DefaultAddressPool = new[] { "10.20.0.0/16" },
            DefaultAddressPoolMaskLength = 26,
            Availability = "Drain",
            AutoLock = true,
            CertificateExpiry = "2h",
            DispatcherHeartbeat = 7,
            MaximumSnapshot = 3ul,
            SnapshotInterval = 100ul,
            TaskHistoryLimit = -1L,
            ExternalCA = new object[] { new Hashtable { ["Protocol"] = "cfssl", ["Url"] = "https://ca/sign", ["CACertificate"] = Pem, ["zone"] = "x" } },
            ForceNewCluster = true,
        }).Run().AssertNoErrors();

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
            {"ListenAddr":"10.0.0.1:2377","AdvertiseAddr":"eth0","DataPathAddr":"eth1","DataPathPort":7777,"ForceNewCluster":true,"AutoLockManagers":true,
             "DefaultAddrPool":["10.20.0.0/16"],"SubnetSize":26,"Availability":"drain",
             "Spec":{"Orchestration":{"TaskHistoryRetentionLimit":-1},"Dispatcher":{"HeartbeatPeriod":7000000000},"Raft":{"KeepOldSnapshots":3,"SnapshotInterval":100},
                     "EncryptionConfig":{"AutoLockManagers":true},
                     "CAConfig":{"NodeCertExpiry":7200000000000,"ExternalCAs":[{"Protocol":"cfssl","URL":"https://ca/sign","CACert":"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n","Options":{"zone":"x"}}]}}}
            """),
            Assert.Single(engine.BodiesOf("POST /swarm/init"))),
            engine.BodiesOf("POST /swarm/init")[0].ToJsonString());
        DockerSwarm swarm = Assert.Single(result.OutputAs<DockerSwarm>());
        Assert.Equal((3L, 1L, "10.0.0.1:2377", TimeSpan.FromDays(90)), (swarm.Nodes, swarm.Managers, swarm.ManagerAddresses.ToString(), swarm.CertificateExpiry));
        Assert.Contains("Get-DockerSwarmUnlockKey", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("SWMTKN", System.Text.Json.JsonSerializer.Serialize(swarm), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Initialize_begins_with_dockers_defaults()
    {
        await using ScriptedSwarm engine = Manager().On("POST /swarm/init", 200, "\"x\"");

        engine.Run("Initialize-DockerSwarm").Run().AssertNoErrors();

        Assert.Equal(
            """{"ListenAddr":"0.0.0.0:2377","AdvertiseAddr":"","DataPathAddr":"","DataPathPort":0,"ForceNewCluster":false,"AutoLockManagers":false,"DefaultAddrPool":[],"SubnetSize":24,"Spec":{}}""",
            engine.BodiesOf("POST /swarm/init")[0].ToJsonString());
    }

    [Fact]
    public async Task An_engine_with_several_addresses_wants_to_be_told_one()
    {
        await using ScriptedSwarm engine = Manager().On("POST /swarm/init", 400, """{"message":"could not choose an IP address to advertise since this system has multiple addresses on different interfaces"}""");

        CmdletResult result = engine.Run("Initialize-DockerSwarm").Run();

        Assert.Contains("-AdvertiseAddress", result.TerminatingError!.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("worker", "SWMTKN-1-worker")]
    [InlineData("Manager", "SWMTKN-1-manager")]
    public async Task Join_fetches_the_token_from_the_manager_and_never_shows_it(string role, string token)
    {
        await using ScriptedSwarm manager = Manager();
        await using ScriptedSwarm engine = new ScriptedSwarm().AsWorker().On("POST /swarm/join", 200, "");

        CmdletResult result = engine.Run("Join-DockerSwarm").With(new { Manager = manager.Address, Role = role, Availability = "pause", PassThru = true, Verbose = true, Debug = true }).Run().AssertNoErrors();

        Assert.Equal(
            $$"""{"ListenAddr":"0.0.0.0:2377","AdvertiseAddr":"","DataPathAddr":"","RemoteAddrs":["10.0.0.1:2377"],"JoinToken":"{{token}}","Availability":"pause"}""",
            Assert.Single(engine.BodiesOf("POST /swarm/join")).ToJsonString());
        Assert.Equal("boss", Assert.Single(result.OutputAs<DockerNodeSummary>()).Name);
        Assert.DoesNotContain("SWMTKN", string.Join('\n', result.Verbose.Concat(result.Debug).Concat(result.Warnings)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Join_takes_a_token_and_addresses_too()
    {
        await using ScriptedSwarm engine = new ScriptedSwarm().AsWorker().On("POST /swarm/join", 200, "");

        engine.Run("Join-DockerSwarm").With(new { Token = " SWMTKN-1-x ", RemoteAddress = new[] { "10.0.0.1:2377", "10.0.0.2" } }).Run().AssertNoErrors();

        JsonNode body = Assert.Single(engine.BodiesOf("POST /swarm/join"));
        Assert.Equal("SWMTKN-1-x", (string?)body["JoinToken"]);
        Assert.Equal("""["10.0.0.1:2377","10.0.0.2"]""", body["RemoteAddrs"]!.ToJsonString());
    }

    [Fact]
    public async Task Connections_and_contexts_come_down_the_pipeline_and_a_dead_one_is_one_error()
    {
        await using ScriptedSwarm manager = Manager();
        await using ScriptedSwarm first = new ScriptedSwarm().AsWorker().On("POST /swarm/join", 200, "");
        await using ScriptedSwarm second = new ScriptedSwarm().AsWorker().On("POST /swarm/join", 503, """{"message":"This node is already part of a swarm. Use \"docker swarm leave\" to leave this swarm and join another one."}""");

        CmdletResult result = CmdletRunner.Create("Join-DockerSwarm").With(new { Manager = manager.Address })
            .Input(first.Address, "unix:///nowhere/at/all.sock", second.Address).Run();

        Assert.Single(first.BodiesOf("POST /swarm/join"));
        Assert.Equal(["AlreadyInSwarm", "EngineUnreachable"], result.Errors.Select(static error => error.FullyQualifiedErrorId.Split(',')[0]).Order());
    }

    [Fact]
    public async Task Update_changes_only_what_is_given()
    {
        await using ScriptedSwarm engine = Manager().On("POST /swarm/update", 200, "");

        CmdletResult result = engine.Run("Update-DockerSwarm").With(new { TaskHistoryLimit = 2L, AutoLock = true, ExternalCA = new object[] { "protocol=cfssl,url=https://ca/sign" } }).Run().AssertNoErrors();

        Assert.Contains("POST /swarm/update?version=11", engine.Requests);
        JsonNode spec = Assert.Single(engine.BodiesOf("POST"));
        Assert.Equal(2, (int?)spec["Orchestration"]!["TaskHistoryRetentionLimit"]);
        Assert.Equal(1, (int?)spec["Tomorrow"]);
        Assert.Equal(10000, (int?)spec["Raft"]!["SnapshotInterval"]);
        Assert.Equal("""[{"Protocol":"cfssl","URL":"https://ca/sign","CACert":"ROOT"}]""", spec["CAConfig"]!["ExternalCAs"]!.ToJsonString());
        Assert.Single(result.Warnings);
    }

    [Fact]
    public async Task A_new_root_certificate_is_waited_for()
    {
        string old = Self.Replace("\"CertIssuerPublicKey\":\"Ag==\"", "\"CertIssuerPublicKey\":\"AA==\"", StringComparison.Ordinal);
        await using ScriptedSwarm engine = new ScriptedSwarm().AsManager()
            .OnNext("POST /swarm/update", 200, "").OnNext("GET /nodes", 200, $"[{old}]").OnNext("GET /nodes", 200, $"[{Self}]")
            .On("GET /swarm", 200, SwarmOf(false)).On("GET /nodes/", 200, Self);

        CmdletResult result = engine.Run("Update-DockerSwarm").With(new { RotateCA = true, PassThru = true }).Run().AssertNoErrors();

        Assert.Equal(1, (int?)Assert.Single(engine.BodiesOf("POST"))["CAConfig"]!["ForceRotate"]);
        Assert.Equal(2, engine.Requests.Count(static request => request == "GET /nodes"));
        Assert.Single(result.OutputAs<DockerSwarm>());
    }

    [Fact]
    public async Task A_root_certificate_of_ones_own_is_sent_with_its_key_and_not_waited_for_when_detached()
    {
        await using ScriptedSwarm engine = Manager().On("POST /swarm/update", 200, "");

        engine.Run("Update-DockerSwarm").With(new { RotateCA = true, CACertificate = Pem, CAKey = Pem.Replace("CERTIFICATE", "PRIVATE KEY", StringComparison.Ordinal), Detach = true }).Run().AssertNoErrors();

        JsonNode authority = Assert.Single(engine.BodiesOf("POST"))["CAConfig"]!;
        Assert.Equal(Pem, (string?)authority["SigningCACert"]);
        Assert.Contains("PRIVATE KEY", (string?)authority["SigningCAKey"], StringComparison.Ordinal);
        Assert.Null(authority["ForceRotate"]);
        Assert.DoesNotContain(engine.Requests, static request => request == "GET /nodes");
    }

    [Theory]
    [InlineData("CACertificate", "needs its key", true)]
    [InlineData("CACertificate", "need -RotateCA", false)]
    [InlineData("ExternalCA", "needs its certificate", true)]
    [InlineData("", "nothing to change", false)]
    public async Task What_makes_no_sense_is_refused_before_anything_is_sent(string parameter, string message, bool rotate)
    {
        await using ScriptedSwarm engine = Manager();
        CmdletRunner runner = engine.Run("Update-DockerSwarm");
        if (rotate)
        {
            runner.With("RotateCA", true);
        }

        if (parameter.Length > 0)
        {
            runner.With(parameter, parameter == "ExternalCA" ? new object[] { "protocol=cfssl,url=https://ca" } : Pem);
        }

        Assert.Contains(message, runner.Run().TerminatingError!.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Theory]
    [InlineData("url=https://ca", "it has no protocol")]
    [InlineData("protocol=acme,url=https://ca", "cfssl is")]
    [InlineData("protocol=cfssl", "it has no url")]
    [InlineData("protocol=cfssl,oops", "no name=value")]
    public void An_external_authority_says_what_is_wrong(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidRequestException>(() => ExternalCASpec.Parse(text, static path => path)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "0.0.0.0:2377")]
    [InlineData("eth0", "eth0:2377")]
    [InlineData("10.0.0.1:4000", "10.0.0.1:4000")]
    [InlineData(":4000", "0.0.0.0:4000")]
    [InlineData("tcp://10.0.0.1", "10.0.0.1:2377")]
    [InlineData("fd00::1", "[fd00::1]:2377")]
    [InlineData("[fd00::1]", "[fd00::1]:2377")]
    [InlineData("[fd00::1]:99", "[fd00::1]:99")]
    public void A_listen_address_gets_its_port(string text, string expected) => Assert.Equal(expected, NodeAddress.WithPort(text));

    [Fact]
    public async Task Tokens_are_given_by_role_and_made_anew_by_role()
    {
        await using ScriptedSwarm engine = Manager().On("POST /swarm/update", 200, "");

        CmdletResult both = engine.Run("Get-DockerSwarmJoinToken").Run().AssertNoErrors();
        CmdletResult one = engine.Run("Reset-DockerSwarmJoinToken").With(new { Role = new[] { "Manager" }, PassThru = true }).Run().AssertNoErrors();

        Assert.Equal(["Worker SWMTKN-1-worker 10.0.0.1:2377", "Manager SWMTKN-1-manager 10.0.0.1:2377"], both.OutputAs<DockerSwarmJoinToken>().Select(static token => $"{token.Role} {token.Token} {token.RemoteAddress}"));
        Assert.Equal("SWMTKN-1-manager", Assert.Single(one.OutputAs<DockerSwarmJoinToken>()).ToString());
        Assert.Contains("POST /swarm/update?version=11&rotateManagerToken=1", engine.Requests);
    }

    [Fact]
    public async Task The_unlock_key_is_shown_where_there_is_one()
    {
        await using ScriptedSwarm locked = Manager(autoLock: true).On("GET /swarm/unlockkey", 200, """{"UnlockKey":"SWMKEY-1-x"}""").On("POST /swarm/update", 200, "");
        await using ScriptedSwarm open = Manager().On("GET /swarm/unlockkey", 200, """{"UnlockKey":""}""");

        Assert.Equal("SWMKEY-1-x", Assert.Single(locked.Run("Get-DockerSwarmUnlockKey").Run().OutputAs<DockerSwarmUnlockKey>()).Key);
        Assert.Equal("NoUnlockKey", open.Run("Get-DockerSwarmUnlockKey").Run().TerminatingError!.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal("SWMKEY-1-x", Assert.Single(locked.Run("Reset-DockerSwarmUnlockKey").With(new { PassThru = true }).Run().OutputAs<DockerSwarmUnlockKey>()).Key);
        Assert.Contains("POST /swarm/update?version=11&rotateManagerUnlockKey=1", locked.Requests);
        Assert.Equal("NoUnlockKey", Assert.Single(open.Run("Reset-DockerSwarmUnlockKey").Run().Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public async Task Unlock_gives_the_key_to_a_locked_engine_only()
    {
        await using ScriptedSwarm locked = new ScriptedSwarm().On("GET /info", 200, """{"Swarm":{"LocalNodeState":"locked"} }""").On("POST /swarm/unlock", 200, "");
        await using ScriptedSwarm open = Manager();

        locked.Run("Unlock-DockerSwarm").With(new { Key = " SWMKEY-1-x\n" }).Run().AssertNoErrors();
        CmdletResult result = open.Run("Unlock-DockerSwarm").With(new { Key = "SWMKEY-1-x" }).Run();

        Assert.Equal("""{"UnlockKey":"SWMKEY-1-x"}""", Assert.Single(locked.BodiesOf("POST /swarm/unlock")).ToJsonString());
        Assert.Equal("SwarmNotLocked", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public async Task Exit_asks_and_passes_force_on()
    {
        await using ScriptedSwarm engine = Manager().On("POST /swarm/leave", 200, "");

        CmdletResult asked = engine.Run("Exit-DockerSwarm").With(new { WhatIf = true }).Run();
        engine.Run("Exit-DockerSwarm").With(new { Force = true }).Run().AssertNoErrors();

        Assert.Equal("Leave swarm", Assert.Single(asked.ShouldProcessCalls).Action);
        Assert.Equal(["POST /swarm/leave?force=1"], engine.Requests);
    }

    [Fact]
    public async Task A_manager_that_may_not_leave_says_what_to_do()
    {
        await using ScriptedSwarm engine = Manager().On("POST /swarm/leave", 503, """{"message":"You are attempting to leave the swarm on a node that is participating as a manager. Removing the last manager erases all current state of the swarm. Use `--force` to ignore this message."}""");

        System.Management.Automation.ErrorRecord error = Assert.Single(engine.Run("Exit-DockerSwarm").With(new { Confirm = false }).Run().Errors);

        Assert.Equal("ManagerMayNotLeave", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.DoesNotContain("--force", error.ErrorDetails!.Message, StringComparison.Ordinal);
        Assert.Contains("-Role Worker", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
    }

    internal static ScriptedSwarm Manager(bool autoLock = false) => new ScriptedSwarm().AsManager()
        .On("GET /swarm", 200, SwarmOf(autoLock)).On("GET /nodes", 200, $"[{Self}]").On("GET /nodes/", 200, Self);

    private static string SwarmOf(bool autoLock) => Swarm.Replace("AUTOLOCK", autoLock ? "true" : "false", StringComparison.Ordinal);
}
