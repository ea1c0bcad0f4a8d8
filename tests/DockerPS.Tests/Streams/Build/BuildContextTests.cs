using System.Formats.Tar;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Tar;
using DockerPS.Tests.Configuration;
using DockerPS.Tests.Support;
using Microsoft.Win32.SafeHandles;

namespace DockerPS.Tests.Streams.Build;

public sealed class BuildContextTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly string _folder;

    public BuildContextTests()
    {
        _folder = _temporary.Combine("context");
        Write("Dockerfile", "FROM scratch\n");
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task NoLongNameComesFirst()
    {
        string name = new('0', 120);
        Write(name, "long");
        var archive = new MemoryStream();
        await BuildContext.FromFolder(_folder).WriteAsync(archive, progress: null, compress: false, CancellationToken.None);
        Assert.StartsWith("Dockerfile\0", Encoding.ASCII.GetString(archive.ToArray()), StringComparison.Ordinal);
        List<ArchiveEntry> entries = await Archive.ReadAsync(BuildContext.FromFolder(_folder));
        Assert.Equal(["Dockerfile", name], entries.Select(entry => entry.Name));
    }

    [Fact]
    public async Task EntriesComeInOrderAsRootsWithTheirContent()
    {
        Write("b/two.txt", "2");
        Write("b/Two.txt", "II");
        Write("a.txt", "one");
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "a.txt"), new DateTime(2020, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc));

        List<ArchiveEntry> entries = await Archive.ReadAsync(BuildContext.FromFolder(_folder));

        string[] upper = OperatingSystem.IsLinux() ? ["b/Two.txt"] : [];
        Assert.Equal(["Dockerfile", "a.txt", "b/", .. upper, "b/two.txt", "empty/"], entries.Select(entry => entry.Name));
        Assert.All(entries, entry => Assert.Equal((0, 0), (entry.Uid, entry.Gid)));
        Assert.Equal("one", Text(entries, "a.txt"));
        Assert.Equal(new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero), entries.Single(entry => entry.Name == "a.txt").Modified);
        Assert.Equal(TarEntryType.Directory, entries.Single(entry => entry.Name == "empty/").Type);
    }

    [Fact]
    public async Task OddNamesSurvive()
    {
        string[] names = ["Größe 日本 🐳.txt", "with space", new string('n', 200)];
        foreach (string name in names)
        {
            Write(name, name);
            Write("long/" + new string('d', 120) + "/" + name, name);
        }

        List<ArchiveEntry> entries = await Archive.ReadAsync(BuildContext.FromFolder(_folder));
        foreach (string name in names)
        {
            Assert.Equal(name, Text(entries, name));
            Assert.Equal(name, Text(entries, "long/" + new string('d', 120) + "/" + name));
        }
    }

    [UnixFact]
    public async Task NamesThatOnlyUnixHasSurviveTheTarProgram()
    {
        // The framework's reader refuses a newline in a PAX record, so that the tar program is the judge here.
        string[] names = ["new\nline", "back\\slash", " ", "[set]*?", "-dash", "Größe\n日本 🐳"];
        string[] folders = ["", "long/" + new string('d', 120) + "/", "ü/"];
        foreach (string folder in folders)
        {
            foreach (string name in names)
                Write(folder + name, folder + name);
        }

        string archive = _temporary.Combine("context.tar"), unpacked = _temporary.Combine("unpacked");
        Directory.CreateDirectory(unpacked);
        using (HttpContent content = BuildContext.FromFolder(_folder).CreateContent())
            await File.WriteAllBytesAsync(archive, await content.ReadAsByteArrayAsync());
        ChildProcess tar = await ChildProcess.RunAsync("tar", ["-xf", archive, "-C", unpacked]);

        Assert.Equal(("", 0), (tar.Error, tar.ExitCode));
        foreach (string folder in folders)
        {
            foreach (string name in names)
                Assert.Equal(folder + name, File.ReadAllText(Path.Combine(unpacked, folder + name)));
        }
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task ModesAreThoseOfTheFiles()
    {
        Write("run.sh", "#!/bin/sh\n");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.SetGroup;
        File.SetUnixFileMode(Path.Combine(_folder, "run.sh"), mode);
        List<ArchiveEntry> entries = await Archive.ReadAsync(BuildContext.FromFolder(_folder));
        Assert.Equal(mode, entries.Single(entry => entry.Name == "run.sh").Mode);
    }

    [UnixFact]
    public async Task LinksAreSentAndNotFollowed()
    {
        Write("real/file.txt", "x");
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), "real/file.txt");
        File.CreateSymbolicLink(Path.Combine(_folder, "dangling"), "/nowhere/ü");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "folderlink"), "real");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "real", "loop"), "..");

        List<ArchiveEntry> entries = await Archive.ReadAsync(BuildContext.FromFolder(_folder));

        Assert.Equal(
            [("dangling", "/nowhere/ü"), ("folderlink", "real"), ("link", "real/file.txt"), ("real/loop", "..")],
            entries.Where(entry => entry.Type == TarEntryType.SymbolicLink).Select(entry => (entry.Name, entry.LinkName)));
        Assert.Equal(["Dockerfile", "dangling", "folderlink", "link", "real/", "real/file.txt", "real/loop"], entries.Select(entry => entry.Name));
    }

    [UnixFact]
    public async Task SocketsAreLeftOutAndFifosNeitherReadNorLost()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "s.sock")));
        Write("empty", "");
        await ChildProcess.RunAsync("mkfifo", [Path.Combine(_folder, "pipe")]);

        List<ArchiveEntry> entries = await Archive.ReadAsync(BuildContext.FromFolder(_folder));

        Assert.Equal(["Dockerfile", "empty", "pipe"], entries.Select(entry => entry.Name));
        Assert.Equal(TarEntryType.Fifo, entries[2].Type);
        Assert.Equal(TarEntryType.RegularFile, entries[1].Type);
    }

    [UnixFact]
    public async Task HardLinksAreFiles()
    {
        Write("one", "same");
        await ChildProcess.RunAsync("ln", [Path.Combine(_folder, "one"), Path.Combine(_folder, "two")]);
        List<ArchiveEntry> entries = await Archive.ReadAsync(BuildContext.FromFolder(_folder));
        Assert.Equal("same", Text(entries, "one"));
        Assert.Equal("same", Text(entries, "two"));
    }

    [Fact]
    public void UnreadableFileIsNamedBeforeAnythingIsSent()
    {
        string secret = Write("sub/secret", "x");
        var files = new ContextFiles(path => path == secret ? throw new UnauthorizedAccessException("denied") : File.OpenHandle(path));

        BuildContextException error = Assert.Throws<BuildContextException>(() => BuildContext.FromFolder(_folder, files: files));

        Assert.Contains($"no permission to read from '{secret}'", error.Message, StringComparison.Ordinal);
        Assert.Equal(secret, error.Path);
        Assert.NotNull(error.Advice);
    }

    [UnprivilegedFact]
    [UnsupportedOSPlatform("windows")]
    public void ModesThatForbidReadingAreNamedBeforeAnythingIsSent()
    {
        foreach (string name in new[] { "full", "empty" })
        {
            string secret = Write(name, name == "full" ? "x" : "");
            File.SetUnixFileMode(secret, UnixFileMode.None);
            Assert.Equal(secret, Assert.Throws<BuildContextException>(() => BuildContext.FromFolder(_folder)).Path);
            File.Delete(secret);
        }

        string folder = Path.GetDirectoryName(Write("closed/file", "x"))!;
        File.SetUnixFileMode(folder, UnixFileMode.None);
        try
        {
            Assert.Equal(folder, Assert.Throws<BuildContextException>(() => BuildContext.FromFolder(_folder)).Path);
        }
        finally
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task IgnoredFilesNeedNotBeReadable()
    {
        string secret = Write("secret", "x");
        Write(".dockerignore", "secret");
        var files = new ContextFiles(path => path == secret ? throw new UnauthorizedAccessException("denied") : File.OpenHandle(path));
        List<ArchiveEntry> entries = await Archive.ReadAsync(BuildContext.FromFolder(_folder, files: files));
        Assert.Equal([".dockerignore", "Dockerfile"], entries.Select(entry => entry.Name));
    }

    [Fact]
    public async Task FileThatGoesAwayIsNamed()
    {
        string file = Write("gone", "x");
        BuildContext context = BuildContext.FromFolder(_folder);
        File.Delete(file);
        BuildContextException error = await Assert.ThrowsAsync<BuildContextException>(() => Archive.ReadAsync(context));
        Assert.Equal(file, error.Path);
    }

    [Fact]
    public async Task FileThatGrowsAfterTheScanIsSentAsItIsNow()
    {
        string file = Write("log", "short");
        BuildContext context = BuildContext.FromFolder(_folder);
        File.AppendAllText(file, new string('x', 100_000));
        List<ArchiveEntry> entries = await Archive.ReadAsync(context);
        Assert.Equal("short" + new string('x', 100_000), Text(entries, "log"));
    }

    [Fact]
    public async Task FileThatShrinksWhileItIsReadIsAnError()
    {
        string file = Write("shrinks", new string('x', 1_000_000));
        BuildContext context = BuildContext.FromFolder(_folder);
        using HttpContent content = context.CreateContent();
        using var destination = new CallbackStream(() =>
        {
            using FileStream shrunk = new(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            shrunk.SetLength(10);
        });

        BuildContextException error = await Assert.ThrowsAsync<BuildContextException>(() => content.CopyToAsync(destination));

        Assert.Equal(file, error.Path);
        Assert.Contains("shorter", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailureOfTheConnectionIsNotHidden()
    {
        Write("big", new string('x', 1_000_000));
        using HttpContent content = BuildContext.FromFolder(_folder).CreateContent();
        using var destination = new CallbackStream(() => throw new ConnectionLostException("gone"));
        await Assert.ThrowsAsync<ConnectionLostException>(() => content.CopyToAsync(destination));
    }

    [Fact]
    public async Task CancellationEndsTheSending()
    {
        Write("big", new string('x', 1_000_000));
        using HttpContent content = BuildContext.FromFolder(_folder).CreateContent();
        using var source = new CancellationTokenSource();
        using var destination = new CallbackStream(source.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => content.CopyToAsync(destination, source.Token));
    }

    [Fact]
    public async Task TwentyThousandFilesArriveWithProgress()
    {
        for (int folder = 0; folder < 200; folder++)
        {
            Directory.CreateDirectory(Path.Combine(_folder, $"d{folder}"));
            for (int file = 0; file < 100; file++)
                File.WriteAllText(Path.Combine(_folder, $"d{folder}", $"f{file}"), $"{folder}/{file}");
        }

        var reports = new Reports();
        List<ArchiveEntry> entries = await Archive.ReadAsync(BuildContext.FromFolder(_folder), reports);

        Assert.Equal(20_000 + 200 + 1, entries.Count);
        Assert.Equal("137/42", Text(entries, "d137/f42"));
        ArchiveProgress last = reports.All[^1];
        Assert.Equal((20_201, (int?)20_201), (last.Files, last.TotalFiles));
        Assert.Equal(last.TotalBytes, last.Bytes);
        Assert.True(reports.All.Count > 10);
        Assert.Equal(reports.All.Select(report => report.Bytes).Order(), reports.All.Select(report => report.Bytes));
    }

    [Fact]
    public async Task FileOfManyBuffersArrivesWhole()
    {
        byte[] data = new byte[3_000_001];
        new Random(7).NextBytes(data);
        File.WriteAllBytes(Path.Combine(_folder, "big.dat"), data);
        Write("z-after", "after");
        List<ArchiveEntry> entries = await Archive.ReadAsync(BuildContext.FromFolder(_folder));
        Assert.Equal(data, entries.Single(entry => entry.Name == "big.dat").Content);
        Assert.Equal("after", Text(entries, "z-after"));
    }

    [Fact]
    public async Task EveryTrySendsTheSameArchive()
    {
        Write("a", "1");
        BuildContext context = BuildContext.FromFolder(_folder);
        using HttpContent first = context.CreateContent(), second = context.CreateContent();
        Assert.Equal(await first.ReadAsByteArrayAsync(), await second.ReadAsByteArrayAsync());
        Assert.Equal("application/x-tar", first.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task DockerfileAndIgnoreFileAreSentThoughIgnored()
    {
        Write(".dockerignore", "*\n");
        Write("other", "x");
        BuildContext context = BuildContext.FromFolder(_folder);
        Assert.Equal("Dockerfile", context.Dockerfile);
        Assert.Equal([".dockerignore", "Dockerfile"], (await Archive.ReadAsync(context)).Select(entry => entry.Name));
    }

    [Fact]
    public async Task KeptFilesBringTheirFoldersAlong()
    {
        Write(".dockerignore", "**\n!a/b/keep.txt\n!**/*.md\n");
        Write("a/b/keep.txt", "x");
        Write("a/b/drop.txt", "x");
        Write("a/c/drop.txt", "x");
        Write("deep/er/notes.md", "x");
        List<ArchiveEntry> entries = await Archive.ReadAsync(BuildContext.FromFolder(_folder));
        Assert.Equal(
            [".dockerignore", "Dockerfile", "a/", "a/b/", "a/b/keep.txt", "deep/", "deep/er/", "deep/er/notes.md"],
            entries.Select(entry => entry.Name));
    }

    [Fact]
    public async Task IgnoreFileOfTheDockerfileGoesBeforeTheFoldersOwn()
    {
        Write(".dockerignore", "b.txt");
        Write("docker/web.Dockerfile", "FROM scratch");
        Write("docker/web.Dockerfile.dockerignore", "a.txt\n**/*.dockerignore");
        Write("a.txt", "x");
        Write("b.txt", "x");
        BuildContext context = BuildContext.FromFolder(_folder, Path.Combine(_folder, "docker", "web.Dockerfile"));
        Assert.Equal("docker/web.Dockerfile", context.Dockerfile);
        Assert.Equal(["Dockerfile", "b.txt", "docker/", "docker/web.Dockerfile"], (await Archive.ReadAsync(context)).Select(entry => entry.Name));
    }

    [Fact]
    public async Task DockerfileThatItsOwnIgnoreFileHidesTravelsUnderAnotherName()
    {
        Write("Dockerfile.dockerignore", "Dockerfile*");
        Write("a.txt", "x");
        BuildContext context = BuildContext.FromFolder(_folder);
        List<ArchiveEntry> entries = await Archive.ReadAsync(context);
        Assert.Equal(["a.txt", ".dockerignore", context.Dockerfile], entries.Select(entry => entry.Name));
        Assert.Equal($".dockerignore\n{context.Dockerfile}\n", Text(entries, ".dockerignore"));
        Assert.Equal("FROM scratch\n", Text(entries, context.Dockerfile));
    }

    [Fact]
    public async Task DockerfileFromOutsideGetsANameThatTheBuildDoesNotSee()
    {
        string outside = _temporary.Combine("elsewhere.Dockerfile");
        File.WriteAllText(outside, "FROM outside\n");
        Write(".dockerignore", "*.log");
        Write("a.log", "x");

        BuildContext context = BuildContext.FromFolder(_folder, outside);
        List<ArchiveEntry> entries = await Archive.ReadAsync(context);

        Assert.Matches("^\\.dockerfile\\.[0-9a-f]{20}$", context.Dockerfile);
        Assert.Equal("FROM outside\n", Text(entries, context.Dockerfile));
        Assert.Equal($"*.log\n{context.Dockerfile}\n", Text(entries, ".dockerignore"));
        Assert.Equal(["Dockerfile", ".dockerignore", context.Dockerfile], entries.Select(entry => entry.Name));
        Assert.NotEqual(context.Dockerfile, BuildContext.FromFolder(_folder, outside).Dockerfile);
    }

    [Fact]
    public async Task DockerfileAsTextNeedsNoneInTheFolder()
    {
        File.Delete(Path.Combine(_folder, "Dockerfile"));
        Write("a.txt", "x");
        BuildContext context = BuildContext.FromFolder(_folder, dockerfileText: "FROM text # ü\n");
        List<ArchiveEntry> entries = await Archive.ReadAsync(context);
        Assert.Equal(["a.txt", ".dockerignore", context.Dockerfile], entries.Select(entry => entry.Name));
        Assert.Equal("FROM text # ü\n", Text(entries, context.Dockerfile));
    }

    [UnixFact]
    public async Task DockerfileLinkedFromOutsideIsReadAndOneLinkedInsideIsNamedByItsTarget()
    {
        string outside = _temporary.Combine("real.Dockerfile");
        File.WriteAllText(outside, "FROM outside\n");
        File.CreateSymbolicLink(Path.Combine(_folder, "out"), outside);
        File.CreateSymbolicLink(Path.Combine(_folder, "in"), "Dockerfile");

        Assert.Equal("Dockerfile", BuildContext.FromFolder(_folder, Path.Combine(_folder, "in")).Dockerfile);
        BuildContext context = BuildContext.FromFolder(_folder, Path.Combine(_folder, "out"));
        Assert.Equal("FROM outside\n", Text(await Archive.ReadAsync(context), context.Dockerfile));
    }

    [UnixFact]
    public async Task ContextThatIsALinkIsFollowed()
    {
        Directory.CreateSymbolicLink(_temporary.Combine("alias"), "context");
        Write("sub/Dockerfile", "FROM sub");
        string alias = _temporary.Combine("alias");
        BuildContext context = BuildContext.FromFolder(alias, Path.Combine(alias, "sub", "Dockerfile"));
        Assert.Equal("sub/Dockerfile", context.Dockerfile);
        Assert.Equal(["Dockerfile", "sub/", "sub/Dockerfile"], (await Archive.ReadAsync(context)).Select(entry => entry.Name));
    }

    [UnixFact]
    public void LinksInACircleAreAnError()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "a"), "b");
        File.CreateSymbolicLink(Path.Combine(_folder, "b"), "a");
        Assert.Throws<BuildContextException>(() => BuildContext.FromFolder(_folder, Path.Combine(_folder, "a")));
    }

    [Fact]
    public void WhatIsMissingIsNamed()
    {
        string missing = _temporary.Combine("missing");
        Assert.Contains(missing, Assert.Throws<BuildContextException>(() => BuildContext.FromFolder(missing)).Message, StringComparison.Ordinal);

        string file = Path.Combine(_folder, "Dockerfile");
        Assert.Contains("not a folder", Assert.Throws<BuildContextException>(() => BuildContext.FromFolder(file)).Message, StringComparison.Ordinal);

        File.Delete(file);
        Assert.Contains(file, Assert.Throws<BuildContextException>(() => BuildContext.FromFolder(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DockerfileInSmallLettersIsFound()
    {
        File.Move(Path.Combine(_folder, "Dockerfile"), Path.Combine(_folder, "dockerfile"));
        BuildContext context = BuildContext.FromFolder(_folder);
        Assert.Equal("dockerfile", context.Dockerfile, ignoreCase: !OperatingSystem.IsLinux());
        Assert.Single(await Archive.ReadAsync(context));
    }

    [Fact]
    public async Task TextAloneIsADockerfileAlone()
    {
        BuildContext context = BuildContext.FromDockerfileText("FROM scratch");
        ArchiveEntry entry = Assert.Single(await Archive.ReadAsync(context));
        Assert.Equal(("Dockerfile", "Dockerfile"), (context.Dockerfile, entry.Name));
    }

    [Fact]
    public async Task ReadyArchiveIsSentAsItIs()
    {
        byte[] bytes = new byte[300_000];
        new Random(3).NextBytes(bytes);
        var reports = new Reports();
        BuildContext context = BuildContext.FromArchive(() => new MemoryStream(bytes), "sub/Dockerfile");
        for (int i = 0; i < 2; i++)
        {
            using HttpContent content = context.CreateContent(reports);
            Assert.Equal(bytes, await content.ReadAsByteArrayAsync());
        }

        Assert.Equal("sub/Dockerfile", context.Dockerfile);
        Assert.Equal(new ArchiveProgress(300_000, 300_000, 0, null), reports.All[^1]);
    }

    private static string Text(List<ArchiveEntry> entries, string name) =>
        Encoding.UTF8.GetString(entries.Single(entry => entry.Name == name).Content);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
