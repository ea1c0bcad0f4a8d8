using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests;

/// <summary>A command to run in a container: the body of POST /containers/{id}/exec.</summary>
internal sealed record ExecRequest
{
    /// <summary>The command and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>NAME=value; a mere NAME takes the variable out.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>True where the command's output comes back; else it is left to itself.</summary>
    public bool IsAttached { get; init; } = true;

    /// <summary>True where the command reads an input.</summary>
    public bool HasInput { get; init; }

    /// <summary>True for a terminal: the output then has no frames.</summary>
    public bool IsTty { get; init; }

    /// <summary>The keys that leave its terminal, in docker's syntax; null is docker's own.</summary>
    public string? DetachKeys { get; init; }

    public bool IsPrivileged { get; init; }

    /// <summary>Null is the container's own.</summary>
    public string? User { get; init; }

    /// <summary>Null is the container's own.</summary>
    public string? WorkingDirectory { get; init; }

    public JsonObject ToJson()
    {
        var body = new JsonObject
        {
            ["AttachStdin"] = IsAttached && HasInput,
            ["AttachStdout"] = IsAttached,
            ["AttachStderr"] = IsAttached,
            ["Tty"] = IsTty,
            ["Privileged"] = IsPrivileged,
            ["Cmd"] = ListOf(Command),
        };
        if (Environment.Count > 0)
        {
            body["Env"] = ListOf(Environment);
        }

        SetText(body, "DetachKeys", DetachKeys);
        SetText(body, "User", User);
        SetText(body, "WorkingDir", WorkingDirectory);
        return body;
    }

    private static void SetText(JsonObject body, string name, string? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }

    private static JsonArray ListOf(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);
}
