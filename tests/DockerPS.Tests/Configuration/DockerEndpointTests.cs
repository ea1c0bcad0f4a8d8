using DockerPS.Engine.Configuration;

namespace DockerPS.Tests.Configuration;

public sealed class DockerEndpointTests
{
    private static readonly TlsOptions s_tls = new("ca.pem", null, null);

    [Theory]
    [InlineData("unix:///run/docker.sock", "unix:///run/docker.sock")]
    [InlineData("unix:///run/user@1000/a b.sock", "unix:///run/user@1000/a b.sock")]
    [InlineData("unix://", "unix:///var/run/docker.sock")]
    [InlineData("npipe://", "npipe:////./pipe/docker_engine")]
    [InlineData("npipe:////./pipe/foo", "npipe:////./pipe/foo")]
    [InlineData(@"npipe://\\server\pipe\foo", "npipe:////server/pipe/foo")]
    [InlineData("tcp://", "tcp://127.0.0.1:2375")]
    [InlineData("tcp://host", "tcp://host:2375")]
    [InlineData("tcp://host:", "tcp://host:2375")]
    [InlineData("tcp://:7777", "tcp://127.0.0.1:7777")]
    [InlineData(" tcp://:7777/path ", "tcp://127.0.0.1:7777/path")]
    [InlineData("tcp://0.0.0.0:8080", "tcp://0.0.0.0:8080")]
    [InlineData("TCP://192.168:8080", "tcp://192.168:8080")]
    [InlineData("tcp://docker.com:2375/prefix/", "tcp://docker.com:2375/prefix")]
    [InlineData("tcp://[::1]", "tcp://[::1]:2375")]
    [InlineData("tcp://[0:0:0:0:0:0:0:1]:5555/path", "tcp://[0:0:0:0:0:0:0:1]:5555/path")]
    [InlineData("http://host:80", "tcp://host:80")]
    [InlineData("https://host", "https://host:2376")]
    [InlineData("https://host:443/p", "https://host:443/p")]
    [InlineData("0.0.0.1:", "tcp://0.0.0.1:2375")]
    [InlineData("localhost:5555/path", "tcp://localhost:5555/path")]
    [InlineData("[::1]:5555/path", "tcp://[::1]:5555/path")]
    [InlineData(":6666/path", "tcp://127.0.0.1:6666/path")]
    [InlineData("host", "tcp://host:2375")]
    [InlineData("ssh://host", "ssh://host")]
    [InlineData("ssh://host/", "ssh://host")]
    [InlineData("ssh://user@host", "ssh://user@host")]
    [InlineData("ssh://me.too@host:2222/run/user/1000/docker.sock", "ssh://me.too@host:2222/run/user/1000/docker.sock")]
    [InlineData("ssh://host/a%25b%20c", "ssh://host/a%25b c")]
    [InlineData("ssh://me@[fe80::1]:22", "ssh://me@[fe80::1]:22")]
    public void Reads_and_writes_the_canonical_text(string text, string expected)
    {
        DockerEndpoint endpoint = DockerEndpoint.Parse(text);

        Assert.Equal(expected, endpoint.ToString());
        Assert.Equal(endpoint, DockerEndpoint.Parse(endpoint.ToString()));
    }

    [Fact]
    public void Takes_an_ssh_address_apart()
    {
        DockerEndpoint endpoint = DockerEndpoint.Parse("ssh://me@host:22/run/my docker.sock");

        Assert.Equal(
            new DockerEndpoint { Scheme = EndpointScheme.Ssh, Address = "host", Port = 22, User = "me", Path = "/run/my docker.sock" },
            endpoint);
    }

    [Fact]
    public void Ssh_without_a_port_leaves_it_to_ssh()
    {
        DockerEndpoint endpoint = DockerEndpoint.Parse("ssh://host");

        Assert.Equal(0, endpoint.Port);
        Assert.Null(endpoint.User);
        Assert.Equal("", endpoint.Path);
    }

