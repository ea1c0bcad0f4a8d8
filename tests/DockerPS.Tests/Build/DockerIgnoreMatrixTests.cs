using System.Formats.Tar;
using System.Runtime.Versioning;
using System.Text;
using DockerPS.Engine.Configuration;
using DockerPS.Tests.Support;
using DockerPS.Tests.Support.Skipping;

namespace DockerPS.Tests.Build;

/// <summary>The same folder and the same .dockerignore, built by the docker CLI's classic builder and by New-Image: the engine gets the same files,
/// links and folders. Of folders only the empty ones count: the CLI leaves out those of which only something inside is kept, and the engine then makes them.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DockerIgnoreMatrixTests : IDisposable
{
    private static readonly string[] s_files =
    [
        "a.txt", "A.TXT", "b.md", "README.md", "README-secret.md", "two words.txt", " lead.txt", "#hash", "!bang", "back\\slash", "star*name", "br[ack]et", "dollar$",
        "x-1", "x-2", "x-a", "xyz", "emptyfile", ".hidden", ".git/config", ".git/HEAD", "src/main.go", "src/main_test.go", "src/lib/util.go", "src/lib/deep/x.txt", "src/lib/deep/er/y.txt",
        "docs/README.md", "docs/other.md", "docs/img/logo.png", "node_modules/p/index.js", "src/node_modules/q/index.js", "dir/file", "directory/file", "temp/cache.tmp", "tmp1",
        "ünï/ß.txt", "☺", "bin/a/Debug/x.dll", "docker/Dockerfile.dev", "docker/note",
    ];

    private static readonly string[] s_ignores =
    [
        "", "\n\n", "# only a comment\n", "a.txt", "a.txt\nb.md", "a.txt\r\nb.md\r\n", "  a.txt  ", "\ta.txt\t", "#hash", " #hash", "\\#hash", "!bang", "\\!bang",
        "\uFEFFa.txt", "\uFEFF# comment\na.txt", "A.txt", "A.TXT", "*.txt", "*.TXT", "*.t?t", "?-1", "x-[12]", "x-[^12]", "x-[0-9]", "x-[a-z]", "x[-]1", "x[!-]*",
        "two words.txt", "\" lead.txt\"", " lead.txt", "star\\*name", "star*", "br\\[ack\\]et", "br[[]ack[]]et", "br*", "back\\\\slash", "back?slash", "dollar$", "☺", "?", "ü*", "ünï/?.txt",
        "/a.txt", "//a.txt", "./a.txt", "././/a.txt", "../a.txt", "/../a.txt", "src/../a.txt", ".", "./", "/", "..",
        "src", "src/", "/src", "/src/", "src/.", "src/*", "src/**", "src/**/", "src/*/", "src/*.go", "src/**/*.go", "**/*.go", "**/*.md", "*.md", "**/README.md", "**/node_modules", "node_modules",
        "**/node_modules/", "*/node_modules", "**", "*", "**/", "**/*", "**/**", "***", "**.go", "**main.go", "**/main.go", "s**", "s**c", "src/**/x.txt", "src/**/deep", "**/deep/**", "**/lib/*", "bin/*/Debug", "**/[Dd]ebug",
        "dir", "dir*", "dir/", "dir/file", "dir**", "di?", "empty", "empty/", "empty/*", "**/empty", "emptyfile",
        "link", "linkdir", "linkdir/", "linkdir/README.md", "linkdir/*", "broken", "**/link*", "docs\nlinkdir",
        ".*", ".git", ".git/**", "*/.hidden", "Dockerfile", "Dockerfile*", "Dockerfile\n.dockerignore", ".dockerignore", "*\n!.dockerignore", "**\n!Dockerfile",
        "*\n!a.txt", "*\n!src", "*\n!src/", "*\n!/src", "*\n!src/main.go", "*\n!src/lib", "*\n!src/lib/deep/x.txt", "*\n!src/**/x.txt", "*\n!**/x.txt", "*\n!**/*.go", "**\n!**/*.go", "**/*\n!src/main.go", "*\n!*/", "*\n!*/*.md", "*\n! a.txt ", "*\n !a.txt", "*\n!\ta.txt",
        "*\n!empty", "*\n!link", "*\n!linkdir", "*\n!docs\ndocs/img", "*\n!docs/img\n!src/lib\nsrc/lib/deep", "src\n!src/lib", "src/*\n!src/lib", "src/**\n!src/lib", "src/lib\n!src/lib/deep\nsrc/lib/deep/er\n!src/lib/deep/er/y.txt", "docs\n!docs/README.md", "docs/\n!docs/*.md", "docs/*\n!docs/img/**", "!docs\ndocs",
        "*.md\n!README.md", "*.md\n!README*.md\nREADME-secret.md", "*.md\nREADME-secret.md\n!README*.md", "!README.md\n*.md", "!nothing", "a.txt\n!a.txt", "a.txt\n!a.txt\na.txt", "*\n!", "!", "! ", "[", "a[", "x-[", "x-[]", "x-[^", "x-[1-", "x-[2-1]", "a\\", "[]a]", "{a,b}.*", "(a|x).txt", "a.txt+", "^a.txt", "a.txt$", "%61.txt", "~/a.txt", "$HOME",
        "src\\main.go", "src\\*", "temp\n*/temp\n*/*/temp*\ntemp?", "nothing/at/all", "docs/img/logo.png/", "a.txt/", "a.txt/*", "a.txt/**", "src/lib/../main.go", "src/./lib", "src//lib",
    ];

    // The classic builder looks into an ignored folder only for what is named without a wildcard behind "!"; BuildKit, which is what docker build
    // means today, for all of it, as is documented. Its answers are those of docker buildx 0.29 with Docker 28.5.
    private static readonly Dictionary<string, string[]> s_byBuildKit = new()
    {
        ["*\n!src/**/x.txt"] = ["src/lib/deep/x.txt"],
        ["*\n!**/x.txt"] = ["src/lib/deep/x.txt"],
        ["*\n!**/*.go"] = ["src/lib/util.go", "src/main.go", "src/main_test.go"],
        ["**\n!**/*.go"] = ["src/lib/util.go", "src/main.go", "src/main_test.go"],
        ["*\n!*/*.md"] = ["docs/README.md", "docs/other.md"],
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int, string> Cases()
    {
        var cases = new TheoryData<int, string>();
        for (int i = 0; i < s_ignores.Length; i++)
            cases.Add(i, s_ignores[i].Replace("\n", "⏎", StringComparison.Ordinal).Replace("\r", "␍", StringComparison.Ordinal));
        return cases;
    }

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public async Task The_same_files_are_sent(int index, string shown)
    {
        Assert.NotNull(shown);
        string docker = Docker();
        MakeTree();
        File.WriteAllText(_folder.Combine("ctx/.dockerignore"), s_ignores[index], new UTF8Encoding(false));
        await CompareAsync(docker, "ctx", null, s_byBuildKit.GetValueOrDefault(s_ignores[index]) ?? []);
    }

    [SkippableTheory]
    [InlineData("docker\n", "ctx/docker/Dockerfile.dev")]
    [InlineData("docker/*\n", "ctx/docker/Dockerfile.dev")]
    [InlineData("**/Dockerfile*\n", "ctx/docker/Dockerfile.dev")]
    [InlineData("*\n!src\n", "ctx/docker/Dockerfile.dev")]
    [InlineData("*\n!.dockerignore\ndocker\n", "ctx/docker/Dockerfile.dev")]
    [InlineData(null, "ctx/docker/Dockerfile.dev")]
    [InlineData("src\n", "other/Dockerfile")]
    [InlineData("*\n", "other/Dockerfile")]
    [InlineData(".dockerignore\n", "other/Dockerfile")]
    [InlineData(null, "other/Dockerfile")]
    public async Task The_same_files_are_sent_with_a_Dockerfile_that_is_elsewhere(string? ignore, string file)
    {
        string docker = Docker();
        MakeTree();
        Directory.CreateDirectory(_folder.Combine("other"));
        File.WriteAllText(_folder.Combine("other/Dockerfile"), "FROM scratch\nCOPY . /\n");
        if (ignore is not null)
            File.WriteAllText(_folder.Combine("ctx/.dockerignore"), ignore);

        await CompareAsync(docker, "ctx", file);
    }

    private static string Docker() => ExecutableFinder.Find("docker") ?? throw new TestSkippedException("needs the docker CLI");

    private async Task CompareAsync(string docker, string context, string? file, params string[] beside)
    {
        string path = _folder.Combine(context);
        string[] dockerfile = file is null ? [] : ["-f", _folder.Combine(file)];
        await using ScriptedBuilder byCli = new();
        var environment = new Dictionary<string, string?>
        {
            ["DOCKER_HOST"] = byCli.Address,
            ["DOCKER_BUILDKIT"] = "0",
            ["DOCKER_CONFIG"] = _folder.Combine("config"),
            ["DOCKER_CONTEXT"] = null,
        };
        ChildProcess cli = await ChildProcess.RunAsync(docker, ["build", "-q", .. dockerfile, path], environment);

        await using ScriptedBuilder own = new();
        CmdletRunner build = own.NewImage().With("Path", path);
        CmdletResult result = (file is null ? build : build.With("File", _folder.Combine(file))).Run();

        Assert.True((byCli.Builds == 0) == (own.Builds == 0), $"docker: {byCli.Builds} builds, {cli}; here: {own.Builds}, {string.Join(' ', result.Errors)}");
        Assert.Equal(Entries(byCli.Context).Concat(beside.Select(name => $"RegularFile {name} ")).Order(StringComparer.Ordinal), Entries(own.Context));
        Assert.Equal(byCli.Builds == 0, result.Errors.Count > 0);
    }

    private void MakeTree()
    {
        foreach (string file in s_files)
        {
            string path = _folder.Combine("ctx/" + file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file == "emptyfile" ? "" : "x\n");
        }

        File.WriteAllText(_folder.Combine("ctx/Dockerfile"), "FROM scratch\nCOPY . /\n");
        Directory.CreateDirectory(_folder.Combine("ctx/empty/inner"));
        File.CreateSymbolicLink(_folder.Combine("ctx/link"), "a.txt");
        File.CreateSymbolicLink(_folder.Combine("ctx/broken"), "nowhere");
        Directory.CreateSymbolicLink(_folder.Combine("ctx/linkdir"), "docs");
    }

    /// <summary>The entries of an archive as one line each: kind, name, the target of a link. The random names of Dockerfiles from elsewhere are one.</summary>
    private static List<string> Entries(byte[] archive)
    {
        List<(TarEntryType Type, string Name, string Target)> all = [];
        using TarReader reader = new(new MemoryStream(archive));
        while (NextEntry(reader) is { } entry)
        {
            string name = entry.Name.TrimEnd('/');
            all.Add((entry.EntryType, name.StartsWith(".dockerfile.", StringComparison.Ordinal) ? ".dockerfile.(random)" : name, entry.LinkName));
        }

        List<string> entries = [.. all
            .Where(entry => entry.Type != TarEntryType.Directory || !all.Exists(other => other.Name.StartsWith(entry.Name + "/", StringComparison.Ordinal)))
            .Select(entry => $"{entry.Type} {entry.Name} {entry.Target}")];
        entries.Sort(StringComparer.Ordinal);
        return entries;
    }

    private static TarEntry? NextEntry(TarReader reader)
    {
        try
        {
            return reader.GetNextEntry();
        }
        catch (EndOfStreamException)
        {
            // Where the CLI has put a Dockerfile from elsewhere into an archive it leaves out the blocks that end one.
            return null;
        }
    }
}
