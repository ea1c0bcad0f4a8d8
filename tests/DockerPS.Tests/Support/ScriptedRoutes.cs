using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace DockerPS.Tests.Support;

/// <summary>An engine on a scripted server: what comes is recorded with its body, and answered by what a test adds.</summary>
internal abstract class ScriptedRoutes<TSelf> : IAsyncDisposable
    where TSelf : ScriptedRoutes<TSelf>
{
    private readonly ConcurrentQueue<(string Request, string Body)> _requests = new();
    private readonly ConcurrentQueue<string> _heads = new();
    private readonly List<(string Begin, int Status, string Body)> _answers = [];
    private readonly ConcurrentQueue<(string Begin, int Status, string Body)> _next = new();
    private readonly string _version;
    private readonly ScriptedServer _server;

    protected ScriptedRoutes(string apiVersion)
    {
        _version = "/v" + apiVersion;
        _server = ScriptedServer.Unix(ScriptedServer.Engine(AnswerAsync, apiVersion));
    }

    public string Address => _server.Endpoint.ToString();

    /// <summary>The requests but pings, each as method and path with query, in the order in which they came.</summary>
    public List<string> Requests => [.. _requests.Select(static request => request.Request)];

    /// <summary>The heads of the requests but pings, as they came.</summary>
    public List<string> Heads => [.. _heads];

    /// <summary>The bodies of the requests that begin so.</summary>
    public List<JsonNode> BodiesOf(string begin) =>
        [.. _requests.Where(request => request.Request.StartsWith(begin, StringComparison.Ordinal)).Select(static request => JsonNode.Parse(request.Body)!)];

    /// <summary>What is answered to requests of this method and path; where it ends in a slash or has a query, to those that begin so. The first that fits.</summary>
    public TSelf On(string begin, int status, string body)
    {
        _answers.Add((begin, status, body));
        return (TSelf)this;
    }

    /// <summary>The same, for the first such request only.</summary>
    public TSelf OnNext(string begin, int status, string body)
    {
        _next.Enqueue((begin, status, body));
        return (TSelf)this;
    }

    /// <summary>A run of a cmdlet against this engine.</summary>
    public CmdletRunner Run(string cmdlet) => CmdletRunner.Create(cmdlet).With(new { HostAddress = Address });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static bool Fits(string request, string known) => known.EndsWith('/') || known.Contains('?')
        ? request.StartsWith(known, StringComparison.Ordinal)
        : request.Split('?')[0] == known;

    private async Task AnswerAsync(ScriptedConnection connection, string head)
    {
        string[] line = head.Split(' ', 3);
        string request = $"{line[0]} {Uri.UnescapeDataString(line[1]).Replace(_version, "", StringComparison.Ordinal)}";
        string? length = head.Split("\r\n").FirstOrDefault(static field => field.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        string sent = length is null ? "" : Encoding.UTF8.GetString(await connection.ReadAsync(int.Parse(length.Split(':')[1], CultureInfo.InvariantCulture)));
        _heads.Enqueue(head);
        _requests.Enqueue((request, sent));
        (string begin, int status, string body) = _next.TryPeek(out (string Begin, int Status, string Body) once) && Fits(request, once.Begin) && _next.TryDequeue(out _)
            ? once
            : _answers.Find(known => Fits(request, known.Begin));
        await connection.SendAsync(begin is null
            ? ScriptedServer.Answer(404, $$"""{"message":"not found: {{request}}"}""")
            : ScriptedServer.Answer(status, body));
    }
}
