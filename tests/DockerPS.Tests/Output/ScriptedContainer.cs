using System.Text.RegularExpressions;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Output;

/// <summary>An engine with the container "web", whose exec and log do what a test says.</summary>
internal sealed partial class ScriptedContainer : IAsyncDisposable
{
    public const string Id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    public const string Ended = """{"Running":false,"ExitCode":0,"Pid":7}""";
    public const string Running = """{"Running":true,"ExitCode":null,"Pid":7}""";
    private const string LastChunk = "0\r\n\r\n";
    private const string ExecId = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";

    private readonly ScriptedServer _server;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inspections;

    public ScriptedContainer(string apiVersion = "1.41") => _server = ScriptedServer.Unix(ScriptedServer.Engine(AnswerAsync, apiVersion));

    /// <summary>The attached stream after its 101; the connection is closed behind it.</summary>
    public Func<ScriptedConnection, Task> Attached { get; init; } = static _ => Task.CompletedTask;

    /// <summary>What GET /exec/{id}/json tells, one after the other; the last one stays.</summary>
    public string[] States { get; init; } = [Ended];

    /// <summary>The status of GET /exec/{id}/json.</summary>
    public int StateStatus { get; init; } = 200;

    public bool Tty { get; init; }

    /// <summary>The log's bytes.</summary>
    public byte[] Log { get; init; } = [];

    /// <summary>The Content-Type of the log.</summary>
    public string LogType { get; init; } = "application/octet-stream";

    /// <summary>What stands behind the log: its end, by default; nothing, and the connection stays open; anything else, and it is closed.</summary>
    public string LogEnd { get; init; } = LastChunk;

    /// <summary>The path and query of the log's request.</summary>
    public string LogRequest { get; private set; } = "";

    /// <summary>The body of the exec's making.</summary>
    public string ExecBody { get; private set; } = "";

    /// <summary>Ends when the client has closed the log's connection.</summary>
    public Task LogClosed => _closed.Task;

    public string Address => "unix://" + _server.Endpoint.Address;

    public CmdletRunner Exec(params object?[] words) => CmdletRunner.Create("Invoke-ContainerCommand").With("HostAddress", Address).Words(["web", "--", .. words]);

    public CmdletRunner ReadLog() => CmdletRunner.Create("Get-ContainerLog").With("HostAddress", Address).Words("web");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(ScriptedConnection connection, string head)
    {
        string[] request = head.Split(' ', 3);
        string path = Version().Replace(request[1], "");
        Match length = ContentLength().Match(head);
        byte[] body = length.Success ? await connection.ReadAsync(int.Parse(length.Groups[1].Value)) : [];
        switch ($"{request[0]} {path.Split('?')[0]}")
        {
            case "GET /containers/web/json" or $"GET /containers/{Id}/json":
                await connection.SendAsync(ScriptedServer.Answer(
                    200, $$"""{"Id":"{{Id}}","Name":"/web","State":{"Status":"running"},"Config":{"Tty": {{(Tty ? "true" : "false")}} } }"""));
                break;
            case $"POST /containers/{Id}/exec":
                ExecBody = System.Text.Encoding.UTF8.GetString(body);
                await connection.SendAsync(ScriptedServer.Answer(201, $$"""{"Id":"{{ExecId}}"}"""));
                break;
            case $"POST /exec/{ExecId}/start":
                await connection.SendAsync("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
                await Attached(connection);
                connection.Close();
                break;
            case $"GET /exec/{ExecId}/json":
                string state = States[Math.Min(Interlocked.Increment(ref _inspections), States.Length) - 1];
                await connection.SendAsync(ScriptedServer.Answer(StateStatus, StateStatus == 200 ? state : """{"message":"the engine is ill"}"""));
                break;
            case $"GET /containers/{Id}/logs":
                LogRequest = path;
                await SendLogAsync(connection);
                break;
            default:
                throw new InvalidOperationException($"The test expects no request {head}");
        }
    }

    private async Task SendLogAsync(ScriptedConnection connection)
    {
        await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: {LogType}\r\nTransfer-Encoding: chunked\r\n\r\n");
        if (Log.Length > 0)
        {
            await connection.SendAsync($"{Log.Length:x}\r\n");
            await connection.SendAsync(Log);
            await connection.SendAsync("\r\n");
        }

        await connection.SendAsync(LogEnd);
        if (LogEnd.Length == 0)
        {
            await connection.WaitForCloseAsync();
            _closed.TrySetResult();
        }
        else if (LogEnd != LastChunk)
        {
            connection.Close();
        }
    }

    [GeneratedRegex("^/v[0-9.]+")]
    private static partial Regex Version();

    [GeneratedRegex("\r\nContent-Length: ([0-9]+)\r\n", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();
}
