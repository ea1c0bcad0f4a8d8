using System.Collections;
using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using static DockerPS.Tests.RealEngine.RealEngineRequirements;

namespace DockerPS.Tests.Build;

/// <summary>New-Image where POST /build has no words: by BuildKit's own service, on real engines.</summary>
public sealed class SolveOnEngineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _unique = Guid.NewGuid().ToString("N");

    private static PrivateEngines Engines => PrivateEngines.Current;

    private static string Label => $"{TestRun.Label}={TestRun.Id}";

    public void Dispose() => _folder.Dispose();

    [RealEngineFact(Newer)]
    public void Several_platforms_make_one_image()
    {
        Write("app/Dockerfile", "FROM scratch\nARG TARGETARCH\nCOPY a.txt /$TARGETARCH.txt\n");
        Write("app/a.txt", _unique);
        CmdletResult result = Runner(Engines.ContainerdEngine, "app", "-Tag", $"{_unique}:1", "-MetadataFile", "meta.json", "-ImageIdFile", "id")
            .With("Platform", new[] { "linux/amd64", "linux/arm64" }).Run().AssertNoErrors();
        BuiltImage image = Assert.Single(result.OutputAs<BuiltImage>());
        Assert.Equal(("BuildKit", $"{_unique}:1"), (image.Builder, image.Reference));
        Assert.Equal(image.Id, File.ReadAllText(_folder.Combine("id")));
        Assert.Contains(result.Information, static record => record.ToString().Contains("linux/arm64", StringComparison.Ordinal));
        JsonNode known = JsonNode.Parse(File.ReadAllText(_folder.Combine("meta.json")))!;
        Assert.Equal(image.Id, (string?)known["containerimage.digest"]);
        Assert.Matches("index|manifest[.]list", (string?)known["containerimage.descriptor"]!["mediaType"]);
        Assert.Equal($"docker.io/library/{_unique}:1", (string?)known["image.name"]);

        CmdletResult manifests = CmdletRunner.Create("Get-ImageManifest").With("Local", true).Input(image).Run().AssertNoErrors();
        Assert.Equal(["linux/amd64", "linux/arm64"], manifests.OutputAs<ImageManifest>().Where(static manifest => manifest.Kind == "image").Select(static manifest => manifest.Platform).Order());
    }

    [RealEngineFact(Newer)]
    public void Without_the_store_for_it_several_platforms_make_files_only()
    {
        Write("app/Dockerfile", "FROM scratch\nCOPY a.txt /\n");
        Write("app/a.txt", _unique);
        string[] both = ["linux/amd64", "linux/arm64"];
        ErrorRecord refused = Assert.Single(Runner(Engines.NewerEngine, "app").With("Platform", both).Run().Errors);
        Assert.StartsWith("NotSupportedByEngine,", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("containerd-snapshotter", refused.Exception.Message, StringComparison.Ordinal);

        BuildResult files = Assert.Single(Runner(Engines.NewerEngine, "app", "-Output", "out").With("Platform", both).Run().AssertNoErrors().OutputAs<BuildResult>());
        Assert.Equal([_folder.Combine("out", "linux_amd64"), _folder.Combine("out", "linux_arm64")], files.Files);
        Assert.Equal(_unique, File.ReadAllText(_folder.Combine("out", "linux_arm64", "a.txt")));
    }

    [RealEngineFact]
    public void One_stage_is_done_anew()
    {
        Engines.SkipOnPodman("podman has no BuildKit");
        OneStageAnew(Engines.Engine);
    }

    [RealEngineTheory(Newer)]
    [InlineData(false)]
    [InlineData(true)]
    public void One_stage_is_done_anew_by_newer_engines(bool containerd) => OneStageAnew(NewerOf(containerd));

    [RealEngineTheory(Newer)]
    [InlineData(false)]
    [InlineData(true)]
    public void Named_contexts_are_folders_and_images(bool containerd)
    {
        Write("app/Dockerfile", $"FROM base.invalid/none\nCOPY --from=lib . /lib/\nCOPY --from=nothing . /nothing/\nRUN echo {_unique} $(cd /lib; find . -type f | sort) $(ls -A /nothing | wc -l)\n");
        Write("lib/a.txt", _unique);
        Write("lib/deep/b.txt", _unique);
        Write("lib/left/out.txt", _unique);
        Write("lib/.dockerignore", "left\n");
        Directory.CreateDirectory(_folder.Combine("nothing"));
        CmdletResult result = Runner(NewerOf(containerd), "app")
            .With("BuildContext", new object[] { new Hashtable { ["base.invalid/none"] = "docker-image://" + Engines.Image, ["lib"] = new DirectoryInfo(_folder.Combine("lib")) }, "nothing=./nothing" })
            .Run().AssertNoErrors();
        Assert.Single(result.OutputAs<BuiltImage>());
        Assert.Contains(result.Information, record => record.ToString().EndsWith($" {_unique} ./.dockerignore ./a.txt ./deep/b.txt 0", StringComparison.Ordinal));
    }

    [RealEngineFact]
    public void An_engine_that_knows_no_named_contexts_says_so()
    {
        Engines.SkipOnPodman("podman has no BuildKit");
        ErrorRecord error = Assert.Single(Runner(Engines.Engine, "-BuildContext", "a=docker-image://" + Engines.Image).Input($"FROM {Engines.Image}").Run().Errors);
        Assert.StartsWith("NotSupportedByEngine,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [RealEngineTheory(Newer)]
    [InlineData(false)]
    [InlineData(true)]
    public void A_failure_shows_the_output_and_the_lines(bool containerd)
    {
        ErrorRecord error = Assert.Single(Runner(NewerOf(containerd), "-NoCacheFilter", "x").Input($"FROM {Engines.Image} AS x", "", $"RUN echo {_unique}; \\", "    exit 7").Run().Errors);
        Assert.StartsWith("BuildFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        var failure = Assert.IsType<OperationFailedException>(error.Exception);
        Assert.Equal((7, 2, 3), (failure.Code, failure.Step!.Number, failure.Line));
        Assert.Equal([_unique], failure.LastLines);
        Assert.Equal([$"3 | RUN echo {_unique}; \\", "4 |     exit 7"], failure.SourceLines);
    }

    [RealEngineTheory(Newer)]
    [InlineData(false)]
    [InlineData(true)]
    public void What_comes_with_a_build_comes_here_too(bool containerd)
    {
        string[] dockerfile =
        [
            $"FROM {Engines.Image} AS x", "ARG WHO",
            "RUN --mount=type=secret,id=s echo $WHO $(cat /run/secrets/s | sha256sum | cut -c1-8) $(grep -c 10.9.8.7 /etc/hosts) $(df -m /dev/shm | tail -1 | tr -s ' ' | cut -d ' ' -f 2) $(ulimit -n) > /o",
            "FROM scratch", "COPY --from=x /o /",
        ];
        Runner(NewerOf(containerd), "-NoCacheFilter", "x", "-Output", "out", "-BuildArgument", "WHO=" + _unique, "-AddHost", "db:10.9.8.7", "-ShmSize", "8m", "-Ulimit", "nofile=64:64")
            .With("Secret", new Hashtable { ["s"] = "the secret" }).Input([.. dockerfile]).Run().AssertNoErrors();
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("the secret"u8))[..8];
        Assert.Equal($"{_unique} {hash} 1 8 64\n", File.ReadAllText(_folder.Combine("out", "o")));
    }

    [RealEngineFact]
    public async Task A_stop_ends_the_step_on_the_engine()
    {
        Engines.SkipOnPodman("podman has no BuildKit");
        CmdletRunner runner = Runner(Engines.Engine, "-NoCacheFilter", "x").Input($"FROM {Engines.Image} AS x", $"RUN sleep 600; echo {_unique}");
        Task<CmdletResult> running = Task.Run(runner.Run);
        await Wait.UntilAsync(() => Task.FromResult(StepProcess.IsRunning(_unique)), "the process of the step");
        runner.Stop();
        Assert.True((await running).Stopped);
        await Wait.UntilAsync(() => Task.FromResult(!StepProcess.IsRunning(_unique)), "the end of the process");
    }

    [RealEngineFact(Newer)]
    public async Task Annotations_and_provenance_go_into_the_image()
    {
        BuiltImage image = Assert.Single(Runner(Engines.ContainerdEngine, "-Annotation", "who=" + _unique, "-Attest", "type=provenance,mode=min", "-Tag", _unique)
            .Input($"FROM {Engines.Image}", "RUN echo " + _unique).Run().AssertNoErrors().OutputAs<BuiltImage>());
        using var raw = new RawEngine(Engines.ContainerdEngine);
        JsonNode told = await raw.GetJsonAsync($"/images/{image.Id}/json?manifests=1");
        Assert.Contains("attestation", told["Manifests"]!.AsArray().Select(static manifest => (string?)manifest!["Kind"]));
        Assert.True(await HasAnnotationAsync(image));
    }

    /// <summary>What the manifest itself says, as it is in the archive of docker save.</summary>
    private async Task<bool> HasAnnotationAsync(BuiltImage image)
    {
        CmdletRunner.Create("Export-Image").At(_folder.Path).With("OutFile", "image.tar").Input(image).Run().AssertNoErrors();
        await using FileStream file = File.OpenRead(_folder.Combine("image.tar"));
        using var archive = new System.Formats.Tar.TarReader(file);
        while (await archive.GetNextEntryAsync() is { } entry)
        {
            if (entry.Name.StartsWith("blobs/", StringComparison.Ordinal) && entry.DataStream is { } data)
            {
                using var reader = new StreamReader(data);
                string text = await reader.ReadToEndAsync();
                if (text.StartsWith('{') && (string?)JsonNode.Parse(text)!["annotations"]?["who"] == _unique)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string NewerOf(bool containerd) => containerd ? Engines.ContainerdEngine : Engines.NewerEngine;

    private void OneStageAnew(string engine)
    {
        Write("app/Dockerfile", $"FROM {Engines.Image} AS kept\nRUN echo {_unique} > /kept\nFROM {Engines.Image} AS fresh\nRUN echo {_unique} > /fresh\nFROM fresh\nCOPY --from=kept /kept /\n");
        Runner(engine, "app", "-Builder", "BuildKit").Run().AssertNoErrors();
        CmdletResult result = Runner(engine, "app", "-NoCacheFilter", "fresh", "-Tag", _unique).Run().AssertNoErrors();
        BuiltImage image = Assert.Single(result.OutputAs<BuiltImage>());
        Assert.Equal(($"{_unique}:latest", TestRun.Id), (image.Reference, image.Labels[TestRun.Label]));
        Assert.Equal(
            [("fresh", false), ("kept", true)],
            image.Steps.Where(static step => step.Instruction.StartsWith("RUN ", StringComparison.Ordinal)).Select(static step => (step.Stage, step.IsCached)).Order());
    }

    private CmdletRunner Runner(string engine, params string[] words) =>
        CmdletRunner.Create("New-Image").With("HostAddress", engine).With("Label", Label).At(_folder.Path).Words([.. words]);

    private void Write(string name, string text)
    {
        string path = _folder.Combine(name.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
