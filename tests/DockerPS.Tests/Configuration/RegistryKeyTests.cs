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

    [Theory]
    [InlineData("docker.io", "https://index.docker.io/v1/")]
    [InlineData("https://index.docker.io/v1/", "https://index.docker.io/v1/")]
    [InlineData(" http://host.example:5000/v2/x ", "host.example:5000")]
    [InlineData("host.example/team/web", "host.example")]
    [InlineData("localhost", "localhost")]
    [InlineData("[::1]:5000", "[::1]:5000")]
    public void Of_what_a_user_writes(string text, string key) => Assert.Equal(key, RegistryKey.FromText(text));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("http://")]
    [InlineData("-host")]
    [InlineData("host:")]
    [InlineData("me:word@host")]
    [InlineData("\u001b[31m")]
    public void No_registry_is_refused(string text) =>
        Assert.Equal("BadParameter", Assert.Throws<InvalidRequestException>(() => RegistryKey.FromText(text)).ErrorId);

    [Theory]
    [InlineData("https://index.docker.io/v1/", "docker.io")]
    [InlineData("index.docker.io", "docker.io")]
    [InlineData("http://host.example:5000", "host.example:5000")]
    public void The_registry_of_a_key(string key, string registry) => Assert.Equal(registry, RegistryKey.RegistryOf(key));

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
