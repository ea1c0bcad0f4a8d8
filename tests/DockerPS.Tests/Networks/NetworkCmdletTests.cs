using System.Collections;
using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Tests.Support;
using static DockerPS.Tests.Networks.ScriptedNetworks;

namespace DockerPS.Tests.Networks;

/// <summary>The network cmdlets against scripted engines.</summary>
public sealed class NetworkCmdletTests
{
    private const string TwoSubnets = """
        {"Name":"shop","Id":"c0ffee0000000000","Created":"2026-01-01T00:00:00Z","Scope":"swarm","Driver":"overlay","EnableIPv4":true,"EnableIPv6":true,
         "IPAM":{"Driver":"default","Options":{"o":"1"},"Config":[
           {"Subnet":"10.1.0.0/16","Gateway":"10.1.0.1","IPRange":"10.1.2.0/24","AuxiliaryAddresses":{"p":"10.1.0.9"}},{"Subnet":"fd00:1::/64"}]},
         "Internal":true,"Attachable":true,"Ingress":false,"ConfigFrom":{"Network":"base"},"ConfigOnly":false,
         "Containers":{"abc":{"Name":"web","EndpointID":"e1","MacAddress":"02:42:0a:01:00:02","IPv4Address":"10.1.0.2/16","IPv6Address":"fd00:1::2/64"},
                       "ep-def":{"Name":"gone","EndpointID":"e2","MacAddress":"","IPv4Address":"","IPv6Address":""}},
         "Options":{"mtu":"1400"},"Labels":{"a":"1"},"Peers":[{"Name":"n1","IP":"10.9.0.1"}],
         "Services":{"db":{"VIP":"10.1.0.5","Ports":[],"LocalLBIndex":256,"Tasks":[{"Name":"db.1","EndpointID":"e3","EndpointIP":"10.1.0.6","Info":{"Host IP":"10.9.0.1"}}]}},
         "Status":{"IPAM":{"Subnets":{"10.1.0.0/16":{"IPsInUse":4,"DynamicIPsAvailable":18446744073709551615}}}},
         "Tomorrow":{"x":1}}
        """;

    [Fact]
    public async Task A_swarms_network_is_read_with_its_services_and_what_is_new()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks("1.52").On("GET /networks/", 200, TwoSubnets);

        DockerNetworkDetail network = Assert.Single(engine.Run("Get-DockerNetwork").With(new { Name = "shop", Detailed = true }).Run().AssertNoErrors().OutputAs<DockerNetworkDetail>());

