using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Transport;

namespace DockerPS.Engine.Http;

/// <summary>Speaks HTTP with one engine: version negotiation, sending, error reading, hijacking. Safe to use from many tasks at once.</summary>
internal sealed class DockerClient : IDisposable
{
    // An answer is kept in memory as a whole, a list by its elements: no engine's word sizes that. The longest known have a few megabytes.
    private const long MaxJsonBytes = 256L * 1024 * 1024;
    private const long MaxJsonListBytes = 4 * MaxJsonBytes;

    private static readonly DockerRequest s_ping = new(HttpMethod.Get, "/_ping");

    private readonly EngineConnections _connections;
    private readonly MessageBuilder _builder;
    private readonly SharedTask<EngineIdentity> _identity;
    private readonly CancellationTokenSource _lifetime = new();

    public DockerClient(DockerEndpoint endpoint, DockerClientOptions options)
        : this(endpoint, options, EngineConnector.Create(endpoint, options.ConnectTimeout))
    {
    }

    /// <summary>A client that connects by another connector than the endpoint's own.</summary>
    internal DockerClient(DockerEndpoint endpoint, DockerClientOptions options, EngineConnector connector)
    {
        Endpoint = endpoint;
        Options = options;
        _connections = new EngineConnections(endpoint, connector);
        _builder = new MessageBuilder(_connections.BaseAddress, endpoint.Tls?.ServerName, options.Headers);
        _identity = new SharedTask<EngineIdentity>(PingAsync);
    }

    public DockerEndpoint Endpoint { get; }

    public DockerClientOptions Options { get; }

    /// <summary>What /_ping said; null before the engine was first asked.</summary>
    public EngineIdentity? Identity => _identity.Known;

    /// <summary>Asks /_ping once and remembers the answer; a second call asks nothing. A failure is not remembered.</summary>
    public Task<EngineIdentity> IdentifyAsync(CancellationToken cancellationToken) => _identity.GetAsync(cancellationToken);

    /// <summary>Asks /_ping now, whatever is remembered, and returns what it said.</summary>
    public async Task<EngineIdentity> PingAsync(CancellationToken cancellationToken)
    {
        HttpResponseMessage message;
        try
        {
            message = await ExchangeAsync(s_ping, version: null, _connections.Shared, upgrade: false, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidResponseException e)
        {
            throw ConnectErrors.Create(
                Endpoint, ConnectFailure.NotAnEngine, "what answers there does not speak HTTP.", "Check the address and the port; with TLS the port is usually 2376.", e);
        }

        using (message)
        {
            string text = await ReadErrorTextAsync(message, s_ping, cancellationToken).ConfigureAwait(false);
            return PingAnswer.Read(message, text, Endpoint, Options.PinnedVersion);
        }
    }

    /// <summary>Sends a request and returns once the head of the answer is there. An error status is a <see cref="DockerApiException"/>.</summary>
    public async Task<DockerResponse> SendAsync(DockerRequest request, CancellationToken cancellationToken)
    {
        HttpResponseMessage message = await SendVersionedAsync(request, () => _connections.Shared, upgrade: false, cancellationToken).ConfigureAwait(false);
        return new DockerResponse(message, await OpenBodyAsync(message, request).ConfigureAwait(false));
    }

    /// <summary>Sends a request and drops the body of the answer. Returns the status (204, 304, ...).</summary>
    public async Task<int> SendEmptyAsync(DockerRequest request, CancellationToken cancellationToken)
    {
        DockerResponse response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            // Read to the end, the connection can be used again; a body too long for that is not worth it.
            await ReadAtMostAsync(LimitReads(response.Body, request), ErrorBody.MaxBytes, cancellationToken).ConfigureAwait(false);
            return response.StatusCode;
        }
    }

