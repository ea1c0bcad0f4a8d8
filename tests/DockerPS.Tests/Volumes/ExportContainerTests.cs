using System.Globalization;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Volumes;

/// <summary>Export-Container against scripted engines: what comes is what is written, and nothing less takes the file's place.</summary>
public sealed class ExportContainerTests
{
    private static readonly byte[] s_archive = Bytes(300_000);

    [Theory]
    [InlineData(7)]
    [InlineData(70_000)]
    [InlineData(300_000)]
    public async Task Bytes_come_out_as_they_went_in_however_they_are_cut(int piece)
    {
        await using ScriptedServer server = Engine(s_archive.AsMemory(0, piece == 7 ? 5_000 : s_archive.Length), piece, whole: true);
        byte[] expected = s_archive[..(piece == 7 ? 5_000 : s_archive.Length)];

        byte[][] chunks = [.. Export(server).With("AsByteStream", true).Run().AssertNoErrors().OutputAs<byte[]>()];

        Assert.Equal(expected, chunks.SelectMany(static chunk => chunk));
        Assert.All(chunks.SkipLast(1), static chunk => Assert.Equal(64 * 1024, chunk.Length));
    }

    [Fact]
    public async Task The_file_takes_its_place_when_it_is_whole()
    {
        await using ScriptedServer server = Engine(s_archive, 10_000, whole: true);
        using var folder = new TemporaryFolder();
        string path = folder.Combine("web.tar");
        await File.WriteAllTextAsync(path, "old");

        FileInfo file = Assert.Single(Export(server).At(folder.Path).With(new { OutFile = "web.tar", PassThru = true }).Run().AssertNoErrors().OutputAs<FileInfo>());

        Assert.Equal(path, file.FullName);
        Assert.Equal(s_archive, await File.ReadAllBytesAsync(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task What_breaks_off_leaves_what_was_there()
    {
        await using ScriptedServer server = Engine(s_archive, 10_000, whole: false);
        using var folder = new TemporaryFolder();
        string path = folder.Combine("web.tar");
        await File.WriteAllTextAsync(path, "old");

        CmdletResult result = Export(server).With("OutFile", path).Run();

        Assert.StartsWith("ConnectionLost", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Select_First_closes_the_connection()
    {
        await using ScriptedServer server = Engine(s_archive, 10_000, whole: true);
        Assert.Single(Export(server).With("AsByteStream", true).First(1).Run().Output);
    }

    [Fact]
    public async Task Several_containers_are_refused_before_anything_is_written()
    {
        await using ScriptedServer server = Engine(s_archive, 10_000, whole: true);
        using var folder = new TemporaryFolder();

        CmdletResult result = Export(server).With(new { Name = new[] { "web", "db" }, OutFile = folder.Combine("x.tar") }).Run();

        Assert.StartsWith("OutputAmbiguous", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task WhatIf_writes_nothing()
    {
        await using ScriptedServer server = Engine(s_archive, 10_000, whole: true);
        using var folder = new TemporaryFolder();
        CmdletResult result = Export(server).With("OutFile", folder.Combine("x.tar")).WhatIf().Run().AssertNoErrors();
        Assert.Equal($"Export container to {folder.Combine("x.tar")}", Assert.Single(result.ShouldProcessCalls).Action);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData(false, false, false, "OutputMissing")]
    [InlineData(true, true, false, "OutputConflict")]
    [InlineData(false, true, true, "OutputConflict")]
    public async Task Where_to_must_be_said_once(bool file, bool bytes, bool passThru, string id)
    {
        await using ScriptedServer server = Engine(s_archive, 10_000, whole: true);
        CmdletRunner export = Export(server).With(new { AsByteStream = bytes, PassThru = passThru });
        CmdletResult result = (file ? export.With("OutFile", "x.tar") : export).Run();
        Assert.StartsWith(id, result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, server.Accepted);
    }

    private static CmdletRunner Export(ScriptedServer server) =>
        CmdletRunner.Create("Export-Container").With(new { Name = "web", HostAddress = server.Endpoint.ToString() });

    private static ScriptedServer Engine(ReadOnlyMemory<byte> archive, int piece, bool whole) => ScriptedServer.Unix(ScriptedServer.Engine(async (connection, head) =>
    {
        if (!head.Contains("/export ", StringComparison.Ordinal))
        {
            await connection.SendAsync(ScriptedServer.Answer(200, $$"""{"Id":"{{new string(head.Contains("/web/", StringComparison.Ordinal) ? '1' : '2', 64)}}","Name":"/web"}"""));
            return;
        }

        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int at = 0; at < archive.Length; at += piece)
        {
            ReadOnlyMemory<byte> part = archive.Slice(at, Math.Min(piece, archive.Length - at));
            await connection.SendAsync(string.Create(CultureInfo.InvariantCulture, $"{part.Length:x}\r\n"));
            await connection.SendAsync(part);
            await connection.SendAsync("\r\n");
        }

        if (whole)
        {
            await connection.SendAsync("0\r\n\r\n");
        }
        else
        {
            connection.Close();
        }
    }));

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(static at => (byte)((at * 31) ^ (at >> 8)))];
}
