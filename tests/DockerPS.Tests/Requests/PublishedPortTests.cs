using System.Collections;
using DockerPS.Engine.Requests;

namespace DockerPS.Tests.Requests;

/// <summary>The tables are those of docker/go-connections' own tests, and docker run's documentation.</summary>
public sealed class PublishedPortTests
{
    [Theory]
    [InlineData("80", "|>80/tcp")]
    [InlineData("1234/udp", "|>1234/udp")]
    [InlineData("1234/SCTP", "|>1234/sctp")]
    [InlineData("8080:80", "|8080>80/tcp")]
    [InlineData("2345:2345/udp", "|2345>2345/udp")]
    [InlineData(":80", "|>80/tcp")]
    [InlineData("127.0.0.1:8080:80", "127.0.0.1|8080>80/tcp")]
    [InlineData("127.0.0.1::80", "127.0.0.1|>80/tcp")]
    [InlineData("0.0.0.0:1234-1235:3333-3334/tcp", "0.0.0.0|1234>3333/tcp 0.0.0.0|1235>3334/tcp")]
    [InlineData("1234-1236:1234-1236/tcp", "|1234>1234/tcp |1235>1235/tcp |1236>1236/tcp")]
    [InlineData("9-10/udp", "|>9/udp |>10/udp")]
    [InlineData("8000-9000:80", "|8000-9000>80/tcp")]
    [InlineData("80-80:90-90", "|80>90/tcp")]
    [InlineData("[2001:4860:0:2001::68]::333", "2001:4860:0:2001::68|>333/tcp")]
    [InlineData("[::1]:80:80", "::1|80>80/tcp")]
    [InlineData("2001:4860:0:2001::68::333", "2001:4860:0:2001::68|>333/tcp")]
    [InlineData("::1:80:80", "::1|80>80/tcp")]
    [InlineData("::::80", "::|>80/tcp")]
    [InlineData("published=8080,target=80", "|8080>80/tcp")]
    [InlineData("published=53,target=5353,protocol=udp", "|53>5353/udp")]
    public void Reads_what_docker_reads(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Theory]
    [InlineData("", "the container's port is missing")]
    [InlineData("0.0.0.0:1234-1235:/tcp", "the container's port is missing")]
    [InlineData("0.0.0.0:1234-1235:", "the container's port is missing")]
    [InlineData("localhost:1234:1234/tcp", "'localhost' is not an IP address")]
    [InlineData("127.1:1234:1234", "'127.1' is not an IP address")]
    [InlineData("[127.0.0.1]:80:80", "'[127.0.0.1]' is not an IP address")]
    [InlineData("[::1:80:80", "is not an IP address")]
    [InlineData("8080:http", "'http' is not a port of a container")]
    [InlineData("http:80", "'http' is not a port of the engine's machine")]
    [InlineData("65536", "'65536' is not a port of a container")]
    [InlineData("-1:80", "'-1' is not a port of the engine's machine")]
    [InlineData("80-79", "'80-79' is not a port of a container")]
    [InlineData("80 80", "'80 80' is not a port of a container")]
    [InlineData("8000-8005:80-81", "the ranges 8000-8005 and 80-81 are not of the same length")]
    [InlineData("80/icmp", "'icmp' is not a protocol")]
    [InlineData("published=80,port=1", "'port=1' is not published=, target= or protocol=")]
    [InlineData("published=80", "the container's port is missing")]
    public void Refuses_what_docker_refuses_and_says_why(string text, string reason)
    {
        InvalidRequestException error = Assert.Throws<InvalidRequestException>(() => PublishedPort.Parse(text).ToList());

        Assert.Equal("BadPublish", error.ErrorId);
        Assert.StartsWith($"-Publish '{text}': ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("'127.0.0.1:8080:80/tcp'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_numbers_tables_and_mappings()
    {
        Assert.Equal("|>80/tcp", Shown(80));
        Assert.Equal("|8080>80/tcp", Shown(new Hashtable { [8080] = 80 }));
        Assert.Equal("127.0.0.1|53>53/udp", Shown(new Hashtable { ["127.0.0.1:53"] = "53/udp" }));
        Assert.Equal("::1|8080>80/udp", Shown(new Hashtable { ["hostaddress"] = "::1", ["HostPort"] = 8080, ["ContainerPort"] = 80, ["Protocol"] = "udp" }));
        Assert.Equal("0.0.0.0|8080>80/tcp", Shown(new PortMapping { HostAddress = "0.0.0.0", HostPort = 8080, ContainerPort = 80 }));
        Assert.Equal("|>80/tcp", Shown(new PortMapping { ContainerPort = 80 }));
    }

    [Fact]
    public void A_key_that_is_none_and_a_value_of_another_kind_are_errors()
    {
        Assert.Contains(
            "'Colour': the table's key is not known",
            Assert.Throws<InvalidRequestException>(() => PublishedPort.Parse(new Hashtable { ["ContainerPort"] = 80, ["Colour"] = 1 }).ToList()).Message,
            StringComparison.Ordinal);
        Assert.Contains("Guid", Assert.Throws<InvalidRequestException>(() => PublishedPort.Parse(Guid.Empty).ToList()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidRequestException>(() => PublishedPort.Parse(null).ToList());
    }

    [Theory]
    [InlineData("8080", "8080/tcp")]
    [InlineData("8080/udp", "8080/udp")]
    [InlineData("8080-8080/udp", "8080/udp")]
    [InlineData("8080-8082/tcp", "8080/tcp 8081/tcp 8082/tcp")]
    public void Expose_reads_ports_and_ranges(string text, string expected) => Assert.Equal(expected, string.Join(' ', ExposedPort.Parse(text)));

    [Theory]
    [InlineData(":")]
    [InlineData("8080:9090")]
    [InlineData("/tcp")]
    [InlineData("NaN/tcp")]
    [InlineData("8080-NaN/tcp")]
    [InlineData("1234567890-8080/tcp")]
    [InlineData("80/t:p")]
    public void Expose_refuses_the_rest(string text) =>
        Assert.Equal("BadExpose", Assert.Throws<InvalidRequestException>(() => ExposedPort.Parse(text)).ErrorId);

    private static string Shown(object value) =>
        string.Join(' ', PublishedPort.Parse(value).Select(static port => $"{port.HostAddress}|{port.HostPort}>{port.Port}"));
}