    /// <summary>Sends a request and reads a short answer as text; empty where it has none.</summary>
    public async Task<string> SendTextAsync(DockerRequest request, CancellationToken cancellationToken)
    {
        DockerResponse response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            return Encoding.UTF8.GetString(await ReadAtMostAsync(LimitReads(response.Body, request), ErrorBody.MaxBytes, cancellationToken).ConfigureAwait(false)).Trim();
        }
    }

    /// <summary>Sends a request and reads the answer as one JSON value. Between two pieces of it no more time may pass than for its head.</summary>
    public async Task<T> SendJsonAsync<T>(DockerRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        DockerResponse response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            try
            {
                T? value = await JsonSerializer.DeserializeAsync(LimitReads(response.Body, request, MaxJsonBytes), type, cancellationToken).ConfigureAwait(false);
                return value ?? throw new InvalidResponseException($"The answer to {Describe(request)} is null.");
            }
            catch (JsonException e)
            {
                throw BrokenJson(request, e);
            }
        }
    }

    /// <summary>Sends a request and reads the answer as a JSON array, element by element as they arrive. Null reads as an empty array.</summary>
    public async IAsyncEnumerable<T> SendJsonArrayAsync<T>(
        DockerRequest request, JsonTypeInfo<T> elementType, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DockerResponse response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            ResponseBodyStream body = LimitReads(response.Body, request, MaxJsonListBytes);
            if (await body.PeekAsync(cancellationToken).ConfigureAwait(false) == (byte)'n')
            {
                await ReadAtMostAsync(body, ErrorBody.MaxBytes, cancellationToken).ConfigureAwait(false);
                yield break;
            }

            IAsyncEnumerator<T?> elements = JsonSerializer.DeserializeAsyncEnumerable(body, elementType, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (elements.ConfigureAwait(false))
            {
                while (await MoveNextAsync(elements, request).ConfigureAwait(false))
                {
                    if (elements.Current is { } element)
                    {
                        yield return element;
                    }
                }
            }
        }
    }

    /// <summary>Sends a request on a connection of its own and takes that connection over after a 101.</summary>
    public async Task<HijackedConnection> HijackAsync(DockerRequest request, CancellationToken cancellationToken)
    {
        ConnectionStream? connection = null;
        HttpMessageInvoker? invoker = null;
        try
        {
            HttpResponseMessage message = await SendVersionedAsync(request, Connect, upgrade: true, cancellationToken).ConfigureAwait(false);
            using (message)
            {
                string? contentType = message.Content.Headers.ContentType?.MediaType;
                DuplexStream taken = connection!.Detach();
                byte[] early = await ReadEarlyAsync(message).ConfigureAwait(false);
                return new HijackedConnection(new HijackedStream(taken, early, $"the stream of {Describe(request)}"), contentType);
            }
        }
        finally
        {
            invoker?.Dispose();
        }

        HttpMessageInvoker Connect()
        {
            invoker?.Dispose();
            return invoker = _connections.CreateSingle(stream => connection = stream, cancellationToken);
        }
    }

    public void Dispose()
    {
        _lifetime.Cancel();
        _connections.Dispose();
    }

    private static async ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> elements, DockerRequest request)
    {
        try
        {
            return await elements.MoveNextAsync().ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            throw BrokenJson(request, e);
        }
    }

    private static InvalidResponseException BrokenJson(DockerRequest request, JsonException error) =>
        new($"The answer to {Describe(request)} is not the JSON that was expected: {DisplayText.OfMessage(error.Message)}", error);

    private static string Describe(DockerRequest request) => $"{request.Method} {request.Path}";

    private static bool IsSuccess(HttpStatusCode status, bool upgrade) =>
        upgrade ? status == HttpStatusCode.SwitchingProtocols : (int)status is (>= 200 and < 300) or (int)HttpStatusCode.NotModified;

    private static async Task<Stream> OpenBodyAsync(HttpResponseMessage message, DockerRequest request) =>
        new ResponseBodyStream(await message.Content.ReadAsStreamAsync().ConfigureAwait(false), $"the answer to {Describe(request)}");

    private static async Task<byte[]> ReadAtMostAsync(Stream body, int limit, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while (kept.Length < limit && (read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) != 0)
        {
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    // The connection is taken from the handler already, so this ends with what the handler had read beyond the head.
    private static async Task<byte[]> ReadEarlyAsync(HttpResponseMessage message)
    {
        using var early = new MemoryStream();
        Stream content = await message.Content.ReadAsStreamAsync().ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            await content.CopyToAsync(early).ConfigureAwait(false);
        }

        return early.ToArray();
    }

    private ResponseBodyStream LimitReads(Stream body, DockerRequest request, long byteLimit = long.MaxValue)
    {
        var stream = (ResponseBodyStream)body;
        stream.IdleLimit = request.ResponseTimeout ?? Options.RequestTimeout;
        stream.ByteLimit = byteLimit;
        return stream;
    }

    /// <summary>Sends with a version in the path; where the engine was changed under us and refuses that version, settles on one again, once.</summary>
    private async Task<HttpResponseMessage> SendVersionedAsync(DockerRequest request, Func<HttpMessageInvoker> connect, bool upgrade, CancellationToken cancellationToken)
    {
        EngineIdentity? identity = Options.PinnedVersion is null ? await IdentifyAsync(cancellationToken).ConfigureAwait(false) : null;
        bool isSecond = false;
        while (true)
        {
            ApiVersion version = identity?.ApiVersion ?? Options.PinnedVersion!.Value;
            HttpResponseMessage message = await ExchangeAsync(request, version, connect(), upgrade, cancellationToken).ConfigureAwait(false);
            if (IsSuccess(message.StatusCode, upgrade))
            {
                return message;
            }

            DockerException error;
            using (message)
            {
                error = await ReadErrorAsync(message, request, version, upgrade, cancellationToken).ConfigureAwait(false);
            }

            if (isSecond || !ErrorAnswer.RefusesVersion(error))
            {
                throw error;
            }

            if (identity is null)
            {
                throw ErrorAnswer.PinnedVersionRefused(error, version);
            }

            isSecond = true;
            _identity.Forget(identity);
            identity = await IdentifyAsync(cancellationToken).ConfigureAwait(false);
            if (identity.ApiVersion == version)
            {
                throw ErrorAnswer.NoCommonVersion(error, identity);
            }
        }
    }

    /// <summary>One request and the head of its answer, whatever its status.</summary>
    private async Task<HttpResponseMessage> ExchangeAsync(
        DockerRequest request, ApiVersion? version, HttpMessageInvoker invoker, bool upgrade, CancellationToken cancellationToken)
    {
        TimeSpan limit = request.ResponseTimeout ?? Options.RequestTimeout;
        bool mayRepeat = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head;
        using var clock = new RequestClock(limit, mayRepeat, cancellationToken, _lifetime.Token);
        using HttpRequestMessage message = _builder.Build(request, version, upgrade, clock);
        clock.Enter();
        long start = Stopwatch.GetTimestamp();
        try
        {
            Task<HttpResponseMessage> answer = invoker.SendAsync(message, clock.Token);
            if (limit == Timeout.InfiniteTimeSpan)
            {
                await WatchAsync(answer, clock, what: Describe(request)).ConfigureAwait(false);
            }

            HttpResponseMessage response = await answer.ConfigureAwait(false);
            Trace(message, start, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
            return response;
        }
        catch (Exception e)
        {
            Exception error = Explain(e, request, clock, limit, isPing: version is null, cancellationToken);
            Trace(message, start, error.GetType().Name);
            if (ReferenceEquals(error, e) || error.StackTrace is not null)
            {
                ExceptionDispatchInfo.Throw(error);
            }

            throw error;
        }
    }

    /// <summary>What may take the engine as long as it likes has no limit. But an engine that meanwhile does not even answer a ping is not at work.</summary>
    private async Task WatchAsync(Task answer, RequestClock clock, string what)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(clock.Token);
        while (!watching.IsCancellationRequested)
        {
            Task<DockerException?> silence = FindSilenceAsync(watching.Token);
            if (await Task.WhenAny(answer, silence).ConfigureAwait(false) == answer)
            {
                await watching.CancelAsync().ConfigureAwait(false);
            }
            else if (await silence.ConfigureAwait(false) is { } found)
            {
                clock.Abandon(found is EngineTimeoutException ? RequestFailure.Silent(what, Options.RequestTimeout) : found);
            }
        }
    }

    /// <summary>Lets the time of a request pass, and asks then whether the engine is there. Null where it is, or nobody waits any more.</summary>
    private async Task<DockerException?> FindSilenceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Options.RequestTimeout, cancellationToken).ConfigureAwait(false);
            await PingAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (DockerException silence) when (silence is EngineTimeoutException or EngineUnreachableException)
        {
            return silence;
        }
        catch (Exception)
        {
            // Whatever it says, it is there; or the request is over, which it tells itself.
            return null;
        }
    }

    private Exception Explain(Exception error, DockerRequest request, RequestClock clock, TimeSpan limit, bool isPing, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(null, error, cancellationToken);
        }

        if (_lifetime.IsCancellationRequested)
        {
            return new ObjectDisposedException(nameof(DockerClient), "The connection to the engine was closed while a request was on its way.");
        }

        if (clock.Silence is { } silence)
        {
            return silence;
        }

        string what = Describe(request);
        return clock.Token.IsCancellationRequested
            ? RequestFailure.TimedOut($"the first byte of the answer to {what}", limit)
            : RequestFailure.Explain(error, clock, Endpoint, _connections.Tls, _connections.ConnectTimeout, what, isPing);
    }

    private async Task<DockerException> ReadErrorAsync(HttpResponseMessage message, DockerRequest request, ApiVersion version, bool upgrade, CancellationToken cancellationToken)
    {
        if ((int)message.StatusCode < 400)
        {
            // It may be a stream that never ends.
            return ErrorAnswer.Unexpected(message.StatusCode, request, upgrade);
        }

        (byte[] body, string? mediaType) = await ReadErrorBodyAsync(message, request, cancellationToken).ConfigureAwait(false);
        return ErrorAnswer.Create(message.StatusCode, body, mediaType, request, version);
    }

    private async Task<string> ReadErrorTextAsync(HttpResponseMessage message, DockerRequest request, CancellationToken cancellationToken)
    {
        (byte[] body, string? mediaType) = await ReadErrorBodyAsync(message, request, cancellationToken).ConfigureAwait(false);
        return ErrorBody.Read(body, mediaType);
    }

    private async Task<(byte[] Body, string? MediaType)> ReadErrorBodyAsync(HttpResponseMessage message, DockerRequest request, CancellationToken cancellationToken)
    {
        string? mediaType = message.Content.Headers.ContentType?.MediaType;
        Stream body = await OpenBodyAsync(message, request).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var limited = (ResponseBodyStream)body;
            limited.IdleLimit = Options.RequestTimeout;
            try
            {
                return (await ReadAtMostAsync(limited, ErrorBody.MaxBytes, cancellationToken).ConfigureAwait(false), mediaType);
            }
            catch (DockerException)
            {
                // The status is the error; a message that breaks off does not hide it.
                return ([], mediaType);
            }
        }
    }

    private static void Trace(HttpRequestMessage message, long start, string outcome)
    {
        if (!RequestTrace.IsOn)
        {
            return;
        }

        Uri uri = message.RequestUri!;
        string names = string.Join('&', uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)[0]));
        string query = names.Length == 0 ? "" : "?" + names;
        long elapsed = (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        RequestTrace.Write(string.Create(CultureInfo.InvariantCulture, $"{message.Method} {DisplayText.OfMessage(uri.AbsolutePath)}{query} -> {outcome} ({elapsed} ms)"));
    }
}
