namespace DockerPS.Engine.Http;

/// <summary>The answer to a request whose status was a success. Its body is read as it comes; disposing it closes what is not read.</summary>
internal sealed class DockerResponse : IAsyncDisposable
{
    private readonly HttpResponseMessage _message;

    public DockerResponse(HttpResponseMessage message, Stream body)
    {
        _message = message;
        Body = body;
    }

    /// <summary>The body. Its end before the promised length or chunk is a <see cref="ConnectionLostException"/>.</summary>
    public Stream Body { get; }

    /// <summary>The HTTP status; 304 (already so) counts as success.</summary>
    public int StatusCode => (int)_message.StatusCode;

    public string? ContentType => _message.Content.Headers.ContentType?.MediaType;

    /// <summary>A response header's value, or null.</summary>
    public string? Header(string name) =>
        _message.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    /// <summary>The same answer, its body read through another stream.</summary>
    public DockerResponse Through(Func<Stream, Stream> wrap) => new(_message, wrap(Body));

    public async ValueTask DisposeAsync()
    {
        await Body.DisposeAsync().ConfigureAwait(false);
        _message.Dispose();
    }
}
