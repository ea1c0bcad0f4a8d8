using System.Collections;
using DockerPS.Engine.Requests;

namespace DockerPS.Tests.Requests;

/// <summary>The tables are those of docker/cli's own tests, and docker run's documentation.</summary>
public sealed class VolumeSpecTests
{
    [Theory]
    [InlineData("/path")]
    [InlineData("/path/foo")]
    [InlineData("C:\\path")]
    [InlineData("Z:\\path\\foo")]
    [InlineData("d:\\path with space")]
    [InlineData("c:\\Program Files (x86)")]
    [InlineData(".")]
    [InlineData("/a")]
    [InlineData("d:")]
    public void One_path_is_an_anonymous_volume(string text) => Assert.Equal(new VolumeSpec(null, text), Assert.Single(Parse(text)));

    [Theory]
    [InlineData("data:/data")]
    [InlineData("data:/data:ro")]
    [InlineData("/foo:/target:rw")]
    [InlineData("/source:/target:slave")]
    [InlineData("name:/target:nocopy")]
    [InlineData("name:/target:bogus")]
    [InlineData("C:\\source\\foo:D:\\target:ro,rprivate")]
    [InlineData("C:\\x:/x:ro")]
    [InlineData("c:\\:d:\\:xyzzy")]
    [InlineData("c:/:d:/forward/slashes/are/good/too")]
    [InlineData("name:D::rW")]
    [InlineData("\\\\.\\pipe\\docker_engine:\\\\.\\pipe\\inside")]
    [InlineData("/tmp/x/y:/foo/x/y")]
    public void A_source_and_a_target_are_a_bind_as_it_is_written(string text) => Assert.Equal(new VolumeSpec(text, null), Assert.Single(Parse(text)));

    [Theory]
    [InlineData("./foo:/target:ro", "<./foo>:/target:ro")]
    [InlineData("../other:d:\\target", "<../other>:d:\\target")]
    [InlineData(".:/x", "<.>:/x")]
    [InlineData("~:/x", "<~>:/x")]
    [InlineData("~/thing:/x", "<~/thing>:/x")]
    [InlineData("~\\thing:C:\\x", "<~\\thing>:C:\\x")]
    [InlineData("~data:/x", "~data:/x")]
    public void A_path_that_is_relative_is_made_full_by_the_shell(string text, string bind) => Assert.Equal(bind, Assert.Single(Parse(text)).Bind);

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData(":foo", "nothing before")]
    [InlineData(":/vol", "nothing before")]
    [InlineData("/foo::ro", "nothing before, after or between")]
    [InlineData("/foo:/bar:", "nothing before, after or between")]
    [InlineData("/foo:/foo:ro:foo", "too many colons")]
    public void What_docker_refuses_is_refused_with_the_reason(string text, string reason)
    {
        InvalidRequestException error = Assert.Throws<InvalidRequestException>(() => Parse(text));

        Assert.Equal("BadVolume", error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_and_mount_points_are_read()
    {
        Assert.Equal("data:/data:ro", Assert.Single(Parse(new Hashtable { ["data"] = "/data:ro" })).Bind);
        Assert.Equal("<./x>:/x:ro,z", Assert.Single(Parse(new Hashtable { ["Source"] = "./x", ["Target"] = "/x", ["ReadOnly"] = true, ["Options"] = "z" })).Bind);
        Assert.Equal("/x", Assert.Single(Parse(new Hashtable { ["target"] = "/x" })).AnonymousTarget);
        Assert.Equal("data:/data:ro", Assert.Single(Parse(new MountPoint { Type = "volume", Name = "data", Source = "/var/lib/x", Destination = "/data" })).Bind);
        Assert.Equal("/src:/dst", Assert.Single(Parse(new MountPoint { Type = "bind", Source = "/src", Destination = "/dst", Writable = true })).Bind);
        Assert.Contains("-Mount", Assert.Throws<InvalidRequestException>(() => Parse(new MountPoint { Type = "tmpfs", Destination = "/t" })).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidRequestException>(() => Parse(5));
    }

    private static List<VolumeSpec> Parse(object value) => [.. VolumeSpec.Parse(value, static path => $"<{path}>")];
}
