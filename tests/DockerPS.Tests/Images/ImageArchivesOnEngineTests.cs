using System.Formats.Tar;
using System.Management.Automation;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using DockerPS.Tests.Build;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using DockerPS.Tests.Support.Skipping;
using static DockerPS.Tests.RealEngine.RealEngineRequirements;

namespace DockerPS.Tests.Images;

/// <summary>Images as archives, with real engines: out, in, from engine to engine, and of files.</summary>
public sealed class ImageArchivesOnEngineTests
{
    private static int s_names;

    [RealEngineFact(SecondEngine)]
    public async Task Images_go_from_engine_to_engine_with_their_references()
    {
        string name = NewName();
        string[] tags = [$"{name}:1", $"{name}:2"];
        await using Cleanup _ = new(tags) { Engines = [PrivateEngines.Current.Engine, PrivateEngines.Current.SecondEngine] };
        On(PrivateEngines.Current.Engine, "Add-ImageTag").With(new { Name = PrivateEngines.Current.Image, Tag = tags }).Run().AssertNoErrors();

        List<byte[]> archive = On(PrivateEngines.Current.Engine, "Export-Image").With(new { Name = $"{name}:*", AsByteStream = true }).Run().AssertNoErrors().OutputAs<byte[]>();
        CmdletResult result = On(PrivateEngines.Current.SecondEngine, "Import-Image").InputFrom(archive).Run().AssertNoErrors();

        Assert.Equal(tags, result.OutputAs<ImageDetail>().Select(image => WithoutPodman(image.Reference!)).Order(StringComparer.Ordinal));
        Assert.All(result.OutputAs<ImageDetail>(), static image => Assert.Equal(PrivateEngines.Current.SecondEngine, image.Engine));
        using RawEngine second = new(PrivateEngines.Current.SecondEngine);
        Assert.True(await second.HasImageAsync(tags[0]) && await second.HasImageAsync(tags[1]));
    }

    [RealEngineFact]
    public async Task The_archive_is_the_engines_own_in_the_file_and_in_the_pipeline()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Combine("image.tar");
        string name = NewName() + ":1";
        await using Cleanup _ = new(name);
        On(PrivateEngines.Current.Engine, "Add-ImageTag").With(new { Name = PrivateEngines.Current.Image, Tag = name }).Run().AssertNoErrors();
        CmdletRunner export = On(PrivateEngines.Current.Engine, "Export-Image").With("Name", name);
        export.With("OutFile", path).Run().AssertNoErrors();
        CmdletResult stream = On(PrivateEngines.Current.Engine, "Export-Image").With(new { Name = name, AsByteStream = true }).Run().AssertNoErrors();
        byte[] piped = [.. stream.OutputAs<byte[]>().SelectMany(static chunk => chunk)];

