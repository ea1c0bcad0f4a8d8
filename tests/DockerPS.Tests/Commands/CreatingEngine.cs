using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Commands;

/// <summary>An engine that makes containers: it remembers what it was asked, and can lack the image until that is pulled.</summary>
internal sealed class CreatingEngine : IAsyncDisposable
{
    private readonly ScriptedServer _server;
    private volatile bool _hasImage = true;
    private int _made;

    public CreatingEngine(string apiVersion = "1.41") => _server = ScriptedServer.Unix(ScriptedServer.Engine(AnswerAsync, apiVersion));

    public string Address => _server.Endpoint.ToString();

    /// <summary>What the engine was asked beside /_ping, without the version: "POST /containers/create?name=a".</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>The bodies of create, in their order.</summary>
    public ConcurrentQueue<JsonObject> Bodies { get; } = [];

    public bool HasImage
    {
        get => _hasImage;
        init => _hasImage = value;
    }

    /// <summary>What the pull's stream says.</summary>
    public string Pull { get; init; } = """{"status":"Pulling from x","id":"1"}{"status":"Digest: sha256:0"}""";

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The names that are in use.</summary>
    public IReadOnlyList<string> Taken { get; init; } = [];

    /// <summary>The bodies of connect, in their order.</summary>
    public ConcurrentQueue<JsonObject> Connections { get; } = [];

    /// <summary>The networks that there are not.</summary>
    public IReadOnlyList<string> MissingNetworks { get; init; } = [];

    /// <summary>What was unpacked in a container; null where nothing was.</summary>
    public byte[]? Archive { get; private set; }

    /// <summary>The status of the answer to an archive.</summary>
    public int ArchiveStatus { get; init; } = 200;

    public IEnumerable<string> Paths => Requests.Select(static request => request.Split('?')[0]);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(ScriptedConnection connection, string head)
    {
        string[] line = head.Split(' ', 3);
        // Behind /v1.41.
        string request = line[0] + " " + line[1][line[1].IndexOf('/', 1)..];
        Requests.Enqueue(request);
        byte[] bytes = await ReadBodyAsync(connection, head);
        string body = System.Text.Encoding.UTF8.GetString(bytes);
        (int status, string answer) = request.Split('?')[0] switch
        {
            "POST /containers/create" => Create(request, body),
            "POST /images/create" => Pulled(),
            string path when path.EndsWith("/connect", StringComparison.Ordinal) => Connect(path.Split('/')[2], body),
            string path when path.EndsWith("/archive", StringComparison.Ordinal) => Unpack(bytes),
            string path when path.StartsWith("DELETE /containers/", StringComparison.Ordinal) => (204, ""),
            string path when path.StartsWith("GET /containers/", StringComparison.Ordinal) => (200, $$"""{"Id":"{{path.Split('/')[2]}}","Name":"/made"}"""),
            string path => (400, $$"""{"message":"not expected: {{path}}"}"""),
        };
        await connection.SendAsync(ScriptedServer.Answer(status, answer));
    }

    private (int Status, string Answer) Create(string request, string body)
    {
        Bodies.Enqueue((JsonObject)JsonNode.Parse(body)!);
        if (!_hasImage)
        {
            return (404, """{"message":"No such image: x:latest"}""");
        }

        if (Taken.Any(name => request.EndsWith("name=" + name, StringComparison.Ordinal)))
        {
            return (409, """{"message":"Conflict. The name is in use."}""");
        }

        string id = Interlocked.Increment(ref _made).ToString("x64", CultureInfo.InvariantCulture);
        return (201, new JsonObject { ["Id"] = id, [nameof(Warnings)] = new JsonArray([.. Warnings.Select(static warning => (JsonNode)warning)]) }.ToJsonString());
    }

    private (int Status, string Answer) Connect(string network, string body)
    {
        Connections.Enqueue((JsonObject)JsonNode.Parse(body)!);
        return MissingNetworks.Contains(network) ? (404, $$"""{"message":"network {{network}} not found"}""") : (200, "");
    }

    private (int Status, string Answer) Unpack(byte[] archive)
    {
        Archive = archive;
        return (ArchiveStatus, ArchiveStatus == 200 ? "" : """{"message":"read-only"}""");
    }

    private (int Status, string Answer) Pulled()
    {
        _hasImage = true;
        return (200, Pull);
    }

    private static async Task<byte[]> ReadBodyAsync(ScriptedConnection connection, string head)
    {
        string? length = head.Split("\r\n").FirstOrDefault(static field => field.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null ? [] : await connection.ReadAsync(int.Parse(length.Split(':')[1], CultureInfo.InvariantCulture));
    }
}
