using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Hosting;

namespace DockerPS.Tests.Hosting;

public sealed class ConnectionTextTests
{
    [Theory]
    [InlineData("unix:///var/run/docker.sock")]
    [InlineData("npipe:////./pipe/docker_engine")]
    [InlineData("tcp://127.0.0.1:2375")]
    [InlineData("tcp://[::1]:2375")]
    [InlineData("tcp://localhost:2375")]
    [InlineData("ssh://root@localhost")]
    public void What_means_another_engine_elsewhere_tells_its_machine(string address)
    {
        DockerConnection connection = Made(address);
        Assert.Equal(Environment.MachineName, connection.Machine);
        Assert.Equal($"{address} on {Environment.MachineName}", connection.ToString());
        DockerConnection back = ConnectionFactory.OfText(connection.ToString());
        Assert.True(back.IsSameEngine(connection));
    }

    [Theory]
    [InlineData("tcp://prod:2375")]
    [InlineData("ssh://admin@build7")]
    public void An_address_that_means_the_same_everywhere_is_its_own_text(string address)
    {
        DockerConnection connection = Made(address);
        Assert.Null(connection.Machine);
        Assert.Equal(address, connection.ToString());
        Assert.True(ConnectionFactory.OfText(address).IsSameEngine(connection));
    }

    [Fact]
    public void A_name_means_something_on_its_machine_only()
    {
        DockerConnection connection = Made("tcp://prod:2375", "production");
        Assert.Equal($"production on {Environment.MachineName}", connection.ToString());
        Assert.Equal("tcp://prod:2375", connection.Endpoint);
    }

    [Theory]
    [InlineData("unix:///var/run/docker.sock on build7")]
    [InlineData("default on build7")]
    public void A_text_of_another_machine_is_an_error_on_use(string text)
    {
        DockerConnection connection = ConnectionFactory.OfText(text);
        Assert.False(connection.IsResolved);
        InvalidRequestException error = Assert.Throws<InvalidRequestException>(() => connection.Client);
        Assert.Equal("ConnectionNotFound", error.ErrorId);
        Assert.Contains("'build7'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_print_no_headers()
    {
        string text = new DockerClientOptions { Headers = "X-Token: secret" }.ToString();
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.Contains("with headers", text, StringComparison.Ordinal);
    }

    private static DockerConnection Made(string address, string? name = null) =>
        new(name ?? address, "the test", DockerEndpoint.Parse(address), new DockerClientOptions());
}
