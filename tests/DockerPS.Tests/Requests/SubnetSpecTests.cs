using System.Collections;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using DockerPS.Engine.Requests;

namespace DockerPS.Tests.Requests;

/// <summary>The subnets of a new network, and what lies in them; the cases are those of docker's own tests.</summary>
public sealed class SubnetSpecTests
{
    [Fact]
    public void What_lies_in_a_subnet_goes_to_it()
    {
        JsonArray config = SubnetSpec.Config(
            ["172.28.0.0/16", "fd00:1::/64", "10.0.0.0/8"], ["fd00:1::1", "10.5.0.1"], ["172.28.5.0/24"], ["a=172.28.1.5", "b=172.28.1.6", "c=fd00:1::5", "none="]);

        Holds(config, """
            [{"Subnet":"172.28.0.0/16","IPRange":"172.28.5.0/24","AuxiliaryAddresses":{"a":"172.28.1.5","b":"172.28.1.6"}},
             {"Subnet":"fd00:1::/64","Gateway":"fd00:1::1","AuxiliaryAddresses":{"c":"fd00:1::5"}},
             {"Subnet":"10.0.0.0/8","Gateway":"10.5.0.1"}]
            """);
    }

    [Fact]
    public void Tables_and_subnets_of_other_networks_bring_their_own()
    {
        var table = new Hashtable(StringComparer.OrdinalIgnoreCase)
        {
            ["subnet"] = "10.1.0.0/16",
            ["Gateway"] = IPAddress.Parse("10.1.0.1"),
            ["AuxiliaryAddress"] = new Hashtable { ["p"] = "10.1.0.9" },
        };
        var other = new NetworkSubnet { Subnet = "10.2.0.0/16", Gateway = "10.2.0.1", IPRange = "10.2.3.0/24", AddressesInUse = 3 };

        JsonArray config = SubnetSpec.Config([table, other, new Hashtable { ["Subnet"] = "10.3.0.0/16", ["AuxAddress"] = "x=10.3.0.7" }], ["10.3.0.1"], [], []);

        Holds(config, """
            [{"Subnet":"10.1.0.0/16","Gateway":"10.1.0.1","AuxiliaryAddresses":{"p":"10.1.0.9"}},
             {"Subnet":"10.2.0.0/16","IPRange":"10.2.3.0/24","Gateway":"10.2.0.1"},
             {"Subnet":"10.3.0.0/16","Gateway":"10.3.0.1","AuxiliaryAddresses":{"x":"10.3.0.7"}}]
            """);
    }

    [Fact]
    public void Nothing_is_nothing() => Assert.Empty(SubnetSpec.Config([], [], [], []));

