using System.Text.Json;
using System.Text.Json.Nodes;
using DockerPS.Engine.Streams;

namespace DockerPS.Tests.Images;

/// <summary>Messages of pulls and pushes as engines send them.</summary>
internal static class Messages
{
    public const string Digest = "sha256:e428c483b38b84143e47befeb4f881e5950b0ceda9d453472b13a3fe856274ea";

    public static IEnumerable<JsonMessage> Read(params IEnumerable<string> lines) =>
        lines.Select(line => JsonSerializer.Deserialize(line, StreamJsonContext.Default.JsonMessage)!);

    /// <summary>One message about a layer.</summary>
    public static JsonMessage Layer(string id, string status, long? current = null, long? total = null, string? units = null) => new()
    {
        Id = id,
        Status = status,
        ProgressDetail = new JsonMessageProgress { Current = current, Total = total, Units = units },
    };

    /// <summary>The lines of a pull of one tag with one layer.</summary>
    public static string Pull(string repository, string tag) => string.Join("\r\n",
        Line(("status", "Pulling from " + repository), ("id", tag)),
        Line(("status", "Pulling fs layer"), ("id", "d223639237fe")),
        Line(("status", "Pull complete"), ("id", "d223639237fe")),
        Line(("status", "Digest: " + Digest)),
        Line(("status", $"Status: Downloaded newer image for {repository}:{tag}")),
        "");

    /// <summary>The lines of a push of one tag whose layer is there already.</summary>
    public static string Push(string repository, string tag) => string.Join("\r\n",
        Line(("status", $"The push refers to repository [{repository}]")),
        Line(("status", "Layer already exists"), ("id", "d223639237fe")),
        Line(("status", $"{tag}: digest: {Digest} size: 527")),
        $$$"""{"progressDetail":{},"aux":{"Tag":"{{{tag}}}","Digest":"{{{Digest}}}","Size":527}}""",
        "");

    public static string Error(string text) => $$$"""{"errorDetail":{"message":"{{{text}}}"},"error":"{{{text}}}"}""" + "\r\n";

    private static string Line(params (string Name, string Value)[] fields)
    {
        JsonObject line = [];
        foreach ((string name, string value) in fields)
            line[name] = value;
        return line.ToJsonString();
    }
}
