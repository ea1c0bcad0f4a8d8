using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Streams.Copy;

namespace DockerPS.Tests.Files;

public sealed class CopyArgumentTests
{
    [Theory]
    [InlineData("web:/etc", "web", "/etc", "web", "/etc")]
    [InlineData("c:/x", "c", "/x", null, "c:/x")]
    [InlineData(@"C:\x", "C", @"\x", null, @"C:\x")]
    [InlineData("c:x", "c", "x", "c", "x")]
    [InlineData("web:", "web", "", "web", "")]
    [InlineData(@"web:C:\data", "web", @"C:\data", "web", @"C:\data")]
    [InlineData("./a:b", null, "./a:b", null, "./a:b")]
    [InlineData(".a:b", null, ".a:b", null, ".a:b")]
    [InlineData("../a:b", null, "../a:b", null, "../a:b")]
    [InlineData("/a:b", null, "/a:b", null, "/a:b")]
    [InlineData(@"\a:b", @"\a", "b", null, @"\a:b")]
    [InlineData("a/b", null, "a/b", null, "a/b")]
    [InlineData(":x", null, ":x", null, ":x")]
    [InlineData("host/web:/x", "host/web", "/x", "host/web", "/x")]
    public void Containers_and_paths_are_told_apart_as_docker_does(string text, string? container, string path, string? onWindows, string pathOnWindows)
    {
        Assert.Equal((container, path), CopyArgument.Split(text, isWindows: false));
        Assert.Equal((onWindows, pathOnWindows), CopyArgument.Split(text, isWindows: true));
    }

    [Theory]
    [InlineData("/a/b", "/a/b", "b", "/a")]
    [InlineData("a/b/", "/a/b/", "b", "/a")]
    [InlineData("/a/b/.", "/a/b/.", ".", "/a/b")]
    [InlineData("/a//b/../c/", "/a/c/", "c", "/a")]
    [InlineData("/../../a", "/a", "a", "/")]
    [InlineData("/", "/", "/", "/")]
    [InlineData(".", "/.", ".", "/")]
    [InlineData("", "/", "/", "/")]
    public void The_end_of_a_path_in_a_container_is_kept(string text, string engine, string name, string folder)
    {
        var path = CopyPath.InContainer(text, isWindows: false);
        Assert.Equal((engine, name, folder), (path.ForEngine, path.BaseInContainer, path.FolderInContainer));
    }

    [Theory]
    [InlineData("/data/link", "/data/file", "/data/file")]
    [InlineData("/data/link", "file", "/data/file")]
    [InlineData("/link", "../etc/x", "/etc/x")]
    [InlineData("/data/link/", "../x", "/x")]
    public void A_link_leads_on_from_its_folder(string link, string target, string path) =>
        Assert.Equal(path, CopyPath.OfLink(CopyPath.InContainer(link, isWindows: false), target, isWindows: false).Path);

    [Fact]
    public void Paths_of_Windows_containers_have_drives_and_backslashes()
    {
        Assert.Equal("C:/data/x/", CopyPath.InContainer(@"C:\data\.\x\", isWindows: true).ForEngine);
        Assert.Equal("/data", CopyPath.InContainer(@"\data", isWindows: true).ForEngine);
        Assert.Equal(@"/a\b", CopyPath.InContainer(@"a\b", isWindows: false).ForEngine);
    }

    [Theory]
    [InlineData(2147484141u, "drwxr-xr-x")]
    [InlineData(134218239u, "lrwxrwxrwx")]
    [InlineData(8389101u, "-rwsr-xr-x")]
    [InlineData(8388612u, "---S---r--")]
    [InlineData(4194312u, "------s---")]
    [InlineData(2148532735u, "drwxrwxrwt")]
    [InlineData(69206454u, "crw-rw-rw-")]
    [InlineData(67109296u, "brw-rw----")]
    [InlineData(33554868u, "prw-rw-r--")]
    [InlineData(16777664u, "srwx------")]
    public void Modes_of_Go_read_as_those_of_ls(uint mode, string expected)
    {
        var stat = new PathStat { GoMode = mode };
        Assert.Equal(expected, ContainerFile.ModeText(stat.Type, stat.Mode));
    }
}
