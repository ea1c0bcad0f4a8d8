using System.Runtime.Versioning;
using DockerPS.Hosting.Output;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Output;

public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.Combine("target");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Takes_its_place_only_when_it_is_committed()
    {
        await File.WriteAllTextAsync(Target, "old");
        await using (OutputFile file = OutputFile.Create(Target))
        {
            await file.Stream.WriteAsync("new"u8.ToArray());
            await file.Stream.FlushAsync();
            Assert.Equal("old", await File.ReadAllTextAsync(Target));
            await file.CommitAsync();
        }

        Assert.Equal("new", await File.ReadAllTextAsync(Target));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Leaves_nothing_where_it_was_not_committed()
    {
        await using (OutputFile file = OutputFile.Create(Target))
        {
            await file.Stream.WriteAsync("new"u8.ToArray());
        }

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Follows_links_and_keeps_the_mode()
    {
        await File.WriteAllTextAsync(Target, "old");
        File.SetUnixFileMode(Target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string link = _folder.Combine("link");
        File.CreateSymbolicLink(link, Target);
        await using (OutputFile file = OutputFile.Create(link))
        {
            await file.CommitAsync();
        }

        Assert.Equal("", await File.ReadAllTextAsync(Target));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [UnixFact]
    public async Task Follows_a_link_that_leads_nowhere_yet()
    {
        string link = _folder.Combine("link");
        File.CreateSymbolicLink(link, Target);
        await using (OutputFile file = OutputFile.Create(link))
        {
            await file.CommitAsync();
        }

        Assert.True(File.Exists(Target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [UnixFact]
    public async Task A_device_stays_one()
    {
        // Not /dev/null: .NET locks what it opens, and some other process of the suite may have that one.
        await using (OutputFile file = OutputFile.Create("/dev/zero"))
        {
            await file.Stream.WriteAsync("x"u8.ToArray());
            await file.CommitAsync();
        }

        Assert.Equal(0, new FileInfo("/dev/zero").Length);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Refuses_a_folder() => Assert.Throws<UnauthorizedAccessException>(() => OutputFile.Create(_folder.Path));
}
