namespace DockerPS.Engine.Http;

/// <summary>One request to an engine, before a version and a connection are chosen for it.</summary>
internal sealed class DockerRequest
{
    public DockerRequest(HttpMethod method, string path, QueryString? query = null)
    {
        Method = method;
        Path = path;
        Query = query;
    }

    public HttpMethod Method { get; }

    /// <summary>The path without the version, such as /containers/json. Names in it are already escaped (<see cref="Escape"/>).</summary>
    public string Path { get; }

    public QueryString? Query { get; }

    /// <summary>Makes the body; called once per attempt, so that a request can be sent again. Null sends Content-Length: 0 with POST and PUT.</summary>
    public Func<HttpContent>? Content { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>How long the head of the answer may take; null is the client's limit. <see cref="Timeout.InfiniteTimeSpan"/> for calls that wait by nature.</summary>
    public TimeSpan? ResponseTimeout { get; init; }

    /// <summary>What the call is about: a 404 is named after it.</summary>
    public ResourceKind Resource { get; init; }

    /// <summary>The name or id that the call is about, for error messages.</summary>
    public string? ResourceName { get; init; }

    /// <summary>True where the call makes something: a 409 then means that the name is in use.</summary>
    public bool IsCreate { get; init; }

    /// <summary>Escapes a name for use as one segment of a path; a name can then not climb out of it.</summary>
    /// <exception cref="InvalidRequestException">The engine's router would take the name for something else: it undoes the escaping
    /// before it cleans the path of empty parts, "." and "..", and knows no path with a control character.</exception>
    public static string Escape(string segment)
    {
        if (segment.Any(char.IsControl) || Array.Exists(segment.Split('/'), static part => part is "" or "." or ".."))
        {
            throw new InvalidRequestException("BadName", $"'{DisplayText.Of(segment)}' is not a name that anything on an engine can have.");
        }

        return Uri.EscapeDataString(segment);
    }
}
