using System.Collections.Concurrent;
using System.Text;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Images;

/// <summary>An engine with a few images, on a scripted server: what comes is recorded, and answered by what a test adds.</summary>
internal sealed class ScriptedImages : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _heads = new();
    private readonly List<(string Begin, Func<ScriptedConnection, string, Task> Answer)> _answers = [];
    private readonly ScriptedServer _server;
    private readonly string _version;

    /// <param name="apiVersion">The newest API that the engine speaks.</param>
    public ScriptedImages(string apiVersion = "1.41")
    {
        _version = "/v" + apiVersion;
        _server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, head) =>
        {
            _heads.Enqueue(head);
            // The version says nothing here.
            string request = head[..head.IndexOf(" HTTP/", StringComparison.Ordinal)].Replace(_version, "", StringComparison.Ordinal);
            Func<ScriptedConnection, string, Task>? answer = _answers.Find(known => request.StartsWith(known.Begin, StringComparison.Ordinal)).Answer;
            await (answer?.Invoke(connection, head) ?? connection.SendAsync(ScriptedServer.Answer(404, $$"""{"message":"no such image: {{request}}"}""")));
        }, apiVersion));
    }

    /// <summary>The requests but pings, each as method and path with query, in the order in which they came.</summary>
    public List<string> Requests => [.. _heads.Select(head => head.Split(' ') is [var method, var path, ..] ? $"{method} {Uri.UnescapeDataString(path).Replace(_version, "", StringComparison.Ordinal)}" : head)];

    /// <summary>The head of the request that begins so.</summary>
    public string HeadOf(string begin) => _heads.Single(head => head.StartsWith(begin.Insert(begin.IndexOf('/'), _version), StringComparison.Ordinal));

    /// <summary>What is answered to requests whose method and path begin so.</summary>
    public ScriptedImages On(string begin, Func<ScriptedConnection, string, Task> answer)
    {
        _answers.Add((begin, answer));
        return this;
    }

    /// <summary>What is answered from now on, before what was added earlier.</summary>
    public ScriptedImages First(string begin, Func<ScriptedConnection, string, Task> answer)
    {
        _answers.Insert(0, (begin, answer));
        return this;
    }

    public ScriptedImages On(string begin, int status, string body) =>
        On(begin, (connection, _) => connection.SendAsync(ScriptedServer.Answer(status, body)));

    /// <summary>Images that can be inspected by their references and ids, and that are in the list.</summary>
    public ScriptedImages With(params (string Id, string[] Tags)[] images)
    {
        foreach ((string id, string[] tags) in images)
        {
            string body = $$$"""{"Id":"sha256:{{{id}}}","RepoTags":[{{{Quoted(tags)}}}],"RepoDigests":["{{{tags[0].Split(':')[0]}}}@{{{Messages.Digest}}}"],"Config":{}}""";
            foreach (string name in tags.Append("sha256:" + id))
                On($"GET /images/{Uri.EscapeDataString(name)}/json", 200, body);
        }

        string list = string.Join(',', images.Select(image => $$"""{"Id":"sha256:{{image.Id}}","RepoTags":[{{Quoted(image.Tags)}}],"Created":1767225600,"Size":1000}"""));
        return On("GET /images/json", 200, $"[{list}]");
    }

    /// <summary>The engine's endpoint.</summary>
    public string Address => _server.Endpoint.ToString();

    /// <summary>A run of a cmdlet against this engine.</summary>
    public CmdletRunner Run(string cmdlet) => CmdletRunner.Create(cmdlet).With(new { HostAddress = Address });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>An id of 64 digits.</summary>
    public static string IdOf(char digit) => new StringBuilder().Append(digit, 64).ToString();

    private static string Quoted(string[] texts) => string.Join(',', texts.Select(text => $"\"{text}\""));
}
