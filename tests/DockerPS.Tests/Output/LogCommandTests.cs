using System.Management.Automation;
using DockerPS.Tests.Streams;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Output;

public sealed class LogCommandTests
{
    private static readonly byte[] s_log = Frames.Join(
        Frames.Frame(1, "2026-01-02T03:04:05.123456789Z one\n"),
        Frames.Frame(2, "2026-01-02T03:04:06Z two\n"));

    [Fact]
    public async Task Lines_are_strings_that_carry_their_origin()
    {
        await using var web = new ScriptedContainer { Log = s_log };
        CmdletResult result = web.ReadLog().Run().AssertNoErrors();
        Assert.Equal(["one", "two"], result.OutputAs<string>());
        PSObject two = result.OutputAs<PSObject>()[1];
        Assert.Equal("stderr", ValueOf(two, "Stream"));
        Assert.Equal("web", ValueOf(two, "Container"));
        Assert.Equal(web.Address, Assert.IsType<DockerConnection>(ValueOf(two, "Connection")).Name);
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 6, DateTimeKind.Utc).ToLocalTime(), ValueOf(two, "Timestamp"));
        Assert.Equal($"/containers/{ScriptedContainer.Id}/logs?stdout=1&stderr=1&tail=all&timestamps=1", web.LogRequest);
    }

    [Fact]
    public async Task With_timestamps_the_text_begins_with_the_engines_own()
    {
        await using var web = new ScriptedContainer { Log = s_log };
        PSObject one = web.ReadLog().With("Timestamps", true).Run().AssertNoErrors().OutputAs<PSObject>()[0];
        Assert.Equal("2026-01-02T03:04:05.123456789Z one", one.BaseObject);
        Assert.IsType<DateTime>(ValueOf(one, "Timestamp"));
    }

    [Fact]
    public async Task Objects_carry_all_as_properties()
    {
        await using var web = new ScriptedContainer { Log = s_log };
        ContainerLogEntry entry = web.ReadLog().With("AsObject", true).Run().AssertNoErrors().OutputAs<ContainerLogEntry>()[1];
        Assert.Equal(("stderr", "web", ScriptedContainer.Id, "two"), (entry.Stream, entry.Container, entry.ContainerId, entry.Message));
        Assert.Equal(DateTimeKind.Local, entry.Timestamp!.Value.Kind);
    }

    [Fact]
    public async Task Raw_lines_are_bare_and_without_timestamps()
    {
        await using var web = new ScriptedContainer { Log = Frames.Join(Frames.Frame(1, "one\r\n"), Frames.Frame(2, "two")) };
        CmdletResult result = web.ReadLog().With("Raw", true).Run().AssertNoErrors();
        Assert.Equal(["one", "two"], result.Output.Select(Assert.IsType<string>));
        Assert.DoesNotContain("timestamps", web.LogRequest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_are_the_engines()
    {
        await using var web = new ScriptedContainer();
        web.ReadLog().With(new { Raw = true, Tail = 5, Since = 1136073600, Until = "2006-01-01T00:00:01.5Z", Detail = true, Follow = true }).Run().AssertNoErrors();
        Assert.EndsWith("?stdout=1&stderr=1&follow=1&tail=5&since=1136073600.000000000&until=1136073601.500000000&details=1", web.LogRequest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.41", "application/octet-stream")]
    [InlineData("1.41", "application/vnd.docker.raw-stream")]
    [InlineData("1.44", "application/vnd.docker.raw-stream")]
    public async Task A_terminals_log_has_no_frames(string apiVersion, string type)
    {
        await using var web = new ScriptedContainer(apiVersion) { Tty = true, LogType = type, Log = "2026-01-02T03:04:06Z one\r\n"u8.ToArray() };
        Assert.Equal(["one"], web.ReadLog().Run().AssertNoErrors().OutputAs<string>());
    }

    [Fact]
    public async Task Bytes_come_as_they_are_from_both_streams()
    {
        using var folder = new TemporaryFolder();
        byte[] log = Frames.Join(Frames.Frame(1, [0, 200]), Frames.Frame(2, [201, 10]), Frames.Frame(1, [13, 10]));
        byte[] expected = [0, 200, 201, 10, 13, 10];
        await using var web = new ScriptedContainer { Log = log };
        Assert.Equal(expected, web.ReadLog().With("AsByteStream", true).Run().AssertNoErrors().OutputAs<byte[]>().SelectMany(static chunk => chunk));
        Assert.Empty(web.ReadLog().With("OutFile", folder.Combine("log")).Run().AssertNoErrors().Output);
        Assert.Equal(expected, await File.ReadAllBytesAsync(folder.Combine("log")));
    }

    [Fact]
    public async Task A_log_cut_within_a_frame_is_an_error_behind_the_lines_that_came()
    {
        await using var web = new ScriptedContainer { Log = [.. s_log, .. Frames.Frame(1, "2026-01-02T03:04:07Z three\n")[..12]] };
        CmdletResult result = web.ReadLog().Run();
        Assert.Equal(["one", "two"], result.OutputAs<string>());
        Assert.StartsWith("ConnectionLost", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_cut_between_frames_is_an_error_too()
    {
        await using var web = new ScriptedContainer { Log = s_log, LogEnd = "5\r\n" };
        CmdletResult result = web.ReadLog().Run();
        Assert.StartsWith("ConnectionLost", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_come_before_the_log_ends_and_who_wants_no_more_closes_the_connection()
    {
        await using var web = new ScriptedContainer { Log = s_log, LogEnd = "" };
        CmdletResult result = web.ReadLog().With("Follow", true).First(2).Run();
        Assert.Equal(["one", "two"], result.OutputAs<string>());
        Assert.True(result.StoppedByDownstream);
        await web.LogClosed.WaitAsync(TestLimit.Patience);
    }

    [Fact]
    public async Task A_stopped_follow_closes_the_connection()
    {
        await using var web = new ScriptedContainer { Log = s_log, LogEnd = "" };
        CmdletRunner runner = web.ReadLog().With("Follow", true);
        CmdletResult result = runner.OnOutput(_ => runner.StopFromAnotherThread()).Run();
        Assert.True(result.Stopped);
        await web.LogClosed.WaitAsync(TestLimit.Patience);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("some")]
    public async Task Tail_is_a_number_or_all(string tail)
    {
        await using var web = new ScriptedContainer();
        Assert.StartsWith("BadParameter", web.ReadLog().With("Tail", tail).Run().TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private static object? ValueOf(PSObject line, string property) => line.Properties[property]?.Value;
}
