using System.Collections;
using System.Text.Json.Nodes;
using DockerPS.Engine;
using DockerPS.Engine.Requests;

namespace DockerPS.Tests.Requests;

/// <summary>-Network; the texts are those of docker's own tests.</summary>
public sealed class NetworkSpecTests
{
    private static readonly ApiVersion s_old = new(1, 41);
    private static readonly ApiVersion s_new = new(1, 44);

    [Theory]
    [InlineData("docknet1", "docknet1", "{}")]
    [InlineData("name=docknet1", "docknet1", "{}")]
    [InlineData("NAME=Case", "Case", "{}")]
    [InlineData("name=docknet1,alias=web,driver-opt=field1=value1", "docknet1", """{"Aliases":["web"],"DriverOpts":{"field1":"value1"}}""")]
    [InlineData(
        "name=docknet1,alias=web1,alias=web2,driver-opt=field1=value1,driver-opt=field2=value2",
        "docknet1",
        """{"Aliases":["web1","web2"],"DriverOpts":{"field1":"value1","field2":"value2"}}""")]
    [InlineData("name=docknet1,ip=172.20.88.22,ip6=2001:db8::8822", "docknet1", """{"IPAMConfig":{"IPv4Address":"172.20.88.22","IPv6Address":"2001:db8::8822"}}""")]
    [InlineData("name=docknet1,mac-address=52:0f:f3:dc:50:10", "docknet1", """{"MacAddress":"52:0f:f3:dc:50:10"}""")]
    [InlineData(
        "name=docknet1,link-local-ip=169.254.169.254,link-local-ip=169.254.10.10", "docknet1", """{"IPAMConfig":{"LinkLocalIPs":["169.254.169.254","169.254.10.10"]}}""")]
    [InlineData(
        "name=docknet1,\"driver-opt=com.docker.network.endpoint.sysctls=net.ipv6.conf.IFNAME.accept_ra=2,net.ipv6.conf.IFNAME.forwarding=1\"",
        "docknet1",
        """{"DriverOpts":{"com.docker.network.endpoint.sysctls":"net.ipv6.conf.IFNAME.accept_ra=2,net.ipv6.conf.IFNAME.forwarding=1"}}""")]
    [InlineData("name=docknet1,gw-priority=10", "docknet1", """{"GwPriority":10}""")]
    [InlineData("gw-priority=-1,name=docknet1", "docknet1", """{"GwPriority":-1}""")]
    public void Texts(string text, string name, string endpoint)
    {
        NetworkSpec network = NetworkSpec.Parse(text);

        Assert.Equal(name, network.Name);
        Assert.Equal(JsonNode.Parse(endpoint)!.ToJsonString(), network.ToJson(withMac: true).ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("invalidField=docknet1")]
    [InlineData("network=docknet1,invalid=web")]
    [InlineData("driver-opt=field1=value1,driver-opt=field2=value2")]
    [InlineData("gw-priority=invalid-integer")]
    [InlineData("name=a,gw-priority=1.5")]
    [InlineData("name=net1,mac-address=foobar")]
    [InlineData("name=net1,mac-address=92:d0:c6")]
    [InlineData("name=net1,ip=10.1")]
    [InlineData("name=net1,ip=2001:db8::1")]
    [InlineData("name=net1,ip6=10.0.0.1")]
    [InlineData("name=net1,link-local-ip=here")]
    [InlineData("name=net1,driver-opt=field")]
    [InlineData("name=net1,alias")]
    [InlineData("name=net1,alias=")]
    [InlineData("name=")]
    [InlineData("name=net1,\"alias=a")]
    public void Texts_that_are_wrong(string text) => Refused(() => NetworkSpec.Parse(text));

    [Fact]
    public void Tables()
    {
        NetworkSpec network = NetworkSpec.Parse(new Hashtable
        {
            ["Name"] = "web",
            ["Alias"] = new object[] { "a", "b" },
            ["IPAddress"] = "10.0.0.5",
            ["ipv6address"] = "fe80::1",
            ["DriverOption"] = new Hashtable { ["k"] = 1 },
            ["MacAddress"] = "920d.c60a.2933",
            ["GatewayPriority"] = 3,
            ["Link"] = "db:x",
            ["LinkLocalIPAddress"] = null,
        });

        Assert.Equal("web", network.Name);
        Assert.Equal(
            """{"IPAMConfig":{"IPv4Address":"10.0.0.5","IPv6Address":"fe80::1"},"Aliases":["a","b"],"Links":["db:x"],"DriverOpts":{"k":"1"},"MacAddress":"92:0d:c6:0a:29:33","GwPriority":3}""",
            network.ToJson(withMac: true).ToJsonString());
        Refused(() => NetworkSpec.Parse(new Hashtable { ["Alias"] = "a" }));
        Refused(() => NetworkSpec.Parse(new Hashtable { ["Name"] = "a", ["Colour"] = "red" }));
        Refused(() => NetworkSpec.Parse(5));
        Refused(() => NetworkSpec.Parse(null));
    }

    [Fact]
    public void Fields_whose_quotes_were_left_out_belong_together()
    {
        Assert.Equal(
            ["plain", "a|x|", "b||10.0.0.2", "c||", "d|y,z|"],
            NetworkSpec.ParseAll(["plain", "name=a", "alias=x", "name=b", "ip=10.0.0.2", new Hashtable { ["Name"] = "c" }, "alias=y", "alias=z", "name=d"])
                .Select(static network => network.Name == "plain" ? network.Name : $"{network.Name}|{string.Join(',', network.Aliases)}|{network.IPv4}"));
        Refused(() => _ = NetworkSpec.ParseAll(["a", "alias=x"]).ToList());
    }

    [Fact]
    public void Networks_that_go_together()
    {
        NetworkSpec.Check([Named("a"), Named("b")]);
        NetworkSpec.Check([Named("host")]);
        Refused(() => NetworkSpec.Check([Named("duplicate"), Named("duplicate")]));
        Refused(() => NetworkSpec.Check([Named("host"), Named("net1")]));
        Refused(() => NetworkSpec.Check([Named("net1"), Named("container:x")]));
        Refused(() => (Named("host") with { Aliases = ["a"] }).CheckNames());
    }

    [Fact]
    public void Newer_engines_take_all_at_once()
    {
        var plan = new NetworkPlan([Named("a") with { Aliases = ["x"], Mac = "92:d0:c6:0a:29:33" }, Named("b")]);
        JsonObject body = [];

        plan.AddTo(body, s_new);

        Assert.Equal(
            """{"HostConfig":{"NetworkMode":"a"},"NetworkingConfig":{"EndpointsConfig":{"a":{"Aliases":["x"],"MacAddress":"92:d0:c6:0a:29:33"},"b":{}}}}""", body.ToJsonString());
        Assert.Empty(plan.Remaining(s_new));
    }

    [Fact]
    public void Older_engines_take_one_with_the_containers_address()
    {
        var plan = new NetworkPlan([Named("a") with { Mac = "92:d0:c6:0a:29:33" }, Named("b") with { Aliases = ["y"] }]);
        JsonObject body = [];

        plan.AddTo(body, s_old);

        Assert.Equal("""{"HostConfig":{"NetworkMode":"a"},"MacAddress":"92:d0:c6:0a:29:33"}""", body.ToJsonString());
        Assert.Equal(["b"], plan.Remaining(s_old).Select(static network => network.Name));
        Assert.Empty(plan.Requirements);
    }

    [Fact]
    public void What_older_engines_cannot_do_is_a_requirement()
    {
        Assert.Equal([new ApiVersion(1, 44)], new NetworkPlan([Named("a"), Named("b") with { Mac = "92:d0:c6:0a:29:33" }]).Requirements.Select(static need => need.Version));
        Assert.Equal([new ApiVersion(1, 48)], new NetworkPlan([Named("a") with { GatewayPriority = 0 }]).Requirements.Select(static need => need.Version));
    }

    [Fact]
    public void One_plain_network_is_a_mode_and_none_is_nothing()
    {
        JsonObject body = [];
        NetworkPlan.None.AddTo(body, s_new);
        Assert.Empty(body);

        new NetworkPlan([Named("a")]).AddTo(body, s_new);
        Assert.Equal("""{"HostConfig":{"NetworkMode":"a"}}""", body.ToJsonString());
    }

    private static NetworkSpec Named(string name) => new() { Name = name };

    private static void Refused(Action parse) => Assert.Equal("BadNetwork", Assert.Throws<InvalidRequestException>(parse).ErrorId);
}
