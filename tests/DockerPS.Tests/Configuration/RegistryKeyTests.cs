using DockerPS.Engine.Configuration;

namespace DockerPS.Tests.Configuration;

public sealed class RegistryKeyTests
{
    [Theory]
    [InlineData("docker.io", "https://index.docker.io/v1/")]
    [InlineData("index.docker.io", "https://index.docker.io/v1/")]
    [InlineData("registry.example:5000", "registry.example:5000")]
    [InlineData("localhost", "localhost")]
    public void Of_a_host(string host, string key) => Assert.Equal(key, RegistryKey.Of(host));

    // The table of the docker CLI's own test of ConvertToHostname.
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("[::1]", "[::1]")]
    [InlineData("example.com", "example.com")]
    [InlineData("http://example.com", "example.com")]
    [InlineData("https://example.com", "example.com")]
    [InlineData("https://example.com/", "example.com")]
    [InlineData("https://example.com/v2/", "example.com")]
    [InlineData("unix:///var/run/docker.sock", "unix:")]
    [InlineData("ftp://example.com", "example.com")]
    [InlineData("127.0.0.1:6556", "127.0.0.1:6556")]
    [InlineData("::1:6556", "::1:6556")]
    [InlineData("[::1]:6556", "[::1]:6556")]
    [InlineData("example.com:6555", "example.com:6555")]
    [InlineData("https://127.0.0.1:6555/v2/", "127.0.0.1:6555")]
    [InlineData("https://::1:6555/v2/", "[::1]:6555")]
    [InlineData("https://[::1]:6555/v2/", "[::1]:6555")]
    [InlineData("http://example.com:6555", "example.com:6555")]
    [InlineData("https://example.com:6555", "example.com:6555")]
    [InlineData("https://example.com:6555/v2/", "example.com:6555")]
    public void Host_of_a_key(string key, string host) => Assert.Equal(host, RegistryKey.HostOf(key));
}
