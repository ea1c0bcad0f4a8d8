using System.Management.Automation;
using System.Text;
using DockerPS.Tests.Streams;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Output;

public sealed class ExecCommandTests
{
    [Fact]
    public async Task Output_lines_are_the_output_and_error_lines_information()
    {
        await using var web = new ScriptedContainer
        {
            Attached = static connection => connection.SendAsync(
                Frames.Join(Frames.Frame(1, "one\ntw"), Frames.Frame(2, "oops\n"), Frames.Frame(1, "o\nthree"))),
            States = [ScriptedContainer.Running, ScriptedContainer.Ended],
        };
        CmdletRunner runner = web.Exec("ls", "-d");
        runner.Session.PSVariable.Set("global:LASTEXITCODE", 9);

        CmdletResult result = runner.Run().AssertNoErrors();

        Assert.Equal(["one", "two", "three"], result.OutputAs<string>());
        Assert.Equal("oops", Assert.Single(result.Information).MessageData.ToString());
        Assert.Equal(0, runner.Session.PSVariable.GetValue("global:LASTEXITCODE"));
        Assert.Contains("\"Cmd\":[\"ls\",\"-d\"]", web.ExecBody, StringComparison.Ordinal);
        Assert.Contains("\"AttachStdin\":false", web.ExecBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StandardErrorAction.Output, new[] { "out", "err" }, 0)]
    [InlineData(StandardErrorAction.Error, new[] { "out" }, 1)]
    [InlineData(StandardErrorAction.Ignore, new[] { "out" }, 0)]
    public async Task Standard_error_goes_where_it_is_wanted(StandardErrorAction action, string[] output, int errors)
    {
        await using var web = new ScriptedContainer
        {
            Attached = static connection => connection.SendAsync(Frames.Join(Frames.Frame(1, "out\n"), Frames.Frame(2, "err\n"))),
        };
        CmdletResult result = web.Exec("x").With("StandardError", action).Run();
        Assert.Equal(output, result.OutputAs<string>());
        Assert.Equal(errors, result.Errors.Count);
        Assert.Empty(result.Information);
    }

