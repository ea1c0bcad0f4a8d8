using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Terminal;

/// <summary>An engine with the container "web", which can be attached to, and whose commands can be run; what both do is the test's.</summary>
internal sealed partial class SessionEngine : IAsyncDisposable
{
    private const string Id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string ExecId = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";

    private readonly ScriptedServer _server;
    private readonly TaskCompletionSource<long> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _refusals;

    public SessionEngine() => _server = ScriptedServer.Unix(ScriptedServer.Engine(AnswerAsync));

    /// <summary>The stream after its 101; the connection is closed behind it.</summary>
    public Func<ScriptedConnection, Task> Session { get; init; } = static _ => Task.CompletedTask;

    /// <summary>The status of an exec that is looked at.</summary>
    public string ExecState { get; init; } = """{"Running":false,"ExitCode":0,"Pid":7}""";

    /// <summary>The container's state.</summary>
    public string State { get; set; } = "running";

    public bool Tty { get; init; } = true;

    public bool OpenStdin { get; init; } = true;

    /// <summary>How many resizes are refused before one is taken.</summary>
    public int RefusedResizes { get; init; }

    /// <summary>The sizes that the engine took, as rows and columns.</summary>
    public ConcurrentQueue<string> Sizes { get; } = new();

    /// <summary>All requests but those that only look: method and path with query.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The bodies of requests, by path.</summary>
    public ConcurrentDictionary<string, string> Bodies { get; } = new();

    private string Address => "unix://" + _server.Endpoint.Address;

    /// <summary>The wait for the container's end answers with this code.</summary>
    public void EndContainer(long code) => _end.TrySetResult(code);

    public CmdletRunner Cmdlet(string name, params object?[] words) => CmdletRunner.Create(name).With("HostAddress", Address).Words(words);

    public ValueTask DisposeAsync()
    {
        _end.TrySetResult(0);
        return _server.DisposeAsync();
    }

    private async Task AnswerAsync(ScriptedConnection connection, string head)
    {
        string[] request = head.Split(' ', 3);
        string path = Version().Replace(request[1], "");
        Match length = ContentLength().Match(head);
        byte[] body = length.Success ? await connection.ReadAsync(int.Parse(length.Groups[1].Value)) : [];
        string bare = path.Split('?')[0];
        Bodies[bare] = Encoding.UTF8.GetString(body);
        if (request[0] == "POST")
        {
            Requests.Enqueue($"POST {path}");
        }

        switch ($"{request[0]} {bare}")
        {
            case "GET /containers/web/json" or $"GET /containers/{Id}/json":
                await connection.SendAsync(ScriptedServer.Answer(
                    200,
                    $$"""{"Id":"{{Id}}","Name":"/web","State":{"Status":"{{State}}","ExitCode":9},"Config":{"Tty":{{Json(Tty)}},"OpenStdin":{{Json(OpenStdin)}}},"HostConfig":{} }"""));
                break;
            case $"POST /containers/{Id}/exec":
                await connection.SendAsync(ScriptedServer.Answer(201, $$"""{"Id":"{{ExecId}}"}"""));
                break;
            case "POST /containers/create":
                await connection.SendAsync(ScriptedServer.Answer(201, $$"""{"Id":"{{Id}}","Warnings":[]}"""));
                break;
            case $"POST /exec/{ExecId}/start" or $"POST /containers/{Id}/attach":
                await connection.SendAsync("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
                await Session(connection);
                connection.Close();
                break;
            case $"GET /exec/{ExecId}/json":
                await connection.SendAsync(ScriptedServer.Answer(200, ExecState));
                break;
            case $"POST /containers/{Id}/start" or $"POST /containers/{Id}/kill":
                await connection.SendAsync("HTTP/1.1 204 No Content\r\n\r\n");
                break;
            case $"POST /containers/{Id}/wait":
                await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
                string result = $$"""{"StatusCode":{{await _end.Task}}}""";
                await connection.SendAsync($"{result.Length:x}\r\n{result}\r\n0\r\n\r\n");
                break;
            case $"POST /exec/{ExecId}/resize" or $"POST /containers/{Id}/resize":
                if (Interlocked.Increment(ref _refusals) <= RefusedResizes)
                {
                    await connection.SendAsync(ScriptedServer.Answer(500, """{"message":"too early"}"""));
                    break;
                }

                Sizes.Enqueue(Size().Replace(path, "$1x$2"));
                await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                break;
            default:
                throw new InvalidOperationException($"The test expects no request {head}");
        }
    }

    private static string Json(bool value) => value ? "true" : "false";

    [GeneratedRegex("^/v[0-9.]+")]
    private static partial Regex Version();

    [GeneratedRegex("\r\nContent-Length: ([0-9]+)\r\n", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();

    [GeneratedRegex(@"^.*h=(\d+)&w=(\d+).*$")]
    private static partial Regex Size();
}