        Assert.Equal(["GET /networks/shop", "GET /networks/c0ffee0000000000", "GET /networks/c0ffee0000000000?verbose=1"], engine.Requests);
        Assert.Equal("10.1.0.0/16, fd00:1::/64", network.Subnets.ToString());
        Assert.Equal("10.1.0.0/16, gateway 10.1.0.1, range 10.1.2.0/24, reserved p=10.1.0.9", network.Ipam[0].ToString());
        Assert.Equal((4UL, ulong.MaxValue), (network.Ipam[0].AddressesInUse, network.Ipam[0].AddressesAvailable));
        Assert.Null(network.Ipam[1].AuxiliaryAddresses);
        Assert.Null(network.Ipam[1].AddressesInUse);
        Assert.Equal("gone, web=10.1.0.2/fd00:1::2", network.Containers.ToString());
        Assert.Equal(("abc", 16, 64, "e1"), (network.Containers[1].ContainerId, network.Containers[1].IPv4PrefixLength, network.Containers[1].IPv6PrefixLength, network.Containers[1].EndpointId));
        Assert.Null(network.Containers[0].IPv4PrefixLength);
        Assert.Equal("10.9.0.1", network.Peers.ToString());
        Assert.Equal(("db", "10.1.0.5", "db.1=10.1.0.6"), (network.Services[0].Name, network.Services[0].VirtualIPAddress, network.Services[0].Tasks.ToString()));
        Assert.Equal(("base", true, true, "mtu=1400"), (network.ConfigFrom, network.EnableIPv4!.Value, network.Internal, network.Options.ToString()));
        Assert.True(network.AdditionalProperties.ContainsKey("Tomorrow"));
        Assert.Equal(DateTimeKind.Local, network.Created.Kind);
    }

    [Fact]
    public async Task Filters_go_to_the_engine_and_names_stay_here()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().With(("web", 'a', "{}"), ("db", 'b', "{}"), ("other", 'c', "{}"));

        CmdletResult result = engine.Run("Get-DockerNetwork").With(new
        {
            Name = new[] { "w*", "db", "nope" },
            Driver = "bridge",
            Scope = "LOCAL",
            Type = "Custom",
            Label = new object[] { "a=1", new Hashtable { ["b"] = 2 } },
            Filter = new Hashtable { ["id"] = "7" },
        }).Run();

        Assert.Equal(["web", "db"], result.OutputAs<DockerNetworkSummary>().Select(static network => network.Name));
        Assert.Equal("NetworkNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(
            """GET /networks?filters={"driver":["bridge"],"id":["7"],"label":["a=1","b=2"],"scope":["local"],"type":["custom"]}""", engine.Requests);
    }

    [Theory]
    [InlineData(true, "idle")]
    [InlineData(false, "bridge,used")]
    public async Task Whether_it_is_used_is_looked_up_since_the_engine_says_it_wrongly(bool dangling, string expected)
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().With(
            ("bridge", 'a', "{}"), ("used", 'b', """{"x":{"Name":"web"}}"""), ("idle", 'c', "{}"));

        CmdletResult result = engine.Run("Get-DockerNetwork").With(new { Dangling = dangling }).Run().AssertNoErrors();

        Assert.Equal(expected, string.Join(',', result.OutputAs<DockerNetworkSummary>().Select(static network => network.Name)));
        Assert.DoesNotContain(engine.Requests, static request => request.Contains("dangling", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Containers_tell_their_networks_each_once()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks()
            .WithContainer("web", '1', $$$"""{"shop":{"NetworkID":"{{{IdOf('a')}}}"}}""")
            .WithContainer("db", '2', $$$"""{"logs":{"NetworkID":"{{{IdOf('b')}}}"},"shop":{"NetworkID":""}}""")
            .With(("shop", 'a', "{}"), ("logs", 'b', "{}"));

        CmdletResult result = engine.Run("Get-DockerNetwork").With(new { Container = new[] { "web", "db" } }).Run().AssertNoErrors();

        Assert.Equal(["shop", "logs"], result.OutputAs<DockerNetworkSummary>().Select(static network => network.Name));
    }

    [Fact]
    public async Task New_sends_what_was_said()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks("1.48")
            .On("POST /networks/create", 201, $$"""{"Id":"{{IdOf('a')}}","Warning":"mind the gap"}""").With(("shop", 'a', "{}"));

        CmdletResult result = engine.Run("New-DockerNetwork").With(new
        {
            Name = "shop",
            Driver = "overlay",
            Subnet = new object[] { "10.1.0.0/16" },
            Gateway = "10.1.0.1",
            Option = new object[] { new Hashtable { ["mtu"] = 1400 }, "flag" },
            Label = new object[] { "a=b=c" },
            IpamDriver = "own",
            IpamOption = new object[] { "x=1" },
            Internal = true,
            Attachable = true,
            Ingress = true,
            Scope = "swarm",
            ConfigOnly = true,
            ConfigFrom = "base",
            IPv4 = false,
            IPv6 = true,
        }).Run().AssertNoErrors();

        Holds(Assert.Single(engine.BodiesOf("POST /networks/create")), """
            {"CheckDuplicate":true,"Name":"shop","Driver":"overlay","Scope":"swarm","Internal":true,"Attachable":true,"Ingress":true,"ConfigOnly":true,
             "ConfigFrom":{"Network":"base"},"EnableIPv4":false,"EnableIPv6":true,"Options":{"mtu":"1400","flag":""},"Labels":{"a":"b=c"},
             "IPAM":{"Driver":"own","Config":[{"Subnet":"10.1.0.0/16","Gateway":"10.1.0.1"}],"Options":{"x":"1"}}}
            """);
        Assert.Equal("shop", Assert.Single(result.OutputAs<DockerNetworkDetail>()).Name);
        Assert.Contains("mind the gap", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_says_nothing_that_was_not_said()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks()
            .On("POST /networks/create", 201, $$"""{"Id":"{{IdOf('a')}}","Warning":""}""").With(("a", 'a', "{}"));

        engine.Run("New-DockerNetwork").Input("a", "b").Run().AssertNoErrors();

        Assert.Equal(
            ["""{"CheckDuplicate":true,"Name":"a"}""", """{"CheckDuplicate":true,"Name":"b"}"""],
            engine.BodiesOf("POST /networks/create").Select(static body => body.ToJsonString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task New_without_IPv4_needs_a_newer_engine()
    {
        await using ScriptedNetworks engine = new("1.47");

        CmdletResult result = engine.Run("New-DockerNetwork").With(new { Name = new[] { "a", "b" }, IPv4 = false }).Run();

        Assert.StartsWith("NotSupportedByEngine", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("1.48", result.TerminatingError.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connect_sends_the_endpoint()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks("1.54").WithContainer("web", '1').With(("shop", 'a', "{}")).On("POST /networks/", 200, "");

        CmdletResult result = engine.Run("Connect-DockerNetwork").Words("shop", "web").With(new
        {
            Alias = new[] { "db", "sql" },
            IPAddress = "10.1.0.5",
            IPv6Address = "fd00::5",
            LinkLocalIPAddress = "169.254.1.1",
            Link = new object[] { "a:b", new Hashtable { ["c"] = "d" }, "e" },
            DriverOption = new object[] { "x=1" },
            GatewayPriority = -1,
            MacAddress = "02-42-ac-11-00-02",
            PassThru = true,
        }).Run().AssertNoErrors();

        Holds(Assert.Single(engine.BodiesOf($"POST /networks/{IdOf('a')}/connect")), $$$"""
            {"Container":"{{{IdOf('1')}}}","EndpointConfig":{
              "IPAMConfig":{"IPv4Address":"10.1.0.5","IPv6Address":"fd00::5","LinkLocalIPs":["169.254.1.1"]},
              "Aliases":["db","sql"],"Links":["a:b","c:d","e"],"DriverOpts":{"x":"1"},"MacAddress":"02:42:ac:11:00:02","GwPriority":-1}}
            """);
        Assert.Equal("web", Assert.Single(result.OutputAs<ContainerDetail>()).Name);
    }

    [Theory]
    [InlineData("GatewayPriority", 1, "1.47", "1.48")]
    [InlineData("MacAddress", "02:42:ac:11:00:02", "1.53", "1.54")]
    public async Task Connect_refuses_what_the_engine_does_not_know(string parameter, object value, string spoken, string needed)
    {
        await using ScriptedNetworks engine = new ScriptedNetworks(spoken).WithContainer("web", '1').With(("shop", 'a', "{}"));

        ErrorRecord error = Assert.Single(engine.Run("Connect-DockerNetwork").Words("shop", "web").With(parameter, value).Run().Errors);

        Assert.StartsWith("NotSupportedByEngine", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"-{parameter} needs Engine API {needed}", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("IPAddress", "fd00::1")]
    [InlineData("IPv6Address", "10.0.0.1")]
    [InlineData("LinkLocalIPAddress", "nope")]
    [InlineData("Link", "a:b:c")]
    [InlineData("Link", "a:")]
    public async Task Connect_refuses_nonsense_before_it_asks(string parameter, string value)
    {
        await using ScriptedNetworks engine = new();

        CmdletResult result = engine.Run("Connect-DockerNetwork").Words("shop", "web").With(parameter, value).Run();

        Assert.StartsWith("Bad" + parameter, result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task A_network_is_looked_up_on_each_containers_engine_once()
    {
        await using ScriptedNetworks one = new ScriptedNetworks().WithContainer("a", '1').WithContainer("b", '2').With(("shop", 'a', "{}")).On("POST /networks/", 200, "");
        await using ScriptedNetworks two = new ScriptedNetworks().WithContainer("c", '3').With(("shop", 'b', "{}")).On("POST /networks/", 200, "");
        Container[] containers = [Detail(one, "a"), Detail(one, "b"), Detail(two, "c")];

        CmdletRunner.Create("Connect-DockerNetwork").Input(containers).With(new { Network = "shop" }).Run().AssertNoErrors();

        Assert.Single(one.Requests, static request => request == "GET /networks/shop");
        Assert.Equal(2, one.BodiesOf($"POST /networks/{IdOf('a')}/connect").Count);
        Assert.Equal($$$"""{"Container":"{{{IdOf('3')}}}","EndpointConfig":{}}""", Assert.Single(two.BodiesOf($"POST /networks/{IdOf('b')}/connect")).ToJsonString());
    }

    [Fact]
    public async Task A_missing_network_is_one_error_however_many_containers_come()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().WithContainer("a", '1').WithContainer("b", '2').On("GET /info", 200, """{"Swarm":{"LocalNodeState":"inactive"}}""");

        CmdletResult result = engine.Run("Connect-DockerNetwork").With(new { Network = "shop", Container = new[] { "a", "b" } }).Run();

        Assert.StartsWith("NetworkNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("shop", result.Errors[0].TargetObject);
    }

    [Fact]
    public async Task A_worker_of_a_swarm_may_find_a_network_that_it_does_not_list()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().WithContainer("a", '1')
            .On("GET /info", 200, """{"Swarm":{"LocalNodeState":"active"}}""").On("POST /networks/shop/connect", 200, "");

        engine.Run("Connect-DockerNetwork").Words("shop", "a").Run().AssertNoErrors();

        Assert.Contains("POST /networks/shop/connect", engine.Requests);
    }

    [Fact]
    public async Task Network_objects_take_containers_of_their_own_engine()
    {
        await using ScriptedNetworks one = new ScriptedNetworks().WithContainer("web", '1').With(("shop", 'a', "{}")).On("POST /networks/", 200, "");
        await using ScriptedNetworks two = new ScriptedNetworks().WithContainer("web", '2').With(("shop", 'b', "{}")).On("POST /networks/", 200, "");
        DockerNetwork[] networks = [Summary(one), Summary(two)];

        CmdletRunner.Create("Connect-DockerNetwork").Input(networks).With(new { Container = "web" }).Run().AssertNoErrors();
        Assert.Equal(IdOf('1'), (string?)Assert.Single(one.BodiesOf("POST"))["Container"]);
        Assert.Equal(IdOf('2'), (string?)Assert.Single(two.BodiesOf("POST"))["Container"]);

        CmdletResult crossed = CmdletRunner.Create("Connect-DockerNetwork").Input(networks[0]).With(new { ContainerObject = Detail(two, "web") }).Run();
        Assert.StartsWith("EngineConflict", Assert.Single(crossed.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_container_joins_a_network_object_of_its_own_engine_only()
    {
        await using ScriptedNetworks one = new ScriptedNetworks().With(("shop", 'a', "{}")).On("POST /containers/create", 201, $$"""{"Id":"{{IdOf('1')}}","Warnings":[]}""");
        await using ScriptedNetworks two = new ScriptedNetworks().With(("shop", 'b', "{}"));

        one.Run("New-Container").With(new { Image = "busybox", Network = new object[] { Summary(one) } }).Run();
        Assert.Equal("shop", (string?)Assert.Single(one.BodiesOf("POST"))["HostConfig"]!["NetworkMode"]);

        CmdletResult crossed = one.Run("New-Container").With(new { Image = "busybox", Network = new object[] { Summary(two) } }).Run();
        Assert.StartsWith("EngineConflict", Assert.Single(crossed.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(one.BodiesOf("POST"));
    }

    [Theory]
    [InlineData("", "DELETE /v1.41/networks/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Libpod-Api-Version: 5.8.6\r\n", "DELETE /v1.41/networks/shop")]
    public async Task Podman_is_told_to_remove_by_name(string header, string request)
    {
        List<string> deletions = [];
        await using var engine = ScriptedServer.Unix(async connection =>
        {
            while (await connection.ReadHeadAsync() is { } head)
            {
                if (head.StartsWith("DELETE ", StringComparison.Ordinal))
                {
                    deletions.Add(head[..head.IndexOf(" HTTP/", StringComparison.Ordinal)]);
                }

                await connection.SendAsync(head.StartsWith("GET /_ping ", StringComparison.Ordinal)
                    ? $"HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nOstype: linux\r\n{header}Content-Length: 2\r\n\r\nOK"
                    : ScriptedServer.Answer(200, $$"""{"Name":"shop","Id":"{{IdOf('a')}}"}"""));
            }
        });

        CmdletRunner.Create("Remove-DockerNetwork").With(new { HostAddress = engine.Endpoint.ToString(), Name = "shop" }).Run().AssertNoErrors();

        Assert.Equal(request, Assert.Single(deletions));
    }

    [Fact]
    public async Task Each_pair_is_asked_about()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().WithContainer("web", '1').With(("shop", 'a', "{}"), ("logs", 'b', "{}"));

        CmdletResult result = engine.Run("Disconnect-DockerNetwork").With(new { Network = new[] { "shop", "logs" }, Container = "web" }).WhatIf().Run().AssertNoErrors();

        Assert.Equal(
            [$"web (111111111111) from shop (aaaaaaaaaaaa) on {engine.Address}", $"web (111111111111) from logs (bbbbbbbbbbbb) on {engine.Address}"],
            result.ShouldProcessCalls.Select(static call => call.Target));
        Assert.Equal(["Disconnect container", "Disconnect container"], result.ShouldProcessCalls.Select(static call => call.Action));
    }

    [Fact]
    public async Task Disconnect_by_wildcard_means_those_in_the_network()
    {
        string listed = string.Join(',', "12".Select(id => $$"""{"Id":"{{IdOf(id)}}","Names":["/w{{id}}"]}"""));
        await using ScriptedNetworks engine = new ScriptedNetworks()
            .On("GET /containers/json?all=1&filters", 200, $$"""[{"Id":"{{IdOf('2')}}","Names":["/w2"]}]""")
            .On("GET /containers/json", 200, $"[{listed}]").With(("shop", 'a', "{}")).On("POST /networks/", 200, "");

        engine.Run("Disconnect-DockerNetwork").Words("shop", "w*").Run().AssertNoErrors();

        Assert.Equal($$"""{"Container":"{{IdOf('2')}}","Force":false}""", Assert.Single(engine.BodiesOf("POST")).ToJsonString());
    }

    [Fact]
    public async Task Disconnect_with_force_leaves_an_unknown_container_to_the_engine()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().With(("shop", 'a', "{}")).On("POST /networks/", 200, "");

        Assert.StartsWith("ContainerNotFound", Assert.Single(engine.Run("Disconnect-DockerNetwork").Words("shop", "gone").Run().Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        engine.Run("Disconnect-DockerNetwork").Words("shop", "gone").With("Force", true).Run().AssertNoErrors();

        Assert.Equal("""{"Container":"gone","Force":true}""", Assert.Single(engine.BodiesOf("POST")).ToJsonString());
    }

    [Fact]
    public async Task Remove_with_force_does_not_mind_what_is_gone()
    {
        await using ScriptedNetworks engine = new();

        Assert.StartsWith("NetworkNotFound", Assert.Single(engine.Run("Remove-DockerNetwork").With(new { Name = "x" }).Run().Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        CmdletResult result = engine.Run("Remove-DockerNetwork").With(new { Name = "x", Force = true }).Run().AssertNoErrors();
        Assert.Single(result.Verbose);
    }

    [Fact]
    public async Task Remove_spares_the_routing_mesh_unless_forced()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks()
            .On("DELETE /networks/x1", 204, "").On("GET /networks/ingress", 200, """{"Name":"ingress","Id":"x1","Ingress":true,"Scope":"swarm"}""");

        Assert.StartsWith("IngressNetwork", Assert.Single(engine.Run("Remove-DockerNetwork").With(new { Name = "ingress" }).Run().Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("DELETE /networks/x1", engine.Requests);
        engine.Run("Remove-DockerNetwork").With(new { Name = "ingress", Force = true }).Run().AssertNoErrors();
        Assert.Contains("DELETE /networks/x1", engine.Requests);
    }

    [Fact]
    public async Task Clear_lists_the_very_victims()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks()
            .On("GET /networks", 200, $$"""
                [{"Name":"used","Id":"{{IdOf('b')}}"},{"Name":"idle","Id":"{{IdOf('c')}}"},{"Name":"settings","Id":"{{IdOf('d')}}","ConfigOnly":true}]
                """)
            .With(("settings", 'd', "{}"), ("used", 'b', """{"x":{"Name":"web"}}"""), ("idle", 'c', "{}"))
            .On("POST /networks/prune", 200, """{"NetworksDeleted":["idle"]}""");

        CmdletResult preview = engine.Run("Clear-DockerNetwork").WhatIf().Run().AssertNoErrors();
        Assert.Equal([$"idle (cccccccccccc) on {engine.Address}", engine.Address], preview.ShouldProcessCalls.Select(static call => call.Target));

        PruneResult cleared = Assert.Single(engine.Run("Clear-DockerNetwork").With(new { Force = true, Filter = "until=24h" }).Run().AssertNoErrors().OutputAs<PruneResult>());
        Assert.Equal(("Network", "idle"), (cleared.Kind, cleared.Deleted.ToString()));
    }

    [Fact]
    public async Task Get_Container_takes_networks_each_container_once()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().With(("shop", 'a', "{}"), ("logs", 'b', "{}"))
            .On("GET /containers/json", 200, $$"""[{"Id":"{{IdOf('1')}}","Names":["/web"]}]""");

        CmdletResult result = CmdletRunner.Create("Get-Container").Input(Summary(engine), Summary(engine, "logs")).With(new { State = "running" }).Run().AssertNoErrors();

        Assert.Equal("web", Assert.Single(result.OutputAs<ContainerSummary>()).Name);
        Assert.Contains($$"""GET /containers/json?all=1&filters={"network":["{{IdOf('a')}}","shop"],"status":["running"]}""", engine.Requests);
    }

    private static DockerNetworkSummary Summary(ScriptedNetworks engine, string name = "shop") =>
        Assert.Single(engine.Run("Get-DockerNetwork").With(new { Name = name }).Run().AssertNoErrors().OutputAs<DockerNetworkSummary>());

    private static ContainerDetail Detail(ScriptedNetworks engine, string name) =>
        Assert.Single(engine.Run("Get-Container").With(new { Name = name, Detailed = true }).Run().AssertNoErrors().OutputAs<ContainerDetail>());

    private static void Holds(JsonNode actual, string expected) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
