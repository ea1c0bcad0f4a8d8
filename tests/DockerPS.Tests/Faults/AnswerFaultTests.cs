using System.Management.Automation;
using System.Text;
using DockerPS.Engine.Configuration;
using DockerPS.Tests.Hosting;
using DockerPS.Tests.Output;
using DockerPS.Tests.Streams;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Faults;

/// <summary>Answers that an engine should not give, as the user of a cmdlet sees them.</summary>
public sealed class AnswerFaultTests
{
    private const string Html = "<html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>";
    private const string Podman = """{"cause":"no space left on device","message":"writing blob: no space left on device","response":500}""";

    public static TheoryData<string, string> Reading => new()
    {
        { "Get-Container", "" }, { "Get-Image", "" }, { "Get-DockerInfo", "" }, { "Get-DockerVersion", "" }, { "Stop-Container", "web" },
        { "Get-ContainerLog", "web" }, { "Wait-Container", "web" }, { "Receive-Image", "toy:1" }, { "New-Container", "toy:1" },
    };

    [Theory]
    [MemberData(nameof(Reading))]
    public async Task A_web_page_is_told_as_one(string cmdlet, string name)
    {
        ErrorRecord error = await ErrorOfAsync(cmdlet, name, ScriptedServer.Answer(500, Html, "text/html"));
        Assert.Contains("502 Bad Gateway", error.Exception.Message);
        Assert.DoesNotContain('<', error.Exception.Message);
        Assert.Matches("^(EngineError|PullFailed),", error.FullyQualifiedErrorId);
    }

    [Theory]
    [MemberData(nameof(Reading))]
    public async Task Podmans_error_is_its_message(string cmdlet, string name)
    {
        ErrorRecord error = await ErrorOfAsync(cmdlet, name, ScriptedServer.Answer(500, Podman));
        string pulled = cmdlet == "Receive-Image" ? $"'{name}' could not be pulled: " : "";
        Assert.Equal(pulled + "writing blob: no space left on device", error.Exception.Message);
    }

    [Fact]
    public async Task An_engine_that_was_downgraded_under_us_is_spoken_to_in_its_version()
    {
        string version = "1.41";
        await using var server = ScriptedServer.Unix(async connection =>
        {
            while (await connection.ReadHeadAsync() is { } head)
            {
                await connection.SendAsync(
                    head.StartsWith("GET /_ping ", StringComparison.Ordinal) ? ScriptedServer.PingAnswer(version)
                    : head.Contains($"/v{version}/", StringComparison.Ordinal) ? ScriptedServer.Answer(200, "[]")
                    : ScriptedServer.Answer(400, $$"""{"message":"client version 1.41 is too new. Maximum supported API version is {{version}}"}"""));
            }
        });
        Assert.Empty(CmdletRunner.Create("Get-Container").With("HostAddress", server.Endpoint.ToString()).Run().AssertNoErrors().Output);
        version = "1.40";
        Assert.Empty(CmdletRunner.Create("Get-Container").With("HostAddress", server.Endpoint.ToString()).Run().AssertNoErrors().Output);
    }

    [Fact]
    public async Task An_upload_that_is_cut_is_an_error_and_no_image()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Combine("Dockerfile"), "FROM scratch\nCOPY big /\n");
        await File.WriteAllBytesAsync(folder.Combine("big"), new byte[4 * 1024 * 1024]);
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(static async (connection, head) =>
        {
            Assert.Contains("/build?", head);
            await connection.SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
            await connection.ReadAsync(10_000);
            connection.Close();
        }));

        CmdletResult result = CmdletRunner.Create("New-Image").With("HostAddress", server.Endpoint.ToString()).Words(folder.Path).Run();

        Assert.Empty(result.Output);
        FaultedEngine.AssertError("ConnectionLost", result.TerminatingError ?? result.Errors.SingleOrDefault());
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(0, true)]
    public async Task Characters_split_over_frames_are_whole(int stream, bool tty)
    {
        string[] lines = [.. Enumerable.Range(0, 10_000).Select(static i => $"{i} äöü €uro 日本語 𝄞 🦆")];
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\n")));
        // Frames of 1 to 13 bytes: every character is split at every place somewhere.
        byte[] log = tty ? text : Frames.Join([.. Pieces(text).Select(piece => Frames.Frame((byte)stream, piece))]);
        await using var web = new ScriptedContainer { Log = log, Tty = tty, Attached = connection => connection.SendAsync(log) };

        Assert.Equal(lines, web.ReadLog().With("Raw", true).Run().AssertNoErrors().OutputAs<string>());
        if (!tty)
            Assert.Equal(lines, web.Exec("x").With("StandardError", StandardErrorAction.Output).Run().AssertNoErrors().OutputAs<string>());
    }

    [Theory]
    [InlineData("Get-ContainerLog")]
    [InlineData("Invoke-ContainerCommand")]
    public async Task A_file_in_a_folder_that_is_not_there_is_an_error(string cmdlet)
    {
        using var folder = new TemporaryFolder();
        await using var web = new ScriptedContainer();
        string file = Path.Combine(folder.Path, "no", "such", "file");

        CmdletResult result = (cmdlet == "Get-ContainerLog" ? web.ReadLog() : web.Exec("x")).With("OutFile", file).Run();

        FaultedEngine.AssertError("PathNotFound", result.TerminatingError ?? result.Errors.SingleOrDefault());
        Assert.Equal("", web.ExecBody);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static async Task<ErrorRecord> ErrorOfAsync(string cmdlet, string name, string answer)
    {
        await using FakeEngine engine = new("web") { Takes = async (connection, _) => { await connection.SendAsync(answer); connection.Close(); return true; } };
        CmdletRunner runner = CmdletRunner.Create(cmdlet).With("HostAddress", engine.Address);
        CmdletResult result = (name.Length > 0 ? runner.Words(name) : runner).Run();
        Assert.Empty(result.Output);
        return result.TerminatingError ?? Assert.Single(result.Errors);
    }

    private static IEnumerable<byte[]> Pieces(byte[] text)
    {
        for (int at = 0, size = 1; at < text.Length; at += size, size = size % 13 + 1)
            yield return text[at..Math.Min(text.Length, at + size)];
    }
}