    [Theory]
    [InlineData("tcp://host", 2376)]
    [InlineData("host", 2376)]
    [InlineData("tcp://host:2375", 2375)]
    [InlineData("https://host", 2376)]
    public void Tls_goes_with_tcp_and_moves_its_default_port(string text, int port)
    {
        DockerEndpoint endpoint = DockerEndpoint.Parse(text, s_tls);

        Assert.Equal(s_tls, endpoint.Tls);
        Assert.Equal(port, endpoint.Port);
        Assert.StartsWith("tcp://", endpoint.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unix:///run/docker.sock")]
    [InlineData("npipe://")]
    [InlineData("ssh://host")]
    public void Tls_is_not_for_sockets_pipes_and_ssh(string text) => Assert.Null(DockerEndpoint.Parse(text, s_tls).Tls);

    [Fact]
    public void Https_without_files_trusts_the_system()
    {
        Assert.Equal(new TlsOptions(null, null, null), DockerEndpoint.Parse("https://host").Tls);
        Assert.Null(DockerEndpoint.Parse("tcp://host").Tls);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("something with spaces", "neither a name nor an address")]
    [InlineData("://", "scheme")]
    [InlineData("unknown://", "'unknown'")]
    [InlineData("udp://127.0.0.1:2375", "'udp'")]
    [InlineData("fd://", "file descriptor")]
    [InlineData("tcp://:port", "port")]
    [InlineData("tcp://host:0", "port")]
    [InlineData("tcp://host:65536", "port")]
    [InlineData("tcp://host:+1", "port")]
    [InlineData("tcp://unix:///run/docker.sock", "two schemes")]
    [InlineData("tcp:a.b.c.d", "//")]
    [InlineData("unix:/run/docker.sock", "//")]
    [InlineData("tcp://::1:2375", "brackets")]
    [InlineData("tcp://[host]:2375", "brackets")]
    [InlineData("tcp://[::1]2375", "brackets")]
    [InlineData("tcp://-host", "neither a name nor an address")]
    [InlineData("tcp://host/a?b", "path")]
    [InlineData("tcp://host/a b", "path")]
    [InlineData("tcp://host/a\r\nX: y", "control character")]
    [InlineData("unix:///run/\0", "control character")]
    [InlineData("unix://run/docker.sock", "full path")]
    [InlineData("unix://tcp://127.0.0.1", "full path")]
    [InlineData("/var/run/docker.sock", "unix://")]
    [InlineData("./docker.sock", "unix://")]
    [InlineData(@"\\.\pipe\docker_engine", "npipe:////./pipe/docker_engine")]
    [InlineData("npipe://docker_engine", "npipe:////./pipe/docker_engine")]
    [InlineData("ssh://", "no host")]
    [InlineData("ssh://me@", "no host")]
    [InlineData("ssh://-oProxyCommand=x", "not allowed")]
    [InlineData("ssh://-oProxyCommand=x@host", "not allowed")]
    [InlineData("ssh://@host", "not allowed")]
    [InlineData("ssh://a b@host", "not allowed")]
    [InlineData("ssh://ho$st", "not allowed")]
    [InlineData("ssh://host/a%0Ab", "control character")]
    [InlineData("ssh://host?x=1", "query")]
    [InlineData("ssh://host#x", "fragment")]
    public void Refuses_with_advice(string text, string part)
    {
        FormatException error = Assert.Throws<FormatException>(() => DockerEndpoint.Parse(text));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Theory]
    [InlineData("ssh://me:s3cret@host")]
    [InlineData("ssh://me:s3cret/x@host")]
    [InlineData("ssh://me:a@s3cret@host:port")]
    [InlineData("tcp://me:s3cret@host:2375")]
    [InlineData("tcp://s3cret@host")]
    [InlineData("me:s3cret@host:2375")]
    [InlineData("https://me:s3cret@host")]
    [InlineData("ftp://me:s3cret@host")]
    public void Refuses_passwords_without_telling_them(string text)
    {
        FormatException error = Assert.Throws<FormatException>(() => DockerEndpoint.Parse(text));

        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_http_where_tls_is_asked_for()
    {
        FormatException error = Assert.Throws<FormatException>(() => DockerEndpoint.Parse("http://host", s_tls));

        Assert.Contains("https://", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tcp://10.0.0.1:2375", true)]
    [InlineData("http://build.example", true)]
    [InlineData("tcp://127.0.0.1:2375", false)]
    [InlineData("tcp://localhost:2375", false)]
    [InlineData("tcp://[::1]:2375", false)]
    [InlineData("https://build.example", false)]
    [InlineData("ssh://build.example", false)]
    [InlineData("unix:///var/run/docker.sock", false)]
    public void Knows_where_others_can_read_along(string text, bool expected) =>
        Assert.Equal(expected, DockerEndpoint.Parse(text).IsReadableOnTheWay);

    [Fact]
    public void Nobody_reads_along_over_tls() => Assert.False(DockerEndpoint.Parse("tcp://10.0.0.1:2376", s_tls).IsReadableOnTheWay);
}
