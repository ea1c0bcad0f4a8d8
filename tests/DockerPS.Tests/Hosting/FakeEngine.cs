using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Hosting;

/// <summary>A scripted engine with containers that are only told of: it lists, inspects and takes orders, and writes down what it was asked.</summary>
internal sealed partial class FakeEngine : IAsyncDisposable
{
    private readonly ScriptedServer _server;
    private readonly ConcurrentDictionary<string, string> _names = new();
    private int _changing;
    private int _mostChanging;

    public FakeEngine(params string[] names)
    {
        foreach (string name in names)
            _names[IdOf(name)] = name;
        _server = ScriptedServer.Unix(ScriptedServer.Engine(AnswerAsync));
    }

    public string Address => _server.Endpoint.ToString();

    /// <summary>Method and path without version and query, in the order of arrival.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>The requests that change something.</summary>
    public IEnumerable<string> Changes => Requests.Where(request => !request.StartsWith("GET ", StringComparison.Ordinal));

    /// <summary>How many changes were under way at once at the most.</summary>
    public int MostChanging => Volatile.Read(ref _mostChanging);

    /// <summary>Awaited before a request is answered, with method and path.</summary>
    public Func<string, Task>? Before { get; set; }

    /// <summary>Another answer than the engine's own: null leaves it to the engine.</summary>
    public Func<string, string?>? Instead { get; set; }

    /// <summary>Another course than an answer: true where it has dealt with the request.</summary>
    public Func<ScriptedConnection, string, Task<bool>>? Takes { get; set; }

    /// <summary>The id of a container of that name; names of the same first two letters have ids of the same first twelve digits.</summary>
    public static string IdOf(string name) => (Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(name.PadRight(2)[..2])) + "00000000"
        + Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(name))).PadRight(64, '0')[..64];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static string Error(int status, string message) =>
        ScriptedServer.Answer(status, JsonSerializer.Serialize(new { message }));

    private static object Listed(string id, string name) => new
    {
        Id = id,
        Names = new[] { "/" + name },
        Image = "toy:1",
        ImageID = "sha256:" + id,
        Command = "sleep",
        Created = 1_700_000_000,
        State = "running",
        Status = "Up 1 second",
        Labels = new Dictionary<string, string> { ["name"] = name },
        HostConfig = new { NetworkMode = "default" },
    };

    private static object Inspected(string id, string name) => new
    {
        Id = id,
        Created = "2024-01-01T00:00:00Z",
        Name = "/" + name,
        State = new { Status = "running", Running = true },
        Image = "sha256:" + id,
        Config = new { Image = "toy:1" },
    };

    [GeneratedRegex(@"^(?<method>[A-Z]+) (?:/v1\.\d+)?(?<path>/[^ ?]*)(?:\?(?<query>[^ ]*))? ")]
    private static partial Regex RequestLine();

    private async Task AnswerAsync(ScriptedConnection connection, string head)
    {
        Match line = RequestLine().Match(head);
        string path = line.Groups["path"].Value;
        string request = $"{line.Groups["method"].Value} {path}";
        bool changes = line.Groups["method"].Value != "GET";
        Requests.Enqueue(request);
        if (changes)
        {
            int now = Interlocked.Increment(ref _changing);
            int seen;
            while ((seen = MostChanging) < now)
                Interlocked.CompareExchange(ref _mostChanging, now, seen);
        }
        if (Before is { } before)
            await before(request);
        if (changes)
            Interlocked.Decrement(ref _changing);
        if (Takes is { } takes && await takes(connection, request))
            return;
        await connection.SendAsync(Instead?.Invoke(request) ?? Answer(request, path.Split('/', StringSplitOptions.RemoveEmptyEntries), Uri.UnescapeDataString(line.Groups["query"].Value)));
    }

    private string Answer(string request, string[] parts, string query)
    {
        if (parts is ["containers", "json"])
        {
            return ScriptedServer.Answer(200, JsonSerializer.Serialize(_names
                .Where(pair => !query.Contains("\"id\"", StringComparison.Ordinal) || query.Contains(pair.Key, StringComparison.Ordinal))
                .OrderBy(pair => pair.Value, StringComparer.Ordinal)
                .Select(pair => Listed(pair.Key, pair.Value))));
        }
        if (parts is not ["containers", var given, ..])
            return Error(404, "page not found");
        string[] found = [.. _names.Where(pair => pair.Key == given || pair.Value == given).Select(pair => pair.Key)];
        if (found.Length == 0)
            found = [.. _names.Keys.Where(id => id.StartsWith(given, StringComparison.Ordinal))];
        if (found.Length > 1)
            return Error(400, $"Multiple IDs found with provided prefix: {given}");
        if (found.Length == 0)
            return Error(404, $"No such container: {given}");
        if (request.StartsWith("DELETE ", StringComparison.Ordinal))
            _names.TryRemove(found[0], out _);
        return parts is [_, _, "json"]
            ? ScriptedServer.Answer(200, JsonSerializer.Serialize(Inspected(found[0], _names[found[0]])))
            : "HTTP/1.1 204 No Content\r\n\r\n";
    }
}
