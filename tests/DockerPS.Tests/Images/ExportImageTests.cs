using System.Management.Automation;
using System.Text;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Images;

/// <summary>Export-Image against scripted engines: what comes is what is written, and a part is never taken for the whole.</summary>
public sealed class ExportImageTests
{
    private static readonly byte[] s_archive = [.. Enumerable.Range(0, 300_000).Select(static at => (byte)((at * 31) ^ (at >> 8))), .. new byte[1024]];

    [Theory]
    [InlineData("web:1", "GET /images/get?names=web:1")]
    [InlineData("web:1,db:2", "GET /images/get?names=web:1&names=db:2")]
    [InlineData("web", "GET /images/get?names=web:1&names=web:2")]
    [InlineData("web:*,web:1", "GET /images/get?names=web:1&names=web:2")]
    [InlineData("34fb33286719", "GET /images/get?names=" + ScriptedArchives.Id)]
    [InlineData(ScriptedArchives.Id, "GET /images/get?names=" + ScriptedArchives.Id)]
    public async Task References_stay_and_ids_are_saved_without(string names, string expected)
    {
        await using ScriptedArchives engine = new() { Tags = ["web:1", "web:2", "db:2"], Archive = s_archive };
        engine.Run("Export-Image").With(new { Name = names.Split(','), AsByteStream = true }).Run().AssertNoErrors();
        Assert.Equal(expected, Assert.Single(engine.Requests, static request => request.StartsWith("GET /images/get", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(7_000)]
    [InlineData(300_000)]
    public async Task Bytes_come_out_as_they_went_in_however_they_are_cut(int piece)
    {
        await using ScriptedArchives engine = new() { Archive = s_archive, Piece = piece };
        List<byte[]> chunks = Export(engine).With("AsByteStream", true).Run().AssertNoErrors().OutputAs<byte[]>();
        Assert.Equal(s_archive, chunks.SelectMany(static chunk => chunk));
        Assert.All(chunks.SkipLast(1), static chunk => Assert.Equal(64 * 1024, chunk.Length));
    }

    [Fact]
    public async Task Images_of_the_pipeline_go_into_one_file_with_progress_against_their_sizes()
    {
        await using ScriptedArchives engine = new() { Tags = ["web:1", "db:2"], Archive = s_archive, Piece = 100 };
        using var folder = new TemporaryFolder();
        object?[] images = [.. engine.Run("Get-Image").Run().AssertNoErrors().Output];
        CmdletResult result = CmdletRunner.Create("Export-Image").Input(images).At(folder.Path).With(new { OutFile = "all.tar", PassThru = true }).Run().AssertNoErrors();
        Assert.Equal(folder.Combine("all.tar"), Assert.Single(result.OutputAs<FileInfo>()).FullName);
        Assert.Equal(s_archive, await File.ReadAllBytesAsync(folder.Combine("all.tar")));
        Assert.Contains("GET /images/get?names=web:1&names=db:2", engine.Requests);
        Assert.Contains(result.Progress, static bar => bar is { Activity: "Exporting web:1, db:2", StatusDescription: "0B of 1kB", PercentComplete: 0 });
        Assert.All(result.Progress, static bar => Assert.InRange(bar.PercentComplete, -1, 100));
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public async Task What_breaks_off_leaves_what_was_there()
    {
        await using ScriptedArchives engine = new() { Archive = s_archive, IsWhole = false };
        using var folder = new TemporaryFolder();
        string path = folder.Combine("web.tar");
        await File.WriteAllTextAsync(path, "old");
        CmdletResult result = Export(engine).With("OutFile", path).Run();
        Assert.StartsWith("ConnectionLost", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task An_error_behind_the_bytes_is_an_error_and_no_file()
    {
        byte[] broken = [.. s_archive[..50_000], .. Encoding.ASCII.GetBytes("{\"errorDetail\":{\"message\":\"layer is gone\"}}\r\n")];
        await using ScriptedArchives engine = new() { Archive = broken };
        using var folder = new TemporaryFolder();
        CmdletResult result = Export(engine).With("OutFile", folder.Combine("web.tar")).Run();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("SaveFailed", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("layer is gone", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));

        // The next command must not see a normal end.
        CmdletResult stream = Export(engine).With("AsByteStream", true).Run();
        Assert.StartsWith("SaveFailed", stream.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_one_is_missing_nothing_is_exported()
    {
        await using ScriptedArchives engine = new() { Archive = s_archive };
        using var folder = new TemporaryFolder();
        CmdletResult result = engine.Run("Export-Image").With(new { Name = new[] { "web:1", "none:1" }, OutFile = folder.Combine("x.tar") }).Run();
        Assert.StartsWith("ImageNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("ArchiveIncomplete", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("GET /images/get", StringComparison.Ordinal));
        engine.Run("Export-Image").With(new { Name = "none*", OutFile = folder.Combine("x.tar") }).Run().AssertNoErrors();
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Images_of_two_engines_are_refused()
    {
        await using ScriptedArchives one = new();
        await using ScriptedArchives two = new();
        CmdletResult result = CmdletRunner.Create("Export-Image").With(new { Name = "web:1", HostAddress = new[] { one.Address, two.Address }, AsByteStream = true }).Run();
        Assert.StartsWith("OutputAmbiguous", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.47", 1, "needs Engine API 1.48")]
    [InlineData("1.51", 2, "needs Engine API 1.52")]
    [InlineData("1.48", 1, null)]
    [InlineData("1.52", 2, null)]
    public async Task Platforms_need_a_newer_engine(string version, int count, string? refusal)
    {
        await using ScriptedArchives engine = new(version) { Archive = s_archive };
        CmdletResult result = Export(engine).With(new { AsByteStream = true, Platform = new[] { "linux/arm64/v8", "linux/amd64" }[..count] }).Run();
        string? request = engine.Requests.Find(static request => request.StartsWith("GET /images/get", StringComparison.Ordinal));
        if (refusal is not null)
        {
            Assert.StartsWith("NotSupportedByEngine", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(refusal, result.Terminating!.Message, StringComparison.Ordinal);
            Assert.Null(request);
            return;
        }

        result.AssertNoErrors();
        const string arm = """&platform={"os":"linux","architecture":"arm64","variant":"v8"}""";
        const string amd = """&platform={"os":"linux","architecture":"amd64"}""";
        Assert.Equal("GET /images/get?names=web:1" + arm + (count > 1 ? amd : ""), request);
    }

    [Fact]
    public async Task WhatIf_writes_nothing_and_Select_First_closes_the_connection()
    {
        await using ScriptedArchives engine = new() { Archive = s_archive };
        using var folder = new TemporaryFolder();
        CmdletResult result = Export(engine).With("OutFile", folder.Combine("x.tar")).WhatIf().Run().AssertNoErrors();
        Assert.Equal(($"web:1 on {engine.Address}", $"Export image to {folder.Combine("x.tar")}"), (result.ShouldProcessCalls[0].Target, result.ShouldProcessCalls[0].Action));
        Assert.Empty(Directory.GetFiles(folder.Path));
        Assert.Single(Export(engine).With("AsByteStream", true).First(1).Run().Output);
    }

    private static CmdletRunner Export(ScriptedArchives engine) => engine.Run("Export-Image").With("Name", "web:1");
}
