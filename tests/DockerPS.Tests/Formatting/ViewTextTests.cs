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
    public void ShowsListsAndTablesThatCameFromAJob()
    {
        Assert.Equal("a:1, b:2", ViewText.Clean(new System.Collections.ArrayList { PSObject.AsPSObject("a:1"), "b:2" }));
        Assert.Equal("a=1, b=2", ViewText.Clean(new System.Collections.Hashtable { ["b"] = "2", ["a"] = "1" }));
        Assert.Equal("", ViewText.Clean(new System.Collections.ArrayList()));
    }

    [Fact]
    public void ShowsPortsThatHaveBecomeText()
    {
        Assert.Equal("8080->80/tcp", ViewText.Ports(new object[] { PSObject.AsPSObject("0.0.0.0:8080->80/tcp") }));
        Assert.Equal("8080->80/tcp", ViewText.Ports("0.0.0.0:8080->80/tcp"));
        Assert.Equal("", ViewText.Ports(null));
    }

    [Theory]
    [InlineData("running", null, "Up 2 hours", 32)]
    [InlineData("running", "healthy", "Up 2 hours (healthy)", 32)]
    [InlineData("running", "starting", "Up 2 hours (health: starting)", 33)]
    [InlineData("running", "unhealthy", "Up 2 hours (unhealthy)", 31)]
    [InlineData("paused", null, "Up 2 hours (Paused)", 33)]
    [InlineData("restarting", null, "Restarting (1) 2 seconds ago", 33)]
    [InlineData("exited", null, "Exited (137) 2 hours ago", 31)]
    [InlineData("exited", null, "Exited (0) 2 hours ago", null)]
    [InlineData("exited", null, 1L, 31)]
    [InlineData("exited", null, 0L, null)]
    [InlineData("exited", null, null, null)]
    [InlineData("dead", null, 0L, 31)]
    [InlineData("created", null, "Created", null)]
    [InlineData("something newer", null, "", null)]
    [InlineData(null, null, null, null)]
    public void ColoursTheState(string? state, string? health, object? exitCode, int? colour) =>
        Assert.Equal(colour is int code ? $"\x1b[{code}m{state}\x1b[0m" : state ?? "", ViewText.State(state, health, exitCode));

    [Fact]
    public void ColoursNoControlCharactersOfTheEngine() => Assert.DoesNotContain('\x1b', ViewText.State("\x1b[32mrunning", null, null));

    [Theory]
    [InlineData(0L, "0B", "0B")]
    [InlineData(999L, "999B", "999B")]
    [InlineData(1000L, "1kB", "1000B")]
    [InlineData(1536L, "1.54kB", "1.5KiB")]
    [InlineData(999_999L, "1MB", "976.6KiB")]
    [InlineData(25_324_834_816L, "25.3GB", "23.59GiB")]
    [InlineData(long.MaxValue, "9.22EB", "8192PiB")]
    [InlineData(-1L, "", "")]
    [InlineData(null, "", "")]
    public void WritesBytesAsDocker(long? bytes, string size, string binary)
    {
        Assert.Equal(size, ViewText.Size(bytes));
        Assert.Equal(binary, ViewText.BinarySize(bytes));
    }

    [Theory]
    [InlineData("00:00:00", "00:00:00")]
    [InlineData("23:59:59.125", "23:59:59.125")]
    [InlineData("12.01:02:03", "12-01:02:03")]
    public void WritesTimesAsPs(string span, string text) =>
        Assert.Equal(text, ViewText.Time(TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void WritesWhatWasNotCountedAsDashes()
    {
        Assert.Equal("--", ViewText.Percent(null));
        Assert.Equal("100.13%", ViewText.Percent(100.126));
        Assert.Equal("", ViewText.Time(null));
    }
}
