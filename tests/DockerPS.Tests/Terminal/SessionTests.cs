using System.Management.Automation;
using System.Text;
using DockerPS.Hosting.Terminal;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Terminal;

/// <summary>Sessions of the cmdlets over a terminal of the test's own. There is one terminal: they run one after the other.</summary>
public sealed class SessionTests : IDisposable
{
    private const string DetachKeys = "\x10\x11";

    private readonly FakeTerminal _terminal = new();

    public SessionTests() => ShellTerminal.Substitute(_terminal);

    public void Dispose() => ShellTerminal.Substitute(null);

    [Fact]
    public async Task Keys_go_there_and_what_is_drawn_comes_back()
    {
        await using var web = new SessionEngine
        {
            Session = async connection =>
            {
                await connection.SendAsync("$ ");
                Assert.Equal("exit\r\x03", Encoding.UTF8.GetString(await connection.ReadAsync(6)));
                await connection.SendAsync("exit\r\n");
            },
            ExecState = """{"Running":false,"ExitCode":7}""",
        };
        _terminal.Type("exit\r");
        _terminal.Type("\x03");
        CmdletRunner runner = web.Cmdlet("Enter-Container", "web");

        CmdletResult result = runner.Run().AssertNoErrors();

        Assert.Empty(result.Output);
        Assert.Equal("$ exit\r\n", _terminal.Screen);
        Assert.Equal(TerminalMode.Raw, _terminal.Mode);
        Assert.False(_terminal.IsTaken);
        Assert.Equal(7, ExitCode(runner));
        string made = web.Bodies.Single(static body => body.Key.EndsWith("/exec", StringComparison.Ordinal)).Value;
        Assert.Contains("\"AttachStdin\":true", made, StringComparison.Ordinal);
        Assert.Contains("\"Tty\":true", made, StringComparison.Ordinal);
        Assert.Contains("\"DetachKeys\":\"ctrl-p,ctrl-q\"", made, StringComparison.Ordinal);
        Assert.Contains("exec bash", made, StringComparison.Ordinal);
        Assert.Contains("\"ConsoleSize\":[24,80]", web.Bodies.Single(static body => body.Key.EndsWith("/start", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_nobody_has_read_are_left_to_the_shell()
    {
        await using var web = new SessionEngine { Session = static connection => connection.ReadAsync(1) };
        Task<CmdletResult> session = Task.Run(web.Cmdlet("Enter-Container", "web").Run);
        _terminal.Type("x");
        (await session.WaitAsync(TestLimit.Patience)).AssertNoErrors();
        _terminal.Type("Get-Date\r");
        Assert.Equal("Get-Date\r", _terminal.Left);
    }

    [Fact]
    public async Task The_size_follows_the_window_and_an_early_refusal_is_tried_again()
    {
        var resized = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var web = new SessionEngine { RefusedResizes = 3, Session = _ => resized.Task };
        Task<CmdletResult> session = Task.Run(web.Cmdlet("Enter-Container", "web").Run);
        await Wait.UntilAsync(() => web.Sizes.Contains("24x80"), "the first size");
        _terminal.Resize(40, 120);
        await Wait.UntilAsync(() => web.Sizes.Contains("40x120"), "the second size");
        resized.SetResult();
        (await session.WaitAsync(TestLimit.Patience)).AssertNoErrors();
        Assert.Equal(["24x80", "40x120"], web.Sizes);
        Assert.True(_terminal.Refreshed > 0);
    }

    [Fact]
    public async Task An_engine_that_takes_no_size_has_its_session_all_the_same()
    {
        await using var web = new SessionEngine { RefusedResizes = int.MaxValue, Session = static connection => connection.ReadAsync(1) };
        Task<CmdletResult> session = Task.Run(web.Cmdlet("Enter-Container", "web").Run);
        await Wait.UntilAsync(() => web.Requests.Count(static request => request.Contains("/resize", StringComparison.Ordinal)) > 10, "the attempts");
        _terminal.Type("x");
        (await session.WaitAsync(TestLimit.Patience)).AssertNoErrors();
    }

    [Fact]
    public async Task The_detach_keys_leave_a_command_and_are_not_sent()
    {
        byte[] sent = [];
        await using var web = new SessionEngine { Session = async connection => sent = await connection.ReadToEndAsync() };
        _terminal.Type("ab");
        _terminal.Type(DetachKeys);
        CmdletRunner runner = web.Cmdlet("Enter-Container", "web", "top");

        CmdletResult result = runner.Run().AssertNoErrors();

        Assert.Equal("Detached: 'top' goes on in container 'web'.", Assert.Single(result.Information).MessageData.ToString());
        Assert.Equal(1, ExitCode(runner));
        await Wait.UntilAsync(() => sent.Length > 0, "the end of the connection");
        Assert.Equal("ab"u8.ToArray(), sent);
        Assert.Equal("\r\n", _terminal.Screen);
        Assert.False(_terminal.IsTaken);
    }

    [Theory]
    [InlineData(new[] { "x" }, "x", "x")]
    [InlineData(new[] { "ctrl-a", "d" }, "ctrl-a,d", "\u0001d")]
    [InlineData(new[] { "Ctrl-A,d" }, "ctrl-a,d", "\u0001d")]
    public async Task Other_keys_leave_where_they_are_given(string[] given, string sent, string typed)
    {
        await using var web = new SessionEngine { Session = static connection => connection.WaitForCloseAsync() };
        _terminal.Type(typed);
        CmdletResult result = web.Cmdlet("Invoke-ContainerCommand", "web", "sh").With("It", true).With("DetachKey", given).Run().AssertNoErrors();
        Assert.Single(result.Information);
        Assert.Contains($"\"DetachKeys\":\"{sent}\"", web.Bodies.Single(static body => body.Key.EndsWith("/exec", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_container_gets_the_terminal_and_is_left_alone_when_it_is_left()
    {
        await using var web = new SessionEngine { Session = static connection => connection.WaitForCloseAsync() };
        _terminal.Type(DetachKeys);
        CmdletRunner runner = web.Cmdlet("Invoke-Container", "-it", "-Name", "web", "alpine", "sh");

        CmdletResult result = runner.Run().AssertNoErrors();

        Assert.Contains("Connect-Container web", Assert.Single(result.Information).MessageData.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, ExitCode(runner));
        Assert.Contains(web.Requests, static request => request.Contains("/attach?", StringComparison.Ordinal)
            && request.Contains("stdin=1", StringComparison.Ordinal) && request.Contains("detachKeys=ctrl-p%2Cctrl-q", StringComparison.Ordinal));
        Assert.DoesNotContain(web.Requests, static request => request.Contains("/kill", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_container_that_is_come_back_to_draws_its_screen_anew()
    {
        var drawn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var web = new SessionEngine { Session = _ => drawn.Task };
        CmdletRunner runner = web.Cmdlet("Connect-Container", "web");
        Task<CmdletResult> session = Task.Run(runner.Run);
        await Wait.UntilAsync(() => web.Sizes.Count == 2, "both sizes");
        web.EndContainer(3);
        drawn.SetResult();
        (await session.WaitAsync(TestLimit.Patience)).AssertNoErrors();
        Assert.Equal(["25x81", "24x80"], web.Sizes);
        Assert.Equal(3, ExitCode(runner));
    }

    [Fact]
    public async Task A_lost_connection_is_an_error_and_the_terminal_is_given_back()
    {
        await using var web = new SessionEngine
        {
            Session = static async connection =>
            {
                await connection.SendAsync("\x1b[?1049hvi");
                connection.Reset();
            },
            ExecState = """{"Running":true}""",
        };
        CmdletRunner runner = web.Cmdlet("Enter-Container", "web", "vi");

        CmdletResult result = runner.Run();

        Assert.StartsWith("ConnectionLost", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.False(_terminal.IsTaken);
        Assert.Equal("\x1b[?1049hvi\x1b[?1049l", _terminal.Screen);
        Assert.Null(ExitCode(runner));
    }

    [Fact]
    public async Task A_terminal_that_fails_ends_the_session()
    {
        var broken = new FakeTerminal { Failure = new IOException("The terminal cannot be used: broken.") };
        ShellTerminal.Substitute(broken);
        await using var web = new SessionEngine { Session = static connection => connection.WaitForCloseAsync() };
        CmdletResult result = web.Cmdlet("Enter-Container", "web").Run();
        Assert.Contains("broken", Assert.Single(result.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.False(broken.IsTaken);
    }

    [Fact]
    public async Task A_stop_from_outside_gives_the_terminal_back_and_interrupts_a_new_container()
    {
        await using var web = new SessionEngine { Session = static connection => connection.WaitForCloseAsync() };
        CmdletRunner runner = web.Cmdlet("Invoke-Container", "-it", "alpine");
        Task<CmdletResult> session = Task.Run(runner.Run);
        await Wait.UntilAsync(() => _terminal.IsTaken, "the session");
        runner.Stop();
        Assert.True((await session.WaitAsync(TestLimit.Patience)).Stopped);
        Assert.False(_terminal.IsTaken);
        Assert.Contains(web.Requests, static request => request.Contains("/kill?signal=SIGINT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Signals_go_to_an_attached_container_without_terminal_unless_they_are_not_wanted(bool wanted, int signals)
    {
        await using var web = new SessionEngine { Tty = false, Session = static connection => connection.WaitForCloseAsync() };
        CmdletRunner runner = web.Cmdlet("Connect-Container", "web").With("SignalProxy", wanted);
        Task<CmdletResult> session = Task.Run(runner.Run);
        await Wait.UntilAsync(() => _terminal.IsTaken, "the attaching");
        runner.Stop();
        Assert.True((await session.WaitAsync(TestLimit.Patience)).Stopped);
        Assert.Equal(signals, web.Requests.Count(static request => request.Contains("/kill", StringComparison.Ordinal)));
        await Wait.UntilAsync(() => !_terminal.IsTaken, "the terminal's return");
    }

    [Fact]
    public async Task Without_a_terminal_of_its_own_a_container_reads_lines_and_their_end()
    {
        string sent = "";
        await using var web = new SessionEngine
        {
            Tty = false,
            Session = async connection =>
            {
                sent = Encoding.UTF8.GetString(await connection.ReadToEndAsync());
                await connection.SendAsync(new byte[] { 1, 0, 0, 0, 0, 0, 0, 3, (byte)'h', (byte)'i', (byte)'\n' });
            },
        };
        web.EndContainer(0);
        _terminal.Type("one\n");
        _terminal.Type("two\n");
        _terminal.End();

        CmdletResult result = web.Cmdlet("Connect-Container", "web").Run().AssertNoErrors();

        Assert.Equal("one\ntwo\n", sent);
        Assert.Equal(["hi"], result.OutputAs<string>());
        Assert.Equal(TerminalMode.Lines, _terminal.Mode);
        Assert.False(_terminal.IsTaken);
    }

    [Fact]
    public async Task NoStandardInput_only_listens()
    {
        await using var web = new SessionEngine { Session = static connection => connection.SendAsync("drawn\r\n") };
        web.EndContainer(0);
        CmdletResult result = web.Cmdlet("Connect-Container", "web").With("NoStandardInput", true).Run().AssertNoErrors();
        Assert.Equal(["drawn"], result.OutputAs<string>());
        Assert.Null(_terminal.Mode);
        Assert.DoesNotContain(web.Requests, static request => request.Contains("stdin", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("paused", "is paused")]
    [InlineData("exited", "does not run")]
    [InlineData("restarting", "is restarting")]
    public async Task What_does_not_run_cannot_be_attached_to(string state, string said)
    {
        await using var web = new SessionEngine { State = state };
        ErrorRecord error = Assert.Single(web.Cmdlet("Connect-Container", "web").Run().Errors);
        Assert.StartsWith("ContainerNotRunning", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(said, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(web.Requests);
    }

    [Theory]
    [InlineData("Enter-Container", "web", false, true)]
    [InlineData("Enter-Container", "web", true, false)]
    [InlineData("Invoke-ContainerCommand", "-it|web|sh", false, true)]
    [InlineData("Invoke-Container", "-it|alpine", false, true)]
    public async Task Without_a_terminal_a_session_is_refused_before_anything_is_sent(string cmdlet, string words, bool input, bool output)
    {
        ShellTerminal.Substitute(new FakeTerminal { IsInputTerminal = input, IsOutputTerminal = output });
        await using var web = new SessionEngine();
        CmdletResult result = web.Cmdlet(cmdlet, [.. words.Split('|')]).Run();
        Assert.StartsWith("TerminalUnavailable", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(input ? "output" : "input", result.TerminatingError.Exception.Message, StringComparison.Ordinal);
        Assert.NotEmpty(result.TerminatingError.ErrorDetails!.RecommendedAction);
        Assert.Empty(web.Requests);
    }

    [Fact]
    public async Task A_container_with_a_terminal_is_not_attached_to_without_one()
    {
        ShellTerminal.Substitute(new FakeTerminal { IsInputTerminal = false });
        await using var web = new SessionEngine();
        Assert.StartsWith("TerminalUnavailable", Assert.Single(web.Cmdlet("Connect-Container", "web").Run().Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(web.Requests);
    }

    [Theory]
    [InlineData("Enter-Container", "-DetachKey|ctrl-1|web|sh", "BadDetachKey")]
    [InlineData("Invoke-Container", "-it|alpine|-AsResult", "OutputConflict")]
    [InlineData("Invoke-ContainerCommand", "-it|-OutFile|x|web|sh", "OutputConflict")]
    public async Task What_cannot_be_is_refused_before_anything_is_sent(string cmdlet, string words, string id)
    {
        await using var web = new SessionEngine();
        Assert.StartsWith(id, web.Cmdlet(cmdlet, [.. words.Split('|')]).Run().TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(web.Requests);
        Assert.Null(_terminal.Mode);
    }

    [Fact]
    public async Task A_start_in_the_foreground_is_attached_before_it_is_started()
    {
        await using var web = new SessionEngine { State = "exited", Session = static connection => connection.SendAsync("$ ") };
        web.EndContainer(5);
        CmdletRunner runner = web.Cmdlet("Start-Container", "web", "-a", "-i");
        runner.Run().AssertNoErrors();
        Assert.Equal("$ ", _terminal.Screen);
        Assert.Equal(5, ExitCode(runner));
        string[] requests = [.. web.Requests.Select(static request => request.Split('?')[0].Split('/')[^1]).Where(static name => name != "resize")];
        Assert.Equal(["attach", "wait", "start"], requests);
    }

    [Fact]
    public async Task WhatIf_opens_nothing()
    {
        await using var web = new SessionEngine();
        Assert.Equal("Run 'psql' in this terminal", Assert.Single(web.Cmdlet("Enter-Container", "web", "psql", "secret").WhatIf().Run().AssertNoErrors().ShouldProcessCalls).Action);
        Assert.Equal("Attach to container", Assert.Single(web.Cmdlet("Connect-Container", "web").WhatIf().Run().AssertNoErrors().ShouldProcessCalls).Action);
        Assert.Empty(web.Requests);
        Assert.Null(_terminal.Mode);
    }

    private static object? ExitCode(CmdletRunner runner) => runner.Session.PSVariable.GetValue("global:LASTEXITCODE");
}
