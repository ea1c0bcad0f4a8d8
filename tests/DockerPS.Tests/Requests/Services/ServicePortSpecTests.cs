using System.Collections;
using System.Text.Json.Nodes;
using DockerPS.Engine.Requests.Services;

namespace DockerPS.Tests.Requests.Services;

/// <summary>-Publish of services. The texts are those of docker's own tests.</summary>
public sealed class ServicePortSpecTests
{
    [Theory]
    [InlineData("80", "80/tcp")]
    [InlineData("80:8080", "80:8080/tcp")]
    [InlineData("8080:80/udp", "8080:80/udp")]
    [InlineData("8080:80/SCTP", "8080:80/sctp")]
    [InlineData("80-81:8080-8081", "80:8080/tcp 81:8081/tcp")]
    [InlineData("80-82:8080/udp", "80:8080/udp 81:8080/udp 82:8080/udp")]
    [InlineData("80-80:8080/tcp", "80:8080/tcp")]
    [InlineData("0.0.0.0:80:8080", "80:8080/tcp")]
    [InlineData("published=80,target=8080,protocol=tcp,mode=ingress", "80:8080/tcp (ingress)")]
    [InlineData("target=80,published=8080,protocol=TCP", "8080:80/tcp")]
    [InlineData("mode=host,protocol=udp,published=80,target=8080", "80:8080/udp (host)")]
    [InlineData("TARGET=80,mode=HOST", "80/tcp (host)")]
    public void Reads_what_docker_reads(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Fact]
    public void Reads_numbers_and_tables()
    {
        Assert.Equal("80/tcp", Shown(80));
        Assert.Equal("8080:80/tcp", Shown(new Hashtable { [8080] = 80 }));
        Assert.Equal("8080:80/udp (host)", Shown(new Hashtable { ["Published"] = 8080, ["target"] = 80, ["Protocol"] = "udp", ["Mode"] = "host" }));
        Assert.Equal("8080:80/tcp (host)", Shown(new Hashtable { ["PublishedPort"] = 8080, ["TargetPort"] = 80, ["PublishMode"] = "host" }));
        Assert.Equal(
            ["8080:80/tcp (host)", "53:53/udp"],
            ServicePortSpec.ParseAll("Publish", ["published=8080", "target=80", "mode=host", "53:53/udp"]).Select(static port => port.ToString()));
    }

    [Theory]
    [InlineData("published=8080", "target, is missing")]
    [InlineData("target=80,protocol=icmp", "'icmp' is not a protocol")]
    [InlineData("target=80,mode=both", "'both' is not a mode")]
    [InlineData("target=http", "'http' is not a port of the containers")]
    [InlineData("target=80,published=65536", "'65536' is not a port of the nodes")]
    [InlineData("target=80,port=1", "'port=1' is not published=")]
    [InlineData("127.0.0.1:8080:80", "not on '127.0.0.1' alone")]
    [InlineData("8080:http", "'http' is not a port of a container")]
    public void Refuses_what_docker_refuses_and_names_the_parameter(string text, string reason)
    {
        InvalidRequestException error = Assert.Throws<InvalidRequestException>(() => ServicePortSpec.Parse("AddPublish", text).ToList());

        Assert.Equal("BadAddPublish", error.ErrorId);
        Assert.StartsWith($"-AddPublish '{text}': ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("or the Ports of a service.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Goes_out_as_docker_sends_it()
    {
        Assert.Equal("""{"Protocol":"tcp","TargetPort":80,"PublishedPort":8080,"PublishMode":"ingress"}""", Json("8080:80"));
        Assert.Equal("""{"Protocol":"udp","TargetPort":53,"PublishMode":"host"}""", Json("target=53,protocol=udp,mode=host"));
    }

    [Theory]
    [InlineData("80", true)]
    [InlineData("80/udp", false)]
    [InlineData("81", false)]
    [InlineData("8080:80", true)]
    [InlineData("9090:80", false)]
    [InlineData("target=80,mode=host", true)]
    [InlineData("target=80,mode=ingress", false)]
    public void Means_a_port_of_a_service(string text, bool matches) => Assert.Equal(
        matches,
        Assert.Single(ServicePortSpec.Parse("RemovePublish", text)).Matches(
            (JsonObject)JsonNode.Parse("""{"Protocol":"tcp","TargetPort":80,"PublishedPort":8080,"PublishMode":"host"}""")!));

    [Fact]
    public void A_port_without_protocol_and_mode_is_tcp_by_ingress()
    {
        var port = (JsonObject)JsonNode.Parse("""{"TargetPort":80}""")!;

        Assert.Equal("0:80/tcp/ingress", ServicePortSpec.KeyOf(port));
        Assert.True(Assert.Single(ServicePortSpec.Parse("RemovePublish", "target=80,mode=ingress,protocol=tcp")).Matches(port));
    }

    private static string Shown(object value) => string.Join(' ', ServicePortSpec.Parse("Publish", value));

    private static string Json(string text) => Assert.Single(ServicePortSpec.Parse("Publish", text)).ToJson().ToJsonString();
}
