using DockerPS.Engine.Streams.Build;
using DockerPS.Tests.Configuration;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Streams.Build;

public sealed class RealPathTests
{
    [UnixFact]
    public void EveryLinkOnTheWayIsFollowed()
    {
        using var temporary = new TemporaryFolder();
        string root = RealPath.Resolve(temporary.Path);
        Directory.CreateDirectory(Path.Combine(root, "a", "b"));
        File.WriteAllText(Path.Combine(root, "a", "b", "file"), "x");
        Directory.CreateSymbolicLink(Path.Combine(root, "link"), "a");
        Directory.CreateSymbolicLink(Path.Combine(root, "a", "up"), "../link/b");
        File.CreateSymbolicLink(Path.Combine(root, "far"), Path.Combine(root, "link", "up", "file"));

        Assert.Equal(Path.Combine(root, "a", "b", "file"), RealPath.Resolve(Path.Combine(root, "far")));
        Assert.Equal(Path.Combine(root, "a", "b"), RealPath.Resolve(Path.Combine(root, "link", "up") + "/"));
        Assert.Equal(Path.Combine(root, "a", "missing"), RealPath.Resolve(Path.Combine(root, "link", "missing")));
    }
}
