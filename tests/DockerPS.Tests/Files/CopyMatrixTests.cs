using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using DockerPS.Tests.Support.Skipping;

namespace DockerPS.Tests.Files;

/// <summary>The same copies by docker cp and by Copy-ContainerFile, of every kind of source to every kind of destination: they succeed alike, and leave the same trees.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CopyMatrixTests : IDisposable
{
    private static readonly string[] s_sources =
    [
        "file", "file/", "dir", "dir/", "dir/.", "dir/sub/..", "empty", "to-file", "to-dir", "to-dir/", "to-dir/.", "to-nothing", "missing", "missing/", "dir/sub/deep",
    ];

    private static readonly string[] s_destinations =
    [
        "new", "new/", "new/.", "old", "old/", "old/.", "oldfile", "oldfile/", "to-old", "to-old/", "to-oldfile", "to-new", "missing/new", "full", "full/",
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly string _name = $"dps-copy-{Guid.NewGuid():N}";

    public void Dispose() => _folder.Dispose();

    [RealEngineFact]
    public async Task Into_a_container() => await CompareAsync(intoContainer: true);

    [RealEngineFact]
    public async Task Out_of_a_container() => await CompareAsync(intoContainer: false);

    [RealEngineFact]
    public async Task The_tree_that_arrives_is_the_one_that_was_sent_through_two_containers()
    {
        using RawEngine engine = new(PrivateEngines.Current.Engine);
        await using var _ = await ContainerAsync(engine);
        string here = _folder.Combine("here");
        MakeSource(here);
        Copy($"{here}/.", $"{_name}:/a").AssertNoErrors();
        Copy($"{_name}:/a", $"{_name}:/b/").AssertNoErrors();
        Copy($"{_name}:/b/.", $"{here}-again").AssertNoErrors();
        Assert.Equal(Tree(here), Tree($"{here}-again"));
    }

    private static CmdletResult Copy(string source, string destination, bool followLink = false) =>
        CmdletRunner.Create("Copy-ContainerFile").With(new { Path = source, Destination = destination, FollowLink = followLink, HostAddress = PrivateEngines.Current.Engine }).Run();

    private async Task CompareAsync(bool intoContainer)
    {
        PrivateEngines.Current.SkipOnPodman("the docker CLI puts what is in a folder beside its target there, since podman names it otherwise");
        string docker = ExecutableFinder.Find("docker") ?? throw new TestSkippedException("needs the docker CLI");
        using RawEngine engine = new(PrivateEngines.Current.Engine);
        await using var _ = await ContainerAsync(engine);
        var environment = new Dictionary<string, string?> { ["DOCKER_HOST"] = engine.Address };

        (string Source, string Destination, bool Follow)[] cases =
            [.. from source in s_sources from destination in s_destinations from follow in new[] { false, true } where (!follow || source.StartsWith("to-", StringComparison.Ordinal)) && (intoContainer || !IsRefusedByCli(source, destination)) select (source, destination, follow)];
        string local = _folder.Combine("local");
        string remote = _folder.Combine("remote");
        string sources = intoContainer ? local : remote;
        string destinations = intoContainer ? remote : local;
        MakeSource(Path.Join(sources, "s"));
        for (int i = 0; i < cases.Length; i++)
        {
            MakeDestination(Path.Join(destinations, $"cli{i}"));
            MakeDestination(Path.Join(destinations, $"own{i}"));
        }

        Directory.CreateDirectory(local);
        Assert.Equal(0, (await ChildProcess.RunAsync(docker, ["cp", remote, $"{_name}:/r"], environment)).ExitCode);
        string from = intoContainer ? $"{local}/s/" : $"{_name}:/r/s/";
        string to = intoContainer ? $"{_name}:/r/" : $"{local}/";
        var outcomes = new (bool Cli, bool Own, string Message)[cases.Length];

        // docker's processes take their time to start; ours go beside them.
        await Parallel.ForAsync(0, cases.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            (string source, string destination, bool follow) = cases[i];
            string[] options = follow ? ["cp", "-L"] : ["cp"];
            ChildProcess cli = await ChildProcess.RunAsync(docker, [.. options, from + source, $"{to}cli{i}/{destination}"], environment);
            CmdletResult own = Copy(from + source, $"{to}own{i}/{destination}", follow);
            outcomes[i] = (cli.ExitCode == 0, own.Errors.Count == 0 && own.TerminatingError is null, $"cli: {cli.Error.Trim()} own: {own.Errors.FirstOrDefault()}{own.TerminatingError}");
        });

        if (intoContainer)
        {
            destinations = _folder.Combine("after");
            Assert.Equal(0, (await ChildProcess.RunAsync(docker, ["cp", $"{_name}:/r", destinations], environment)).ExitCode);
        }

        var differences = new StringBuilder();
        for (int i = 0; i < cases.Length; i++)
        {
            string cli = Tree(Path.Join(destinations, $"cli{i}"));
            string own = Tree(Path.Join(destinations, $"own{i}"));
            if (outcomes[i].Cli != outcomes[i].Own || cli != own)
            {
                differences.AppendLine(CultureInfo.InvariantCulture, $"{cases[i]}: {outcomes[i]}\n--- cli\n{cli}\n--- own\n{own}");
            }
        }

        Assert.True(differences.Length == 0, differences.ToString());
        Assert.Contains(outcomes, static outcome => outcome.Cli);
        Assert.Contains(outcomes, static outcome => !outcome.Cli);
    }

    /// <summary>Before version 29 the CLI takes a link with a separator at its end for a file here, though it is a folder to every other program.</summary>
    private static bool IsRefusedByCli(string source, string destination) => source.EndsWith("/.", StringComparison.Ordinal) && destination == "to-old/";

    private static void MakeSource(string folder)
    {
        Directory.CreateDirectory(Path.Join(folder, "dir", "sub"));
        Directory.CreateDirectory(Path.Join(folder, "empty"));
        foreach ((string name, string content, UnixFileMode mode) in new[]
        {
            ("file", "the file", UnixFileMode.UserRead | UnixFileMode.UserWrite),
            ("dir/a", new string('a', 100_000), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead),
            ("dir/sub/deep", "", UnixFileMode.UserRead | UnixFileMode.GroupRead),
            ("dir/sub/" + new string('n', 150), "long", UnixFileMode.UserRead),
            ("dir/ünïcode name", "u", UnixFileMode.UserRead | UnixFileMode.UserWrite),
        })
        {
            string path = Path.Join(folder, name);
            File.WriteAllText(path, content);
            File.SetUnixFileMode(path, mode);
            File.SetLastWriteTimeUtc(path, new DateTime(2011, 12, 13, 14, 15, 16, DateTimeKind.Utc));
        }

        File.CreateSymbolicLink(Path.Join(folder, "dir/link"), "a");

        // None that leads out of what is copied: the CLI refuses those before version 29, and makes them since.
        File.CreateSymbolicLink(Path.Join(folder, "dir/sub/link-up"), "../a");
        File.CreateSymbolicLink(Path.Join(folder, "to-file"), "file");
        File.CreateSymbolicLink(Path.Join(folder, "to-dir"), "dir");
        File.CreateSymbolicLink(Path.Join(folder, "to-nothing"), "nothing");
        File.SetUnixFileMode(Path.Join(folder, "dir"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead);
        Directory.SetLastWriteTimeUtc(Path.Join(folder, "dir"), new DateTime(2012, 12, 13, 14, 15, 16, DateTimeKind.Utc));
    }

    private static void MakeDestination(string folder)
    {
        Directory.CreateDirectory(Path.Join(folder, "old"));

        // Holds things of the names that are copied: a folder where a file comes, and a file where a folder comes.
        Directory.CreateDirectory(Path.Join(folder, "full", "file"));
        Directory.CreateDirectory(Path.Join(folder, "full", "deep"));
        File.WriteAllText(Path.Join(folder, "full", "dir"), "a file");
        File.WriteAllText(Path.Join(folder, "full", "to-file"), "a file");
        File.WriteAllText(Path.Join(folder, "oldfile"), "old");
        File.CreateSymbolicLink(Path.Join(folder, "to-old"), "old");
        File.CreateSymbolicLink(Path.Join(folder, "to-oldfile"), "oldfile");
        File.CreateSymbolicLink(Path.Join(folder, "to-new"), "new");
    }

    private static string Tree(string folder) => string.Join('\n', Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path =>
    {
        var file = new FileInfo(path);
        bool isFolder = file.Attributes.HasFlag(FileAttributes.Directory);
        string content = file.LinkTarget ?? (isFolder ? "" : Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))[..8]);

        // The time of a folder into which something was copied is that of the copy.
        string time = file.LastWriteTimeUtc.Year < 2020 ? file.LastWriteTimeUtc.ToString("s", CultureInfo.InvariantCulture) : "now";
        return $"{Path.GetRelativePath(folder, path)} {(file.LinkTarget is null ? file.UnixFileMode : 0)} {time} {content}";
    }));

    private async Task<IAsyncDisposable> ContainerAsync(RawEngine engine)
    {
        string id = (string)(await engine.PostAsync($"containers/create?name={_name}", new JsonObject
        {
            ["Image"] = PrivateEngines.Current.Image,
            ["Labels"] = new JsonObject { [TestRun.Label] = TestRun.Id },
        }))!["Id"]!;
        return new Removal(PrivateEngines.Current.Engine, id);
    }

    private sealed class Removal(string address, string id) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            using RawEngine engine = new(address);
            await engine.DeleteAsync($"containers/{id}?force=1&v=1");
        }
    }
}