    [Theory]
    [InlineData("", "10.0.0.1", "", "", "every ip-range or gateway must have a corresponding subnet")]
    [InlineData("", "", "10.0.0.0/24", "", "every ip-range or gateway must have a corresponding subnet")]
    [InlineData("10.0.0.0/16 10.0.128.0/17", "", "", "", "multiple overlapping subnet configuration is not supported")]
    [InlineData("10.0.128.0/17 10.0.0.0/16", "", "", "", "multiple overlapping subnet configuration is not supported")]
    [InlineData("10.0.0.0/16 10.0.0.0/16", "", "", "", "multiple overlapping subnet configuration is not supported")]
    [InlineData("10.0.0.0/16", "10.1.0.1", "", "", "no matching subnet for gateway 10.1.0.1")]
    [InlineData("10.0.0.0/16", "fd00::1", "", "", "no matching subnet for gateway fd00::1")]
    [InlineData("10.0.0.0/16 10.1.0.0/16", "10.0.0.1 10.0.0.2", "", "", "cannot configure multiple gateways (10.0.0.2, 10.0.0.1) for the same subnet (10.0.0.0/16)")]
    [InlineData("10.0.0.0/16 10.1.0.0/16", "", "10.0.1.0/24 10.0.2.0/24", "", "cannot configure multiple ranges (10.0.2.0/24, 10.0.1.0/24) on the same subnet (10.0.0.0/16)")]
    [InlineData("10.0.0.0/16", "", "10.1.0.0/24", "", "no matching subnet for range 10.1.0.0/24")]
    [InlineData("10.0.0.0/16", "", "", "a=10.1.0.1", "no matching subnet for aux-address 10.1.0.1")]
    [InlineData("", "", "", "a=10.1.0.1", "no matching subnet for aux-address 10.1.0.1")]
    public void Refused_in_dockers_words(string subnets, string gateways, string ranges, string auxiliary, string message)
    {
        InvalidRequestException error = Assert.Throws<InvalidRequestException>(() => SubnetSpec.Config(Words(subnets), Words(gateways), Words(ranges), Words(auxiliary)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.0", "", "", "", "BadSubnet")]
    [InlineData("10.0/16", "", "", "", "BadSubnet")]
    [InlineData("10.0.0.0/33", "", "", "", "BadSubnet")]
    [InlineData("fd00::/129", "", "", "", "BadSubnet")]
    [InlineData("10.0.0.0/-1", "", "", "", "BadSubnet")]
    [InlineData("10.0.0.0/16", "10.0.1", "", "", "BadGateway")]
    [InlineData("10.0.0.0/16", "", "10.0.1.0", "", "BadIPRange")]
    [InlineData("10.0.0.0/16", "", "", "a=x", "BadAuxiliaryAddress")]
    public void Refused_as_it_is_none(string subnets, string gateways, string ranges, string auxiliary, string id)
    {
        InvalidRequestException error = Assert.Throws<InvalidRequestException>(() => SubnetSpec.Config(Words(subnets), Words(gateways), Words(ranges), Words(auxiliary)));
        Assert.Equal(id, error.ErrorId);
    }

    [Fact]
    public void Refused_tables()
    {
        Assert.Contains("no matching subnet", Refused(new Hashtable { ["Subnet"] = "10.1.0.0/16", ["Gateway"] = "10.2.0.1" }).Message, StringComparison.Ordinal);
        Assert.Contains("not known", Refused(new Hashtable { ["Subnet"] = "10.1.0.0/16", ["Gatway"] = "10.1.0.1" }).Message, StringComparison.Ordinal);
        Assert.Contains("no Subnet", Refused(new Hashtable { ["Gateway"] = "10.1.0.1" }).Message, StringComparison.Ordinal);
        Assert.Contains("Int32", Refused(5).Message, StringComparison.Ordinal);

        static InvalidRequestException Refused(object value) => Assert.Throws<InvalidRequestException>(() => SubnetSpec.Config([value], [], [], []));
    }

    [Theory]
    [InlineData("10.0.0.0/16", "10.0.255.255", true)]
    [InlineData("10.0.0.0/16", "10.1.0.0", false)]
    [InlineData("10.0.0.0/17", "10.0.128.0", false)]
    [InlineData("10.0.0.9/31", "10.0.0.8", true)]
    [InlineData("10.0.0.9/32", "10.0.0.8", false)]
    [InlineData("0.0.0.0/0", "255.1.2.3", true)]
    [InlineData("fd00:1::/64", "fd00:1::ffff", true)]
    [InlineData("fd00:1::/64", "fd00:1:0:1::", false)]
    [InlineData("::/0", "10.0.0.1", false)]
    public void Blocks(string block, string address, bool inside) => Assert.Equal(inside, AddressBlock.TryParse(block)!.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.1", false)]
    [InlineData("010.0.0.1", false)]
    [InlineData("0x7f.0.0.1", false)]
    [InlineData("2130706433", false)]
    [InlineData("[::1]", false)]
    [InlineData("fe80::1%eth0", false)]
    [InlineData("", false)]
    [InlineData("10.0.0.1", true)]
    [InlineData("FD00::1", true)]
    public void Addresses(string text, bool isOne) => Assert.Equal(isOne, AddressText.TryParse(text, out _));

    [Fact]
    public void The_family_counts()
    {
        Assert.Throws<InvalidRequestException>(() => AddressText.Need("IPAddress", "fd00::1", AddressFamily.InterNetwork));
        Assert.Throws<InvalidRequestException>(() => AddressText.Need("IPv6Address", "10.0.0.1", AddressFamily.InterNetworkV6));
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void Holds(JsonArray actual, string expected) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
