using System.Formats.Tar;
using System.IO.Compression;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Text;
using System.Text.Json.Nodes;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using DockerPS.Tests.Support.Skipping;
using static DockerPS.Tests.RealEngine.RealEngineRequirements;

namespace DockerPS.Tests.Build;

/// <summary>New-Image on a real engine, with the classic builder, and what is the same with both.</summary>
public sealed class NewImageOnEngineTests : IDisposable
{
    private static PrivateEngines Engines => PrivateEngines.Current;

    private const string Mark = "found: ";

    private readonly TemporaryFolder _folder = new();
    private readonly string _unique = Guid.NewGuid().ToString("N");

    public void Dispose() => _folder.Dispose();

    [RealEngineFact]
    public void The_image_is_made_and_the_second_build_comes_from_the_cache()
    {
        Write("app/Dockerfile", $"FROM {Engines.Image}\nCOPY a.txt /\nRUN cat /a.txt\n");
        Write("app/a.txt", _unique + "\n");
        string tag = $"{_unique}:1";
        CmdletResult first = Build("app", "-Tag", tag).AssertNoErrors();
        BuiltImage image = Assert.Single(first.OutputAs<BuiltImage>());
        Assert.Equal(tag, image.Reference);
        Assert.Equal("Classic", image.Builder);
        Assert.Single(image.Steps, static step => step.Instruction == "COPY a.txt /");
        Assert.Equal([tag], image.Tags);
        Assert.Contains(_unique, Log(first));
        Assert.False(IsFromCache(first));

        CmdletResult second = Build("app", "-Tag", tag).AssertNoErrors();
        Assert.Equal(image.Id, Assert.Single(second.OutputAs<ImageDetail>()).Id);
        Assert.True(IsFromCache(second));
        Assert.False(IsFromCache(Build("app", "-NoCache").AssertNoErrors()));
    }

    [RealEngineFact]
    public void Arguments_target_and_labels_arrive()
    {
        Write("app/Dockerfile", $"FROM {Engines.Image} AS one\nARG WHO=nobody\nRUN echo hello $WHO\nFROM one\nRUN false\n");
        CmdletResult result = Build("app", "-Target", "one", "-BuildArgument", $"WHO={_unique}", "-NoCache", "-Network", "none", "-Memory", "64m");
        ImageDetail image = Assert.Single(result.AssertNoErrors().OutputAs<ImageDetail>());
        Assert.Contains($"hello {_unique}", Log(result));
        Assert.Equal(TestRun.Id, image.Labels[TestRun.Label]);
        Assert.Null(image.Reference);
    }

