using System.Formats.Tar;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Build;

/// <summary>An engine that takes a build's context and answers with what a test says.</summary>
internal sealed class ScriptedBuilder : IAsyncDisposable
{
    public const string ImageId = "sha256:34fb332867190d969aa59bfe166d6e4f1cef8326ede27fde7234a12cfa057a82";

    private readonly ScriptedServer _server;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ScriptedBuilder() => _server = ScriptedServer.Unix(ScriptedServer.Engine(AnswerAsync));

    /// <summary>The messages of the answer.</summary>
    public string[] Messages { get; init; } = ["""{"stream":"Step 1/1 : FROM scratch"}""", "{\"aux\":{\"ID\":\"" + ImageId + "\"}}"];

    /// <summary>The status and body of an answer that comes instead, while the context is still being sent.</summary>
    public (int Status, string Body)? Refusal { get; init; }

    /// <summary>Leaves the answer open behind the messages.</summary>
    public bool StaysOpen { get; init; }

    /// <summary>The ids of the builds that were cancelled.</summary>
    public List<string> Cancelled { get; } = [];

    /// <summary>The heads of the sessions that were opened.</summary>
    public List<string> Sessions { get; } = [];

    /// <summary>How many builds were asked for.</summary>
    public int Builds { get; private set; }

    /// <summary>The query of the last build.</summary>
    public string Query { get; private set; } = "";

    /// <summary>The head of the last build's request.</summary>
    public string Head { get; private set; } = "";

    /// <summary>The context of the last build.</summary>
    public byte[] Context { get; private set; } = [];

    /// <summary>Ends when the client has closed the connection of a build that stays open.</summary>
    public Task Closed => _closed.Task;

    public string Address => "unix://" + _server.Endpoint.Address;

    public CmdletRunner NewImage() => CmdletRunner.Create("New-Image").With("HostAddress", Address);

    /// <summary>The entries of the context, by name.</summary>
    public Dictionary<string, string> Entries()
    {
        using var reader = new TarReader(new MemoryStream(Context));
        var entries = new Dictionary<string, string>();
        while (reader.GetNextEntry() is { } entry)
        {
            using var text = new StreamReader(entry.DataStream ?? Stream.Null);
            entries[entry.Name] = text.ReadToEnd();
        }

        return entries;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(ScriptedConnection connection, string head)
    {
        if (head.StartsWith("GET ", StringComparison.Ordinal) && head.Contains($"/images/{Uri.EscapeDataString(ImageId)}/json ", StringComparison.Ordinal))
        {
            await connection.SendAsync(ScriptedServer.Answer(200, "{\"Id\":\"" + ImageId + "\",\"RepoTags\":[\"web:1\"]}"));
            return;
        }

        if (head.StartsWith("GET ", StringComparison.Ordinal) && head.Contains("/info ", StringComparison.Ordinal))
        {
            await connection.SendAsync(ScriptedServer.Answer(200, """{"ID":"x","Driver":"overlay2","DriverStatus":[["Backing Filesystem","extfs"]]}"""));
            return;
        }

        if (head.Contains("/session ", StringComparison.Ordinal))
        {
            Sessions.Add(head);
            await connection.SendAsync("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
            await connection.WaitForCloseAsync();
            return;
        }

        if (head.Contains("/build/cancel?id=", StringComparison.Ordinal))
        {
            Cancelled.Add(head.Split("?id=")[1].Split(' ')[0]);
            await connection.SendAsync("HTTP/1.1 204 No Content\r\n\r\n");
            return;
        }

        Assert.Matches(@"^POST /v[0-9.]+/build\?", head);
        Builds++;
        Head = head;
        Query = Uri.UnescapeDataString(head.Split(' ')[1].Split('?')[1]);
        if (head.Contains("Expect: 100-continue", StringComparison.Ordinal))
        {
            await connection.SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
        }

        if (Refusal is var (status, body))
        {
            await connection.ReadAsync(4096);
            await connection.SendAsync($"HTTP/1.1 {status} Refused\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}");
            connection.Close();
            return;
        }

        Context = head.Contains("Transfer-Encoding: chunked", StringComparison.Ordinal) ? await connection.ReadChunksAsync() : [];
        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        foreach (string message in Messages)
        {
            await connection.SendAsync($"{System.Text.Encoding.UTF8.GetByteCount(message) + 2:x}\r\n{message}\r\n\r\n");
        }

        if (StaysOpen)
        {
            await connection.WaitForCloseAsync();
            _closed.TrySetResult();
            return;
        }

        await connection.SendAsync("0\r\n\r\n");
    }
}
