using System.Formats.Tar;
using System.Management.Automation;
using System.Security.Cryptography;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Images;

/// <summary>Import-Image against scripted engines: what is sent is what is there, and the answer becomes images.</summary>
public sealed class ImportImageTests : IDisposable
{
    private static readonly byte[] s_archive = RandomNumberGenerator.GetBytes(300_001);

    private readonly TemporaryFolder _folder = new();

    public ImportImageTests() => File.WriteAllBytes(_folder.Combine("web.tar"), s_archive);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_sent_as_it_is_and_its_images_are_returned()
    {
        await using ScriptedArchives engine = new()
        {
            Tags = ["web:1", "db:2"],
            Messages =
            [
                """{"status":"Loading layer","progressDetail":{"current":557056,"total":55000000},"id":"d223639237fe"}""",
                """{"stream":"Loaded image: web:1\n"}""", """{"stream":"Loaded image: db:2\n"}""",
            ],
        };
        CmdletResult result = Import(engine).With("Path", "web.tar").Run().AssertNoErrors();
        Assert.Equal(["web:1", "db:2"], result.OutputAs<ImageDetail>().Select(static image => image.Reference));
        Assert.All(result.OutputAs<ImageDetail>(), image => Assert.Equal(engine.Address, image.Engine));
        Assert.Equal("POST /images/load?quiet=0", engine.Requests[0]);
        Assert.Equal(s_archive, Assert.Single(engine.Bodies));
        Assert.Equal(($"{_folder.Combine("web.tar")} on {engine.Address}", "Import images"), (result.ShouldProcessCalls[0].Target, result.ShouldProcessCalls[0].Action));
        Assert.All(result.Progress, static bar => Assert.InRange(bar.PercentComplete, -1, 100));
        Assert.All(result.Progress, bar => Assert.Equal($"Importing web.tar to {engine.Address}", bar.Activity));
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public async Task An_image_without_a_reference_is_returned_by_its_id_and_what_else_was_told_is_a_warning()
    {
        await using ScriptedArchives engine = new()
        {
            Messages = ["""{"stream":"The image web:1 already exists, renaming the old one with ID sha256:1 to empty string\n"}""", $$"""{"stream":"Loaded image ID: {{ScriptedArchives.Id}}\n"}"""],
        };
        CmdletResult result = Import(engine).With("Path", "web.tar").Run().AssertNoErrors();
        ImageDetail image = Assert.Single(result.OutputAs<ImageDetail>());
        Assert.Equal((null, ScriptedArchives.Id), (image.Reference, image.Id));
        Assert.Contains("already exists", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wildcards_files_of_the_pipeline_and_several_engines()
    {
        File.WriteAllBytes(_folder.Combine("b.tar"), [1, 2, 3]);
        await using ScriptedArchives one = new();
        await using ScriptedArchives two = new();
        string[] engines = [one.Address, two.Address];
        CmdletResult result = CmdletRunner.Create("Import-Image").With("HostAddress", engines)
            .Input(new FileInfo(_folder.Combine("b.tar")), new FileInfo(_folder.Combine("web.tar"))).Run().AssertNoErrors();
        Assert.Equal(engines.Order().Concat(engines.Order()).Order(), result.OutputAs<ImageDetail>().Select(static image => image.Engine).Order());
        Assert.All([one, two], static engine => Assert.Equal([3, s_archive.Length], engine.Bodies.Select(static body => body.Length)));
        Assert.Single(Import(one).With("LiteralPath", "web.tar").Run().AssertNoErrors().Output);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(64 * 1024)]
    [InlineData(300_001)]
    public async Task Bytes_of_the_pipeline_reach_every_engine_intact(int size)
    {
        await using ScriptedArchives one = new();
        await using ScriptedArchives two = new();
        CmdletResult result = CmdletRunner.Create("Import-Image").With("HostAddress", new[] { one.Address, two.Address })
            .InputFrom(s_archive.Chunk(size)).Run().AssertNoErrors();
        Assert.Equal(2, result.OutputAs<ImageDetail>().Count);
        Assert.Equal(s_archive, Assert.Single(one.Bodies));
        Assert.Equal(s_archive, Assert.Single(two.Bodies));
        Assert.All(result.ShouldProcessCalls, static asked => Assert.StartsWith("the piped archive on ", asked.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bytes_can_be_given_as_a_parameter_or_one_by_one()
    {
        await using ScriptedArchives engine = new();
        Import(engine).With("InputObject", s_archive).Run().AssertNoErrors();
        Import(engine).InputFrom(s_archive[..100]).Run().AssertNoErrors();
        Import(engine).Input(s_archive[..10].Cast<object>().ToArray(), s_archive[10..30].Select(static one => (object)PSObject.AsPSObject(one)).ToArray()).Run().AssertNoErrors();
        Assert.Equal([s_archive, s_archive[..100], s_archive[..30]], engine.Bodies);
    }

    [Fact]
    public async Task An_engine_that_refuses_does_not_hold_up_the_other()
    {
        await using ScriptedArchives bad = new() { Messages = ["""{"errorDetail":{"message":"no space left on device"}}"""] };
        await using ScriptedArchives good = new();
        CmdletResult result = CmdletRunner.Create("Import-Image").With("HostAddress", new[] { bad.Address, good.Address })
            .InputFrom(Enumerable.Range(0, 300).Select(static _ => new byte[64 * 1024])).Run();
        Assert.StartsWith("LoadFailed", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(good.Address, Assert.Single(result.OutputAs<ImageDetail>()).Engine);
        Assert.Equal(300 * 64 * 1024, Assert.Single(good.Bodies).Length);
    }

    [Theory]
    [InlineData("open /var/lib/docker/tmp/docker-import-970689518/bin/json: no such file or directory", true)]
    [InlineData("invalid archive: does not contain a manifest.json", true)]
    [InlineData("unrecognized image format", true)]
    [InlineData("Error processing tar file(exit status 1): unexpected EOF", false)]
    public async Task An_archive_that_is_none_is_LoadFailed(string message, bool isAdvised)
    {
        await using ScriptedArchives engine = new() { Messages = [$$$"""{"errorDetail":{"message":"{{{message}}}"},"error":"x"}"""] };
        ErrorRecord error = Assert.Single(Import(engine).With("Path", "web.tar").Run().Errors);
        Assert.StartsWith("LoadFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal($"{_folder.Combine("web.tar")} could not be imported: {message}", error.Exception.Message);
        Assert.Equal("web.tar", error.TargetObject);
        Assert.Equal(isAdvised, error.ErrorDetails?.RecommendedAction.Contains("-RootFileSystem", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_refusal_before_the_stream_is_LoadFailed_too()
    {
        await using ScriptedArchives engine = new() { Refusal = (500, """{"message":"payload does not match any of the supported image formats"}""") };
        Assert.StartsWith("LoadFailed,", Assert.Single(Import(engine).With("Path", "web.tar").Run().Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_is_refused_before_anything_is_sent()
    {
        await using ScriptedArchives engine = new();
        CmdletResult result = Import(engine).Input("web.tar").Run();
        Assert.StartsWith("InputNotBytes", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-AsByteStream", result.TerminatingError.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task What_is_missing_is_told_and_the_others_are_imported()
    {
        await using ScriptedArchives engine = new();
        CmdletResult result = Import(engine).With("Path", new[] { "none.tar", "none*.tar", ".", "http://engine.test/x.tar", "web.tar" }).Run();
        Assert.Equal(["PathNotFound", "PathNotFound", "BadPath", "BadPath"], result.Errors.Select(static error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(["none.tar", "none*.tar", ".", "http://engine.test/x.tar"], result.Errors.Select(static error => error.TargetObject));
        Assert.Single(result.Output);
    }

    [Fact]
    public async Task Nothing_is_sent_with_WhatIf()
    {
        await using ScriptedArchives engine = new();
        Assert.Single(Import(engine).With("Path", "web.tar").WhatIf().Run().AssertNoErrors().ShouldProcessCalls);
        Assert.Single(Import(engine).InputFrom(s_archive.Chunk(1000)).WhatIf().Run().AssertNoErrors().ShouldProcessCalls);
        Assert.Empty(engine.Requests);
    }

    [Theory]
    [InlineData("1.41", 1, false)]
    [InlineData("1.51", 2, false)]
    [InlineData("1.48", 1, true)]
    [InlineData("1.52", 2, true)]
    public async Task Platforms_need_a_newer_engine(string version, int count, bool isSent)
    {
        await using ScriptedArchives engine = new(version);
        CmdletResult result = Import(engine).With(new { Path = "web.tar", Platform = new[] { "linux/arm64", "linux/amd64" }[..count] }).Run();
        if (isSent)
        {
            result.AssertNoErrors();
            string amd = count > 1 ? """&platform={"os":"linux","architecture":"amd64"}""" : "";
            Assert.Equal("""POST /images/load?quiet=0&platform={"os":"linux","architecture":"arm64"}""" + amd, engine.Requests[0]);
        }
        else
        {
            Assert.StartsWith("NotSupportedByEngine", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Empty(engine.Requests);
        }
    }

    [Fact]
    public async Task Files_become_an_image_with_names_message_changes_and_platform()
    {
        await using ScriptedArchives engine = new() { Messages = [$$"""{"status":"{{ScriptedArchives.Id}}"}"""] };
        CmdletResult result = Import(engine).With(new
        {
            Path = "web.tar",
            RootFileSystem = true,
            Tag = new[] { "web:1", "team/other" },
            Message = "one & only",
            Change = new[] { "CMD [\"sh\"]", "env A=b" },
            Platform = "linux/arm64",
        }).Run().AssertNoErrors();
        Assert.Equal("web:1", Assert.Single(result.OutputAs<ImageDetail>()).Reference);
        Assert.Equal("POST /images/create?repo=web&tag=1&message=one & only&platform=linux/arm64&changes=CMD [\"sh\"]&changes=env A=b&fromSrc=-", engine.Requests[0]);
        Assert.Equal($"POST /images/{ScriptedArchives.Id}/tag?repo=team/other&tag=latest", engine.Requests[1]);
        Assert.Equal(s_archive, Assert.Single(engine.Bodies));
        Assert.Equal("Import files as image web:1, team/other:latest", Assert.Single(result.ShouldProcessCalls).Action);
    }

    [Fact]
    public async Task The_engine_fetches_a_url_by_itself_and_no_password_is_shown()
    {
        await using ScriptedArchives engine = new()
        {
            Messages =
            [
                """{"status":"Downloading from https://files.test/x.tar"}""",
                """{"status":"Importing","progressDetail":{"current":300,"total":200},"progress":"[=>]"}""",
                $$"""{"status":"{{ScriptedArchives.Id}}"}""",
            ],
        };
        CmdletResult result = Import(engine).With(new { Path = "https://me:secret@files.test/x.tar", RootFileSystem = true }).Run().AssertNoErrors();
        Assert.Equal(ScriptedArchives.Id, Assert.Single(result.OutputAs<ImageDetail>()).Id);
        Assert.Equal("POST /images/create?fromSrc=https://me:secret@files.test/x.tar", engine.Requests[0]);
        Assert.Empty(engine.Bodies);
        Assert.DoesNotContain(result.Progress.Select(static bar => bar.Activity).Concat(result.Verbose).Append(result.ShouldProcessCalls[0].Target), static text => text.Contains("secret", StringComparison.Ordinal));
        Assert.All(result.Progress, static bar => Assert.InRange(bar.PercentComplete, -1, 100));
    }

    [Fact]
    public async Task A_folder_is_sent_with_what_is_in_it()
    {
        Directory.CreateDirectory(_folder.Combine("root/etc"));
        await File.WriteAllTextAsync(_folder.Combine("root/etc/motd"), "hi");
        await using ScriptedArchives engine = new() { Messages = [$$"""{"status":"{{ScriptedArchives.Id}}"}"""] };
        Import(engine).Input(new DirectoryInfo(_folder.Combine("root"))).With("RootFileSystem", true).Run().AssertNoErrors();
        using var reader = new TarReader(new MemoryStream(Assert.Single(engine.Bodies)));
        Assert.Equal("etc/", reader.GetNextEntry()!.Name);
        Assert.Equal("etc/motd", reader.GetNextEntry()!.Name);
    }

    [Fact]
    public async Task One_name_goes_to_one_image_only()
    {
        await using ScriptedArchives engine = new() { Messages = [$$"""{"status":"{{ScriptedArchives.Id}}"}"""] };
        CmdletResult result = Import(engine).With(new { Path = new[] { "web.tar", "web.tar" }, RootFileSystem = true, Tag = "web:1" }).Run();
        Assert.StartsWith("ReferenceInUse", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(engine.Bodies);
    }

    [Theory]
    [InlineData("COPY a b", "none of CMD, ENTRYPOINT")]
    [InlineData("RUN date", "none of CMD, ENTRYPOINT")]
    [InlineData("  ", "none of CMD, ENTRYPOINT")]
    [InlineData("CMD", "says nothing")]
    public async Task Instructions_that_docker_import_does_not_take_are_refused_here(string change, string message)
    {
        await using ScriptedArchives engine = new();
        CmdletResult result = Import(engine).With(new { Path = "web.tar", RootFileSystem = true, Change = change }).Run();
        Assert.StartsWith("BadParameter", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, result.Terminating!.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task What_is_for_files_is_refused_for_images()
    {
        await using ScriptedArchives engine = new();
        Assert.StartsWith("BadParameter", Import(engine).With(new { Path = "web.tar", Tag = "x" }).Run().TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("BadReference", Import(engine).With(new { Path = "web.tar", RootFileSystem = true, Tag = "Bad" }).Run().TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("BadParameter", Import(engine).With(new { Path = "web.tar", RootFileSystem = true, Platform = new[] { "a/b", "c/d" } }).Run().TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task A_pipeline_that_breaks_off_leaves_no_whole_archive_behind()
    {
        await using ScriptedArchives engine = new();
        Assert.Throws<InvalidOperationException>(() => Import(engine).InputFrom(Broken()).Run());
        Assert.Empty(engine.Bodies);

        static IEnumerable<byte[]> Broken()
        {
            yield return new byte[100_000];
            throw new InvalidOperationException("The upstream command has failed.");
        }
    }

    private CmdletRunner Import(ScriptedArchives engine) => engine.Run("Import-Image").At(_folder.Path);
}