    [RealEngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_failing_command_tells_its_code_and_its_last_lines(bool quiet)
    {
        CmdletResult result = Runner().With("Quiet", quiet).Input($"FROM {Engines.Image}", $"RUN echo {_unique}; echo oops >&2; exit 7").Run();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("BuildFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        var failure = Assert.IsType<OperationFailedException>(error.Exception);
        Assert.Equal((7, 2), (failure.Code, failure.Step!.Number));
        Assert.StartsWith("RUN echo", failure.Step.Instruction, StringComparison.Ordinal);
        Assert.Equal(new[] { "oops", _unique }.Order(), failure.LastLines.Order());
        Assert.Empty(result.Output);
        Assert.Equal(!quiet, result.Information.Count > 0);
    }

    [RealEngineFact]
    public void What_the_engine_refuses_at_once_is_an_error_of_the_build()
    {
        ErrorRecord error = Assert.Single(Runner().Input("FRUM x").Run().Errors);
        Assert.Contains(Engines.IsPodman ? "requires a FROM instruction" : "unknown instruction: FRUM", error.Exception.Message, StringComparison.Ordinal);

        // The context is much larger than what fits between the two; the engine answers before it has read it.
        Write("app/Dockerfile", "FROM scratch\n");
        using (FileStream large = File.Create(_folder.Combine("app", "large")))
            large.SetLength(256 * 1024 * 1024);
        error = Assert.Single(Build("app", "-Platform", "a/b/c/d/e").Errors);
        Assert.StartsWith("BadParameter,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [RealEngineFact]
    public void Many_files_links_and_sockets_arrive()
    {
        const int Folders = 100, Files = 200;
        Write("app/Dockerfile", $"FROM {Engines.Image}\nCOPY . /x\nRUN echo $(find /x -type f | wc -l) $(readlink /x/link) $(ls /x | grep -c sock)\n");
        for (int folder = 0; folder < Folders; folder++)
        {
            for (int file = 0; file < Files; file++)
                Write($"app/{folder}/{file}", $"{folder} {file}");
        }

        File.CreateSymbolicLink(_folder.Combine("app", "link"), "nowhere");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.Combine("app", "sock")));
        Assert.Contains($"{(Folders * Files) + 1} nowhere 0", Log(Build("app").AssertNoErrors()));
    }

    [RealEngineFact]
    public void The_Dockerfile_may_be_elsewhere_or_in_the_pipeline()
    {
        Write("app/a.txt", _unique + "\n");
        Write("D", $"FROM {Engines.Image}\nCOPY . /x\nRUN echo $(cat /x/a.txt) $(ls -A /x)\n");
        Assert.Contains($"{_unique} a.txt", Log(Build("app", "-File", "D").AssertNoErrors()));

        CmdletResult text = Runner().With("Path", "app").Input($"FROM {Engines.Image}", "COPY a.txt /", "RUN cat a.txt").Run().AssertNoErrors();
        Assert.Contains(_unique, Log(text));
    }

    [RealEngineTheory]
    [InlineData("tar")]
    [InlineData("gzip")]
    [InlineData("bzip2")]
    [InlineData("xz")]
    public async Task Archives_are_taken_as_they_are(string compression)
    {
        string path = _folder.Combine("context");
        WriteArchive(path, isGzip: compression == "gzip");
        if (compression is "bzip2" or "xz")
        {
            ChildProcess child = await ChildProcess.RunAsync(compression, ["-k", "-z", path]);
            Assert.Equal(("", 0), (child.Error, child.ExitCode));
            path += compression == "xz" ? ".xz" : ".bz2";
        }

        CmdletResult result = Build(path);
        if (result.Errors.Any(static error => error.Exception.Message.Contains("executable file not found", StringComparison.Ordinal)))
            throw new TestSkippedException($"the engine's machine has no {compression}");

        Assert.Contains(_unique, Log(result.AssertNoErrors()));
    }

    [RealEngineFact(Network)]
    public async Task A_url_is_fetched_by_the_engine()
    {
        string archive = _folder.Combine("context");
        WriteArchive(archive, isGzip: true);
        await using var web = new WebFile(HostSide(), File.ReadAllBytes(archive), "application/x-tar");
        Assert.Contains(_unique, Log(Build(web.Url("context.tar.gz")).AssertNoErrors()));

        await using var dockerfile = new WebFile(HostSide(), Encoding.UTF8.GetBytes($"FROM {Engines.Image}\nRUN echo {_unique}\n"), "text/plain");
        Assert.Contains(_unique, Log(Build(dockerfile.Url("Dockerfile")).AssertNoErrors()));
    }

    [RealEngineFact(AuthRegistry)]
    public async Task A_base_image_behind_a_password_needs_it()
    {
        using var raw = new RawEngine(Engines.Engine);
        string name = $"{Engines.AuthRegistry}/{_unique}";
        await raw.PostAsync($"images/{Engines.Image}/tag?repo={name}&tag=1");
        using var empty = new ByteArrayContent([]);
        empty.Headers.Add("X-Registry-Auth", Convert.ToBase64String(Encoding.UTF8.GetBytes(
            new JsonObject { ["username"] = PrivateEngines.RegistryUser, ["password"] = PrivateEngines.RegistryPassword, ["serveraddress"] = Engines.AuthRegistry }.ToJsonString())));
        Assert.DoesNotContain("errorDetail", await raw.SendAsync(HttpMethod.Post, $"images/{name}/push?tag=1", empty), StringComparison.Ordinal);
        await raw.DeleteAsync($"images/{name}:1");

        ErrorRecord refused = Assert.Single(Runner().Input($"FROM {name}:1").Run().Errors);
        Assert.StartsWith("RegistryUnauthorized,", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
        using var password = new SecureString();
        foreach (char c in PrivateEngines.RegistryPassword)
            password.AppendChar(c);
        Runner().With("Credential", new PSCredential(PrivateEngines.RegistryUser, password)).Input($"FROM {name}:1").Run().AssertNoErrors();
        await raw.DeleteAsync($"images/{name}:1");
    }

    [RealEngineFact]
    public async Task A_stop_ends_the_build_on_the_engine()
    {
        Engines.SkipOnPodman("podman lists no containers of builds");
        using var raw = new RawEngine(Engines.Engine);
        CmdletRunner runner = Runner().Input($"FROM {Engines.Image}", $"RUN echo {_unique}; exec sleep 600");
        Task<CmdletResult> running = Task.Run(runner.Run);
        await Wait.UntilAsync(async () => (await ContainersAsync(raw)).Length == 1, "the container of the step");
        runner.Stop();
        Assert.True((await running).Stopped);
        await Wait.UntilAsync(async () => (await ContainersAsync(raw)).Length == 0, "the end of the container");
    }

    [RealEngineFact]
    public async Task A_pipeline_that_wants_no_more_ends_the_next_build()
    {
        Write("one/Dockerfile", $"FROM {Engines.Image}\nRUN true\n");
        Write("two/Dockerfile", $"FROM {Engines.Image}\nRUN echo {_unique}; exec sleep 600\n");
        CmdletResult result = Runner().Input(new DirectoryInfo(_folder.Combine("one")), new DirectoryInfo(_folder.Combine("two"))).First(1).Run();
        Assert.True(result.StoppedByDownstream);
        using var raw = new RawEngine(Engines.Engine);
        Assert.Empty(await ContainersAsync(raw));
    }

    [RealEngineTheory(Cli)]
    [InlineData("")]
    [InlineData("*.log")]
    [InlineData("**/*.log")]
    [InlineData("**/b")]
    [InlineData("a/*")]
    [InlineData("a/**")]
    [InlineData("a")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("./a/b")]
    [InlineData("a/../c")]
    [InlineData("*")]
    [InlineData("*\n!c")]
    [InlineData("*\n!a/b/x.log")]
    [InlineData("**\n!a/b")]
    [InlineData("a\n!a/b\na/b/x.log")]
    [InlineData("!a\na")]
    [InlineData("*/*/x.*")]
    [InlineData("?.txt")]
    [InlineData("[a-c].txt")]
    [InlineData("[^a].txt")]
    [InlineData("\\#x")]
    [InlineData("# comment\n\n  c  \n")]
    [InlineData("Dockerfile\n.dockerignore")]
    [InlineData("**/.*")]
    [InlineData(".git\n**/node_modules")]
    [InlineData("a b.txt")]
    [InlineData("**/x.*\n!**/x.txt")]
    [InlineData("\uFEFFc\r\na.txt\r\n")]
    public async Task Ignore_files_are_read_as_docker_reads_them(string patterns)
    {
        foreach (string file in new[]
        {
            "a/b/x.log", "a/b/x.txt", "a/x.log", "a/y.txt", "b/x.log", "b/b/z.txt", "c/x.txt", "a.txt", "d.txt", "x.log", "#x", "a b.txt", ".git/config", ".env", "c/node_modules/m.js",
        })
        {
            Write("app/" + file, file);
        }

        string[] ours = BuildListing(patterns);
        ChildProcess docker = await ChildProcess.RunAsync(
            "docker", ["build", "--no-cache", "--label", Label, _folder.Combine("app")], [new("DOCKER_HOST", Engines.Engine), new("DOCKER_BUILDKIT", "0")]);
        Assert.Equal(0, docker.ExitCode);
        Assert.Equal(Listing(docker.Output.Split('\n')), ours);
        Assert.NotEmpty(ours);
    }

    /// <summary>docker's classic build does not look into an ignored folder for such patterns; BuildKit does, and so do we.</summary>
    [RealEngineFact]
    public void A_wildcard_brings_back_files_of_ignored_folders()
    {
        Engines.SkipOnPodman("podman leaves out once more what .dockerignore says, and reads it as docker's classic build does");
        Write("app/a/b/x.txt", "");
        Write("app/a/b/x.log", "");
        Write("app/c/y.log", "");
        string[] files = [.. BuildListing("*\n!**/*.txt").Select(line => line.Split(' ')[1])];
        Assert.Equal([".", "./a", "./a/b", "./a/b/x.txt"], files);
    }

    private string[] BuildListing(string patterns)
    {
        Write("app/Dockerfile", $"FROM {Engines.Image}\nCOPY . /x\nRUN cd /x; find . | sort | while read f; do echo \"{Mark}$(stat -c %a \"$f\") $f\"; done\n");
        Write("app/.dockerignore", patterns);
        return Listing(Log(Build("app", "-NoCache").AssertNoErrors()));
    }

    private static string[] Listing(IEnumerable<string> log) =>
        [.. log.Where(line => line.StartsWith(Mark, StringComparison.Ordinal)).Select(line => line[Mark.Length..])];

    private static string Label => $"{TestRun.Label}={TestRun.Id}";

    /// <summary>Where this machine listens for what engines fetch.</summary>
    private static IPAddress HostSide()
    {
        byte[] address = IPAddress.Parse(Engines.PortAddress).GetAddressBytes();
        address[^1] = 1;
        return new IPAddress(address);
    }

    private static bool IsFromCache(CmdletResult result) => Log(result).Exists(static line => line.Contains("--> Using cache", StringComparison.Ordinal));

    private static List<string> Log(CmdletResult result) => [.. result.Information.Select(record => record.ToString())];

    private CmdletRunner Runner() => CmdletRunner.Create("New-Image").With("HostAddress", Engines.Engine).With("Builder", "Classic").With("Label", Label).At(_folder.Path);

    private CmdletResult Build(params string[] words) => Runner().Words([.. words]).Run();

    private async Task<JsonNode[]> ContainersAsync(RawEngine engine) =>
        [.. (await engine.GetJsonAsync("containers/json?all=1")).AsArray().OfType<JsonNode>().Where(one => ((string)one["Command"]!).Contains(_unique, StringComparison.Ordinal))];

    private void WriteArchive(string path, bool isGzip)
    {
        using Stream file = File.Create(path);
        using Stream target = isGzip ? new GZipStream(file, CompressionMode.Compress) : file;
        using var writer = new TarWriter(target);
        foreach ((string name, string text) in new[] { ("Dockerfile", $"FROM {Engines.Image}\nCOPY a.txt /\nRUN cat /a.txt\n"), ("a.txt", _unique + "\n") })
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
    }

    private void Write(string name, string text)
    {
        string path = _folder.Combine(name.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
