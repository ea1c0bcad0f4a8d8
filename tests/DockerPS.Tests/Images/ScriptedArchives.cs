using System.Collections.Concurrent;
using System.Globalization;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Images;

/// <summary>An engine that gives archives of images and takes them, on a scripted server.</summary>
internal sealed class ScriptedArchives : IAsyncDisposable
{
    public const string Id = "sha256:34fb332867190d969aa59bfe166d6e4f1cef8326ede27fde7234a12cfa057a82";

    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ScriptedServer _server;

    public ScriptedArchives(string apiVersion = "1.41")
    {
        Version = $"/v{apiVersion}";
        _server = ScriptedServer.Unix(ScriptedServer.Engine(AnswerAsync, apiVersion));
    }

    /// <summary>The images, by reference; they are of one id.</summary>
    public string[] Tags { get; init; } = ["web:1"];

    /// <summary>What GET /images/get gives.</summary>
    public byte[] Archive { get; init; } = [];

    /// <summary>In pieces of this size.</summary>
    public int Piece { get; init; } = 10_000;

    /// <summary>False breaks the connection in place of the archive's end.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>What is answered to an archive.</summary>
    public string[] Messages { get; init; } = ["{\"stream\":\"Loaded image: web:1\\n\"}"];

    /// <summary>A status and a body that are answered instead.</summary>
    public (int Status, string Body)? Refusal { get; init; }

    /// <summary>The answer to /history.</summary>
    public string History { get; init; } = "[]";

    /// <summary>The bodies that came.</summary>
    public ConcurrentQueue<byte[]> Bodies { get; } = new();

    /// <summary>The requests but pings, each as method and path with query.</summary>
    public List<string> Requests => [.. _requests];

    public string Address => _server.Endpoint.ToString();

    private string Version { get; }

    public CmdletRunner Run(string cmdlet) => CmdletRunner.Create(cmdlet).With("HostAddress", Address);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(ScriptedConnection connection, string head)
    {
        string[] words = head.Split(' ');
        string request = $"{words[0]} {Uri.UnescapeDataString(words[1]).Replace(Version, "", StringComparison.Ordinal)}";
        _requests.Enqueue(request);
        if (head.Contains("Expect: 100-continue", StringComparison.Ordinal))
        {
            await connection.SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
        }

        if (head.Contains("Transfer-Encoding: chunked", StringComparison.Ordinal))
        {
            Bodies.Enqueue(await connection.ReadChunksAsync());
        }

        string? name = Tags.Append(Id).Append(Id[7..19]).FirstOrDefault(tag => request.StartsWith($"GET /images/{tag}/", StringComparison.Ordinal));
        string tags = string.Join(',', Tags.Select(static tag => $"\"{tag}\""));
        if (Refusal is var (status, body) && request.StartsWith("POST ", StringComparison.Ordinal))
        {
            await connection.SendAsync(ScriptedServer.Answer(status, body));
        }
        else if (request.StartsWith("GET /images/get", StringComparison.Ordinal))
        {
            await SendAsync(connection, Cut(Archive), IsWhole);
        }
        else if (request.StartsWith("POST /images/load", StringComparison.Ordinal) || request.StartsWith("POST /images/create", StringComparison.Ordinal))
        {
            await SendAsync(connection, Messages.Select(static message => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(message + "\r\n")), whole: true);
        }
        else if (request.StartsWith("GET /images/json", StringComparison.Ordinal))
        {
            string list = string.Join(',', Tags.Select(tag => $$"""{"Id":"{{Id}}","RepoTags":["{{tag}}"],"Size":1000}"""));
            await connection.SendAsync(ScriptedServer.Answer(200, $"[{list}]"));
        }
        else if (name is not null)
        {
            await connection.SendAsync(ScriptedServer.Answer(200, request.Contains("/history", StringComparison.Ordinal) ? History : $$"""{"Id":"{{Id}}","RepoTags":[{{tags}}],"Size":1000}"""));
        }
        else if (request.Contains("/tag?", StringComparison.Ordinal))
        {
            await connection.SendAsync(ScriptedServer.Answer(201, ""));
        }
        else
        {
            await connection.SendAsync(ScriptedServer.Answer(404, $$"""{"message":"No such image: {{request}}"}"""));
        }
    }

    private IEnumerable<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> bytes)
    {
        for (int at = 0; at < bytes.Length; at += Piece)
        {
            yield return bytes.Slice(at, Math.Min(Piece, bytes.Length - at));
        }
    }

    private static async Task SendAsync(ScriptedConnection connection, IEnumerable<ReadOnlyMemory<byte>> chunks, bool whole)
    {
        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        foreach (ReadOnlyMemory<byte> chunk in chunks)
        {
            await connection.SendAsync(string.Create(CultureInfo.InvariantCulture, $"{chunk.Length:x}\r\n"));
            await connection.SendAsync(chunk);
            await connection.SendAsync("\r\n");
        }

        if (whole)
        {
            await connection.SendAsync("0\r\n\r\n");
        }
        else
        {
            connection.Close();
        }
    }
}