        // The engine writes the same archive twice but for times of folders that it makes on the way: the files in it tell.
        Assert.Equal(Sums(await File.ReadAllBytesAsync(path)), Sums(piped));
        Assert.Contains(name.Split(':')[0], Encoding.UTF8.GetString(await File.ReadAllBytesAsync(path)), StringComparison.Ordinal);
        ImageDetail image = Assert.Single(On(PrivateEngines.Current.Engine, "Import-Image").With("Path", path).Run().AssertNoErrors().OutputAs<ImageDetail>());
        Assert.Equal(name, WithoutPodman(image.Reference!));
    }

    [RealEngineFact]
    public async Task An_image_that_is_saved_by_its_id_comes_back_without_a_reference()
    {
        string name = NewName() + ":1";
        await using Cleanup _ = new(name);
        ImageDetail made = Assert.Single(Files("x", "y").With("Tag", name).Run().AssertNoErrors().OutputAs<ImageDetail>());
        List<byte[]> archive = On(PrivateEngines.Current.Engine, "Export-Image").With(new { Name = made.Id, AsByteStream = true }).Run().AssertNoErrors().OutputAs<byte[]>();
        On(PrivateEngines.Current.Engine, "Remove-Image").With("Name", name).Run().AssertNoErrors();
        ImageDetail image = Assert.Single(On(PrivateEngines.Current.Engine, "Import-Image").InputFrom(archive).Run().AssertNoErrors().OutputAs<ImageDetail>());
        Assert.Null(image.Reference);
        Assert.Empty(image.Tags);
        On(PrivateEngines.Current.Engine, "Remove-Image").With("Name", image.Id).Run().AssertNoErrors();
    }

    [RealEngineFact]
    public async Task Files_become_an_image_and_the_history_tells()
    {
        string name = NewName() + ":1";
        await using Cleanup _ = new(name);
        ImageDetail image = Assert.Single(Files("hello.txt", "hello").With(new
        {
            Tag = name,
            Message = "made of files",
            Change = new[] { "CMD [\"/hello\"]", "ENV A=\"b c\"", $"LABEL {TestRun.Label}={TestRun.Id}" },
        }).Run().AssertNoErrors().OutputAs<ImageDetail>());
        Assert.Equal(name, WithoutPodman(image.Reference!));
        if (!PrivateEngines.Current.IsPodman)
        {
            // podman has a comment of its own.
            Assert.Equal("made of files", image.Comment);
        }

        Assert.Equal(["/hello"], image.Configuration.Command);
        Assert.Contains("A=b c", image.Configuration.Environment);
        Assert.Single(image.Layers);

        ImageHistory step = On(PrivateEngines.Current.Engine, "Get-ImageHistory").With("Name", name).Run().AssertNoErrors().OutputAs<ImageHistory>()[0];
        Assert.Equal(image.Comment, step.Comment);
        Assert.False(step.IsEmptyLayer);
        Assert.Equal(DateTimeKind.Local, step.Created!.Value.Kind);
    }

    [RealEngineFact]
    public async Task An_archive_without_files_is_an_image_to_build_upon()
    {
        string name = NewName();
        await using Cleanup _ = new($"{name}:built", $"{name}:empty");
        ImageDetail empty = Assert.Single(On(PrivateEngines.Current.Engine, "Import-Image")
            .With(new { InputObject = new byte[10_240], RootFileSystem = true, Tag = $"{name}:empty" }).Run().AssertNoErrors().OutputAs<ImageDetail>());
        // Some image stores count their own files about the image, too.
        Assert.InRange(empty.Size, 0, 20_000);
        On(PrivateEngines.Current.Engine, "New-Image").Input($"FROM {name}:empty", "LABEL a=b", $"LABEL {TestRun.Label}={TestRun.Id}")
            .With(new { Tag = $"{name}:built", Quiet = true }).Run().AssertNoErrors();
    }

    [RealEngineFact(Network)]
    public async Task The_engine_fetches_files_from_a_url()
    {
        string name = NewName() + ":1";
        await using Cleanup _ = new(name);
        await using var web = new WebFile(HostSide(), Archive("x", "from the web"), "application/x-tar");
        CmdletResult result = On(PrivateEngines.Current.Engine, "Import-Image").With(new { Path = web.Url("x.tar"), RootFileSystem = true, Tag = name, Change = "CMD [\"x\"]" }).Run().AssertNoErrors();
        Assert.Equal(name, Assert.Single(result.OutputAs<ImageDetail>()).Reference);
        ErrorRecord error = Assert.Single(On(PrivateEngines.Current.Engine, "Import-Image").With(new { Path = "http://127.0.0.1:9/x.tar", RootFileSystem = true }).Run().Errors);
        Assert.StartsWith("ImportFailed", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [RealEngineTheory]
    [InlineData("gzip")]
    [InlineData("bzip2")]
    [InlineData("xz")]
    public async Task A_compressed_archive_goes_as_it_is(string program)
    {
        if (CommandLine.Find(program) is null)
        {
            throw new TestSkippedException($"this machine has no {program}");
        }

        using var folder = new TemporaryFolder();
        string path = folder.Combine("image.tar");
        string name = NewName() + ":1";
        await using Cleanup _ = new(name);
        On(PrivateEngines.Current.Engine, "Add-ImageTag").With(new { Name = PrivateEngines.Current.Image, Tag = name }).Run().AssertNoErrors();
        On(PrivateEngines.Current.Engine, "Export-Image").With(new { Name = name, OutFile = path }).Run().AssertNoErrors();
        await CommandLine.RunAsync(program, path);
        string compressed = Assert.Single(Directory.GetFiles(folder.Path));
        CmdletResult result = On(PrivateEngines.Current.Engine, "Import-Image").With("Path", compressed).Run();
        if (result.Errors.Any(static error => error.Exception.Message.Contains("executable file not found", StringComparison.Ordinal)))
        {
            throw new TestSkippedException($"the engine's machine has no {program}");
        }

        Assert.Equal(name, WithoutPodman(Assert.Single(result.AssertNoErrors().OutputAs<ImageDetail>()).Reference!));
    }

    [RealEngineFact]
    public void What_is_no_archive_of_images_is_LoadFailed()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Combine("files.tar"), Archive("bin/x", "x"));
        byte[] noise = [.. Enumerable.Repeat((byte)'x', 50_000)];
        File.WriteAllBytes(folder.Combine("noise.tar"), noise);
        foreach (string file in new[] { "files.tar", "noise.tar" })
        {
            CmdletResult result = On(PrivateEngines.Current.Engine, "Import-Image").At(folder.Path).With("Path", file).Run();
            Assert.StartsWith("LoadFailed", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Empty(result.Output);
        }

        CmdletResult noFiles = On(PrivateEngines.Current.Engine, "Import-Image").With(new { InputObject = noise, RootFileSystem = true }).Run();
        Assert.StartsWith("ImportFailed", Assert.Single(noFiles.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [RealEngineFact(Cli)]
    public async Task The_docker_CLI_reads_what_is_written_and_the_other_way_round()
    {
        using var folder = new TemporaryFolder();
        string name = NewName() + ":1";
        await using Cleanup _ = new(name);
        await DockerAsync("tag", PrivateEngines.Current.Image, name);
        On(PrivateEngines.Current.Engine, "Export-Image").With(new { Name = name, OutFile = folder.Combine("ours.tar") }).Run().AssertNoErrors();
        await DockerAsync("rmi", name);
        Assert.Contains(name, await DockerAsync("load", "-i", folder.Combine("ours.tar")), StringComparison.Ordinal);
        await DockerAsync("save", "-o", folder.Combine("theirs.tar"), name);
        await DockerAsync("rmi", name);
        ImageDetail image = Assert.Single(On(PrivateEngines.Current.Engine, "Import-Image").With("Path", folder.Combine("theirs.tar")).Run().AssertNoErrors().OutputAs<ImageDetail>());
        Assert.Equal(name, WithoutPodman(image.Reference!));
    }

    private static Task<string> DockerAsync(params string[] arguments) => CommandLine.RunAsync("docker", ["-H", PrivateEngines.Current.Engine, .. arguments]);

    private static CmdletRunner Files(string name, string content) =>
        On(PrivateEngines.Current.Engine, "Import-Image").With(new { InputObject = Archive(name, content), RootFileSystem = true });

    private static byte[] Archive(string name, string content)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
        }

        return archive.ToArray();
    }

    private static SortedDictionary<string, string> Sums(byte[] archive)
    {
        var sums = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var reader = new TarReader(new MemoryStream(archive));
        while (reader.GetNextEntry() is { } entry)
        {
            sums[entry.Name] = entry.DataStream is { } content ? Convert.ToHexString(SHA256.HashData(content)) : "";
        }

        return sums;
    }

    // The other end of the engine's network: this machine.
    private static IPAddress HostSide()
    {
        byte[] address = IPAddress.Parse(PrivateEngines.Current.PortAddress).GetAddressBytes();
        address[^1] = 1;
        return new IPAddress(address);
    }

    private static CmdletRunner On(string engine, string cmdlet) => CmdletRunner.Create(cmdlet).With(new { HostAddress = engine });

    // podman keeps short names under localhost/.
    private static string WithoutPodman(string reference) => reference.StartsWith("localhost/", StringComparison.Ordinal) ? reference[10..] : reference;

    private static string NewName() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"dockerps-archive-{Environment.ProcessId}-{Interlocked.Increment(ref s_names)}");

    private sealed class Cleanup(params string[] references) : IAsyncDisposable
    {
        public string[] Engines { get; init; } = [PrivateEngines.Current.Engine];

        public async ValueTask DisposeAsync()
        {
            foreach (string address in Engines)
            {
                using RawEngine engine = new(address);
                foreach (string reference in references)
                    await engine.DeleteAsync($"images/{reference}");
            }
        }
    }
}
