using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using DockerPS.Engine.Streams.Build;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Streams.Build;

public sealed class BuildSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("http://x/y.tar", true)]
    [InlineData("https://x/y.git#main:dir", true)]
    [InlineData("git://x/y", true)]
    [InlineData("git@github.com:a/b.git", true)]
    [InlineData("HTTPS://x/y", true)]
    [InlineData("github.com/a/b", false)]
    [InlineData("C:\\work", false)]
    [InlineData("./http", false)]
    public void UrlsAreToldFromPaths(string text, bool isUrl) => Assert.Equal(isUrl, RemoteContext.IsUrl(text));

    [Theory]
    [InlineData("github.com/a/b", true)]
    [InlineData("github.comma/a", false)]
    [InlineData("./github.com/a", false)]
    public void GithubIsAShortForm(string text, bool isGit) => Assert.Equal(isGit, RemoteContext.IsShortGit(text));

    [Theory]
    [InlineData("https://user:secret@x/y.git#main", "https://***@x/y.git#main")]
    [InlineData("https://x/y.git", "https://x/y.git")]
    [InlineData("git@github.com:a/b.git", "git@github.com:a/b.git")]
    public void SecretsInUrlsAreNotShown(string url, string shown)
    {
        BuildSource source = BuildSource.FromRemote(url, "dir/Dockerfile");
        Assert.Equal((shown, url, "dir/Dockerfile"), (source.Display, source.Remote, source.Dockerfile));
        Assert.Null(source.Context);
        Assert.Null(source.DockerfileText);
    }

    [Fact]
    public void AFoldersDockerfileIsKnownWhereverItIs()
    {
        string context = _folder.Combine("context");
        Directory.CreateDirectory(context);
        File.WriteAllText(Path.Combine(context, "Dockerfile"), "FROM inside");
        File.WriteAllText(_folder.Combine("Other"), "FROM outside");
        Assert.Equal("FROM inside", BuildSource.FromFolder(context, null, null, default).DockerfileText);
        Assert.Equal("FROM outside", BuildSource.FromFolder(context, _folder.Combine("Other"), null, default).DockerfileText);
        Assert.Equal("FROM text", BuildSource.FromFolder(context, null, "FROM text", default).DockerfileText);
        Assert.Equal("FROM text", BuildSource.FromText("FROM text").DockerfileText);
    }

    [Theory]
    [InlineData(TarEntryFormat.V7, false, null)]
    [InlineData(TarEntryFormat.Gnu, false, null)]
    [InlineData(TarEntryFormat.Pax, true, "./sub/D.prod")]
    [InlineData(TarEntryFormat.Ustar, true, null)]
    public async Task AnArchiveIsSentAsItIsAndItsDockerfileRead(TarEntryFormat format, bool isGzip, string? dockerfile)
    {
        string path = WriteArchive(format, isGzip, [("a.txt", "x"), (dockerfile is null ? "./Dockerfile" : "sub/D.prod", "FROM archived")]);
        BuildSource source = await BuildSource.FromArchiveAsync(path, dockerfile, default);
        Assert.Equal("FROM archived", source.DockerfileText);
        Assert.Equal(dockerfile ?? "Dockerfile", source.Dockerfile);
        using HttpContent content = source.Context!.CreateContent();
        Assert.Equal(File.ReadAllBytes(path), await content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("BZh91AY&SY")]
    [InlineData("\u00fd7zXZ\0\0")]
    public async Task ArchivesThatCannotBeReadHereAreSentAllTheSame(string head)
    {
        string path = _folder.Combine("archive");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(head));
        BuildSource source = await BuildSource.FromArchiveAsync(path, null, default);
        Assert.Null(source.DockerfileText);
        Assert.NotNull(source.Context);
    }

    [Fact]
    public async Task ADamagedArchiveIsTheEnginesToRefuse()
    {
        string path = WriteArchive(TarEntryFormat.Pax, isGzip: true, [("Dockerfile", new string('#', 100_000))]);
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Assert.Null((await BuildSource.FromArchiveAsync(path, null, default)).DockerfileText);
    }

    [Theory]
    [InlineData("")]
    [InlineData("FROM alpine\n")]
    [InlineData("zeros")]
    public async Task AFileThatIsNoArchiveIsRefused(string content)
    {
        string path = _folder.Combine("Dockerfile");
        File.WriteAllBytes(path, content == "zeros" ? new byte[1024] : Encoding.UTF8.GetBytes(content));
        BuildContextException error = await Assert.ThrowsAsync<BuildContextException>(() => BuildSource.FromArchiveAsync(path, null, default));
        Assert.Contains("neither a folder nor a tar archive", error.Message, StringComparison.Ordinal);
        Assert.Contains("-File", error.Advice, StringComparison.Ordinal);
    }

    private string WriteArchive(TarEntryFormat format, bool isGzip, (string Name, string Text)[] files)
    {
        string path = _folder.Combine("archive");
        using Stream file = File.Create(path);
        using Stream target = isGzip ? new GZipStream(file, CompressionMode.Compress) : file;
        using var writer = new TarWriter(target, format);
        foreach ((string name, string text) in files)
        {
            TarEntryType type = format == TarEntryFormat.V7 ? TarEntryType.V7RegularFile : TarEntryType.RegularFile;
            TarEntry entry = format switch
            {
                TarEntryFormat.V7 => new V7TarEntry(type, name),
                TarEntryFormat.Gnu => new GnuTarEntry(type, name),
                TarEntryFormat.Ustar => new UstarTarEntry(type, name),
                _ => new PaxTarEntry(type, name),
            };
            entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            writer.WriteEntry(entry);
        }

        return path;
    }
}