    [Fact]
    public async Task A_cut_connection_tells_that_the_command_still_runs()
    {
        await using var web = new ScriptedContainer
        {
            Attached = static connection => connection.SendAsync(Frames.Frame(1, "begun\n")),
            States = [ScriptedContainer.Running],
        };
        CmdletRunner runner = web.Exec("sleep", "1000");
        runner.Session.PSVariable.Set("global:LASTEXITCODE", 0);

        CmdletResult result = runner.Run();

        Assert.Equal(["begun"], result.OutputAs<string>());
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("ConnectionLost", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'sleep' still runs in container 'web'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Null(runner.Session.PSVariable.GetValue("global:LASTEXITCODE"));
    }

    [Fact]
    public async Task A_connection_cut_within_a_frame_is_an_error_even_where_the_command_ended_well()
    {
        await using var web = new ScriptedContainer { Attached = static connection => connection.SendAsync(Frames.Frame(1, "half a line\n").AsMemory(0, 15)) };
        CmdletRunner runner = web.Exec("x");
        CmdletResult result = runner.Run();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("ConnectionLost", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("exit code 0", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, runner.Session.PSVariable.GetValue("global:LASTEXITCODE"));
    }

    [Fact]
    public async Task An_engine_that_cannot_be_asked_leaves_the_exit_code_unknown()
    {
        await using var web = new ScriptedContainer { StateStatus = 500 };
        CmdletRunner runner = web.Exec("x");
        runner.Session.PSVariable.Set("global:LASTEXITCODE", 0);
        CmdletResult result = runner.With("AsResult", true).Run();
        Assert.Contains("the engine is ill", Assert.Single(result.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Null(Assert.Single(result.OutputAs<ContainerCommandResult>()).ExitCode);
        Assert.Null(runner.Session.PSVariable.GetValue("global:LASTEXITCODE"));
    }

    [Fact]
    public async Task An_exit_code_other_than_0_is_an_error_where_that_is_asked_for()
    {
        const string Failed = """{"Running":false,"ExitCode":3}""";
        await using (var web = new ScriptedContainer { States = [Failed] })
        {
            CmdletRunner runner = web.Exec("x");
            runner.Run().AssertNoErrors();
            Assert.Equal(3, runner.Session.PSVariable.GetValue("global:LASTEXITCODE"));
        }

        await using (var web = new ScriptedContainer { States = [Failed] })
        {
            CmdletRunner runner = web.Exec("x").With("ErrorOnNonZeroExit", true).ErrorAction(ActionPreference.Stop);
            CmdletResult result = runner.Run();
            Assert.StartsWith("NonZeroExit", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(3, runner.Session.PSVariable.GetValue("global:LASTEXITCODE"));
        }
    }

    [Fact]
    public async Task The_engines_word_that_a_command_did_not_start_is_an_error_and_no_output()
    {
        await using var web = new ScriptedContainer
        {
            Attached = static connection => connection.SendAsync(Frames.Frame(1, "OCI runtime exec failed: no such program\r\n")),
            States = ["""{"Running":false,"ExitCode":126}"""],
        };
        CmdletRunner runner = web.Exec("nosuch");
        CmdletResult result = runner.Run();
        Assert.Empty(result.Output);
        Assert.StartsWith("CommandNotStarted", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(126, runner.Session.PSVariable.GetValue("global:LASTEXITCODE"));
    }

    [Fact]
    public async Task A_result_holds_all_of_it()
    {
        await using var web = new ScriptedContainer
        {
            Attached = static connection => connection.SendAsync(Frames.Join(Frames.Frame(1, "a\nb\n"), Frames.Frame(2, "c\n"))),
            States = ["""{"Running":false,"ExitCode":4}"""],
        };
        ContainerCommandResult result = Assert.Single(web.Exec("x").With("AsResult", true).Run().AssertNoErrors().OutputAs<ContainerCommandResult>());
        Assert.Equal(4, result.ExitCode);
        Assert.Equal(["a", "b"], result.Output);
        Assert.Equal(["c"], result.Error);
        Assert.Equal("web", result.Container);
        Assert.Equal(ScriptedContainer.Id, result.ContainerId);
    }

    [Fact]
    public async Task What_is_piped_in_is_the_input_and_its_end_is_told()
    {
        await using var web = new ScriptedContainer
        {
            Attached = static async connection => await connection.SendAsync(Frames.Frame(1, await connection.ReadToEndAsync())),
        };
        CmdletResult result = web.Exec("cat").Input("häl", new PSObject("lo"), new byte[] { 65, 10 }, 7, null).Run().AssertNoErrors();
        Assert.Equal(["häl", "lo", "A", "7"], result.OutputAs<string>());
        Assert.Contains("\"AttachStdin\":true", web.ExecBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_pipeline_is_an_empty_input()
    {
        await using var web = new ScriptedContainer
        {
            Attached = static async connection => await connection.SendAsync(Frames.Frame(1, $"{(await connection.ReadToEndAsync()).Length}\n")),
        };
        Assert.Equal(["0"], web.Exec("wc").Input().Run().AssertNoErrors().OutputAs<string>());
    }

    [Fact]
    public async Task A_command_that_does_not_read_its_input_holds_nothing_up()
    {
        await using var web = new ScriptedContainer { Attached = static connection => connection.SendAsync(Frames.Frame(1, "done\n")) };
        byte[] block = new byte[1024 * 1024];
        CmdletResult result = web.Exec("true").InputFrom(Enumerable.Repeat(block, 64)).Run().AssertNoErrors();
        Assert.Equal(["done"], result.OutputAs<string>());
    }

    [Fact]
    public async Task A_command_that_writes_before_it_reads_holds_nothing_up()
    {
        byte[] output = Frames.Frame(1, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0123456789\n", 300_000))));
        int received = 0;
        await using var web = new ScriptedContainer
        {
            Attached = async connection =>
            {
                await connection.SendAsync(output);
                received = (await connection.ReadToEndAsync()).Length;
            },
        };
        CmdletResult result = web.Exec("x").InputFrom(Enumerable.Repeat(new string('x', 1023), 4096)).Run().AssertNoErrors();
        Assert.Equal(300_000, result.Output.Count);
        Assert.Equal(4096 * 1024, received);
    }

    [Fact]
    public async Task Binary_that_was_decoded_is_refused_with_advice()
    {
        await using var web = new ScriptedContainer { Attached = static connection => connection.WaitForCloseAsync() };
        CmdletResult result = web.Exec("cat").Input("a\uFFFDb").Run();
        Assert.StartsWith("InputNotText", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-InFile", result.TerminatingError.ErrorDetails?.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_go_in_and_out_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = [.. Enumerable.Range(0, 70_000).Select(static i => (byte)(i * 7))];
        await File.WriteAllBytesAsync(folder.Combine("in"), bytes);
        await using var web = new ScriptedContainer
        {
            Attached = static async connection => await connection.SendAsync(Frames.Frame(1, await connection.ReadToEndAsync())),
        };
        CmdletResult result = web.Exec("cat").At(folder.Path).With(new { InFile = "in", OutFile = "out" }).Run().AssertNoErrors();
        Assert.Empty(result.Output);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.Combine("out")));
    }

    [Fact]
    public async Task A_lost_connection_leaves_the_file_that_was_there()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Combine("out"), "old");
        await using var web = new ScriptedContainer { Attached = static connection => connection.SendAsync(Frames.Frame(1, "new content").AsMemory(0, 12)) };
        CmdletResult result = web.Exec("x").With("OutFile", folder.Combine("out")).Run();
        Assert.Single(result.Errors);
        Assert.Equal("old", await File.ReadAllTextAsync(folder.Combine("out")));
        Assert.Equal([folder.Combine("out")], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Bytes_come_as_chunks()
    {
        await using var web = new ScriptedContainer { Attached = static connection => connection.SendAsync(Frames.Join(Frames.Frame(1, [0, 255]), Frames.Frame(1, [1]))) };
        CmdletResult result = web.Exec("x").With("AsByteStream", true).Run().AssertNoErrors();
        Assert.Equal([0, 255, 1], result.OutputAs<byte[]>().SelectMany(static chunk => chunk));
    }

    [Fact]
    public async Task Who_wants_no_more_closes_the_connection()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var web = new ScriptedContainer
        {
            Attached = async connection =>
            {
                await connection.SendAsync(Frames.Frame(1, "one\ntwo\n"));
                await connection.WaitForCloseAsync();
                closed.SetResult();
            },
        };
        CmdletResult result = web.Exec("x").First(1).Run();
        Assert.True(result.StoppedByDownstream);
        await closed.Task.WaitAsync(TestLimit.Patience);
    }

    [Theory]
    [InlineData("AsByteStream", "AsResult")]
    [InlineData("Detach", "AsResult")]
    public async Task What_excludes_each_other_is_refused(string one, string other)
    {
        await using var web = new ScriptedContainer();
        CmdletResult result = web.Exec("x").With(one, true).With(other, true).Run();
        Assert.StartsWith("OutputConflict", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("", web.ExecBody);
    }

    [Fact]
    public async Task Where_there_is_no_terminal_a_session_is_refused_early()
    {
        await using var web = new ScriptedContainer();
        CmdletResult result = web.Exec("sh").With("It", true).Run();
        Assert.StartsWith("TerminalUnavailable", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("", web.ExecBody);
    }

    [Fact]
    public async Task WhatIf_runs_nothing_and_shows_the_first_word_only()
    {
        await using var web = new ScriptedContainer();
        CmdletResult result = web.Exec("mysql", "-psecret").WhatIf().Run().AssertNoErrors();
        Assert.Equal("Run 'mysql'", Assert.Single(result.ShouldProcessCalls).Action);
        Assert.Equal("", web.ExecBody);
    }
}
