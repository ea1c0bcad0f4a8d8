using System.Management.Automation;
using DockerPS.Tests.Hosting;
using DockerPS.Tests.Streams;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Faults;

/// <summary>How a foreground run ends, by what the engine still says: its stream, its wait, and its state.</summary>
public sealed class RunOutcomeTests
{
    private const string Running = """{"Id":"x","Name":"/web","State":{"Status":"running","Running":true}}""";
    private const string Exited = """{"Id":"x","Name":"/web","State":{"Status":"exited","ExitCode":3}}""";

    // stream: how the attached stream ends; wait: what the wait answers, "" being a cut connection and null silence; state: the inspection, by its status.
    [Theory]
    [InlineData(false, """{"StatusCode":0}""", 200, Running, 0, null)]
    [InlineData(false, """{"StatusCode":3}""", 200, Running, 3, null)]
    [InlineData(true, """{"StatusCode":0}""", 200, Running, 0, "output is not complete. It has ended with exit code 0")]
    [InlineData(true, "", 200, Running, null, "still runs; its exit code is not known")]
    [InlineData(false, "", 200, Running, null, "still runs; its exit code is not known")]
    [InlineData(false, null, 200, Running, null, "still runs; its exit code is not known")]
    [InlineData(true, "", 200, Exited, 3, "output is not complete. It has ended with exit code 3")]
    [InlineData(false, "", 200, Exited, 3, "output is not complete. It has ended with exit code 3")]
    [InlineData(false, null, 200, Exited, 3, null)]
    [InlineData(true, "", 404, """{"message":"No such container: x"}""", null, "is gone: its exit code is not known")]
    [InlineData(true, "", 500, """{"message":"the engine is ill"}""", null, "could not be asked what became of it: the engine is ill")]
    [InlineData(true, """{"Stat""", 500, "<html><title>Bad gateway</title></html>", null, "Bad gateway")]
    public async Task The_outcome_is_the_truth(bool cutInFrame, string? wait, int status, string state, int? exitCode, string? error)
    {
        await using FakeEngine engine = new("web") { Takes = (connection, request) => AnswerAsync(connection, request, cutInFrame, wait, status, state) };
        CmdletRunner runner = CmdletRunner.Create("Invoke-Container").With(new { HostAddress = engine.Address, Name = "web", Pull = "Never" }).Words("toy:1", "x");
        runner.Session.PSVariable.Set("global:LASTEXITCODE", 99);

        CmdletResult result = runner.Run();

        Assert.Null(result.TerminatingError);
        Assert.Equal(["one"], result.OutputAs<string>());
        Assert.Equal(exitCode, runner.Session.PSVariable.GetValue("global:LASTEXITCODE"));
        if (error is null)
        {
            Assert.Empty(result.Errors);
        }
        else
        {
            ErrorRecord record = Assert.Single(result.Errors);
            FaultedEngine.AssertError("ConnectionLost", record);
            Assert.Contains(error, record.Exception.Message);
        }

        Assert.DoesNotContain(engine.Requests, static request => request.EndsWith("/kill", StringComparison.Ordinal));
    }

    private static async Task<bool> AnswerAsync(ScriptedConnection connection, string request, bool cutInFrame, string? wait, int status, string state)
    {
        switch (request.Split('/')[^1])
        {
            case "create":
                await connection.ReadAsync(0);
                // Not all of the request's body may have been read: the client is told that the connection is of no more use.
                await connection.SendAsync(ScriptedServer.Answer(201, $$"""{"Id":"{{FakeEngine.IdOf("web")}}","Warnings":[]}""").Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal));
                await connection.WaitForCloseAsync();
                return true;
            case "attach":
                await connection.SendAsync("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
                await connection.SendAsync(cutInFrame ? Frames.Join(Frames.Frame(1, "one\n"), Frames.Frame(1, "two\n")[..10]) : Frames.Frame(1, "one\n"));
                connection.Close();
                return true;
            case "wait":
                await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
                if (wait is null)
                    await connection.WaitForCloseAsync();
                else if (wait.Length == 0)
                    connection.Close();
                else
                    await connection.SendAsync($"{wait.Length:x}\r\n{wait}\r\n0\r\n\r\n");
                return true;
            case "json" when request.StartsWith("GET /containers/", StringComparison.Ordinal):
                await connection.SendAsync(ScriptedServer.Answer(status, state, state[0] == '<' ? "text/html" : "application/json"));
                return true;
            default:
                return false;
        }
    }
}
