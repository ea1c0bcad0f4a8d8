using System.Management.Automation;
using Xunit;

namespace DockerPS.Tests.Formatting;

public sealed class ViewTextTests
{
    [Fact]
    public void ShowsAPortOfEveryAddressOnceAndKeepsOthers()
    {
        PortMapping[] ports =
        [
            new() { HostAddress = "0.0.0.0", HostPort = 8080, ContainerPort = 80 },
            new() { HostAddress = "::", HostPort = 8080, ContainerPort = 80 },
            new() { HostAddress = "127.0.0.1", HostPort = 53, ContainerPort = 53, Protocol = "udp" },
            new() { ContainerPort = 443 },
        ];
        Assert.Equal("8080->80/tcp, 127.0.0.1:53->53/udp, 443/tcp", ViewText.Ports(ports));
    }

    [Fact]
    public void ShowsPortsThatHaveBecomeText()
    {
        Assert.Equal("8080->80/tcp", ViewText.Ports(new object[] { PSObject.AsPSObject("0.0.0.0:8080->80/tcp") }));
        Assert.Equal("8080->80/tcp", ViewText.Ports("0.0.0.0:8080->80/tcp"));
        Assert.Equal("", ViewText.Ports(null));
    }
}
