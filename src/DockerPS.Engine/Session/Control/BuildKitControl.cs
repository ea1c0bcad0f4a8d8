using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using DockerPS.Engine.Http;
using DockerPS.Engine.Session.Grpc;
using DockerPS.Engine.Streams.Protobuf;

namespace DockerPS.Engine.Session.Control;

/// <summary>
/// BuildKit's own control service within an engine (moby.buildkit.v1.Control), over one connection that POST /grpc upgrades: for the builds that
/// POST /build has no words for, such as several platforms at once. The connection is made by the first call.
/// </summary>
internal sealed class BuildKitControl : IDisposable
{
    private const string BaseAddress = "http://buildkit/moby.buildkit.v1.Control/";

    // An error brings the Dockerfile and what the engine was about, in one header.
    private static readonly int s_maxHeadKilobytes = 4096;

    private readonly SocketsHttpHandler _handler;
    private readonly HttpMessageInvoker _invoker;
    private int _connections;

    public BuildKitControl(DockerClient client)
    {
        _handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = s_maxHeadKilobytes,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            ConnectCallback = (_, cancellationToken) => ConnectAsync(client, cancellationToken),
        };
        _invoker = new HttpMessageInvoker(_handler);
    }

    /// <summary>Builds, and returns when the build is over.</summary>
    /// <returns>What the exporter tells, such as containerimage.config.digest and containerimage.digest.</returns>
    /// <exception cref="GrpcException">The build failed; <see cref="BuildErrorSource.Read"/> has the lines of the Dockerfile.</exception>
    /// <exception cref="DockerException">The engine cannot be reached, has no BuildKit, or the connection broke.</exception>
    public async Task<IReadOnlyDictionary<string, string>> SolveAsync(BuildKitSolve solve, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync("Solve", SolveMessage.Write(solve), cancellationToken).ConfigureAwait(false);
        GrpcMessageReader reader = await OpenAsync(response, cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<string, string>? result = await ReadAsync(reader, cancellationToken).ConfigureAwait(false) is { } message ? SolveMessage.ReadResponse(message.Span) : null;
        await EndAsync(reader, response, cancellationToken).ConfigureAwait(false);
        return result ?? throw new InvalidResponseException("The engine ended a build without a result.");
    }

    /// <summary>What a build does, as it does it: encoded moby.buildkit.v1.StatusResponse messages, each good until the next. Begin to read beside
    /// <see cref="SolveAsync"/>; the engine waits for a build of that name for some seconds. It ends with the build.</summary>
    /// <exception cref="GrpcException">There is no such build.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> StatusAsync(string reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ProtobufWriter();
        request.WriteString(1, reference);
        using HttpResponseMessage response = await SendAsync("Status", request, cancellationToken).ConfigureAwait(false);
        GrpcMessageReader reader = await OpenAsync(response, cancellationToken).ConfigureAwait(false);
        while (await ReadAsync(reader, cancellationToken).ConfigureAwait(false) is { } message)
        {
            yield return message;
        }

        ThrowUnlessOk(response.TrailingHeaders);
    }

    public void Dispose()
    {
        _invoker.Dispose();
        _handler.Dispose();
    }

    private static async Task EndAsync(GrpcMessageReader reader, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        while (await ReadAsync(reader, cancellationToken).ConfigureAwait(false) is not null)
        {
        }

        ThrowUnlessOk(response.TrailingHeaders);
    }

    private static async Task<GrpcMessageReader> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidResponseException(string.Create(CultureInfo.InvariantCulture, $"The engine's BuildKit answered with the status {(int)response.StatusCode}."));
        }

        // An answer that is only an end has it in its head.
        if (response.Headers.Contains("grpc-status"))
        {
            ThrowUnlessOk(response.Headers);
        }

        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return new GrpcMessageReader(buffer => body.ReadAsync(buffer, cancellationToken));
    }

    private static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(GrpcMessageReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (StreamFailure.IsLoss(e))
        {
            throw Lost(e, cancellationToken);
        }
    }

    private static void ThrowUnlessOk(HttpResponseHeaders headers)
    {
        if (Find(headers, "grpc-status") is not { } text || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int status))
        {
            throw new ConnectionLostException("The engine's BuildKit ended a call without saying how.");
        }

        if ((GrpcStatus)status != GrpcStatus.OK)
        {
            throw new GrpcException((GrpcStatus)status, GrpcText.Decode(Find(headers, "grpc-message") ?? ""))
            {
                Details = Base64Header.Decode(Find(headers, "grpc-status-details-bin") ?? ""),
            };
        }
    }

    private static string? Find(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? values.ToString() : null;

    private static Exception Lost(Exception error, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(null, error, cancellationToken);
        }

        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is DockerException known)
            {
                return known;
            }
        }

        return StreamFailure.Lost("the answer of the engine's BuildKit", error);
    }

    private async ValueTask<Stream> ConnectAsync(DockerClient client, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _connections) > 1)
        {
            throw new ConnectionLostException("The connection to the engine's BuildKit was lost.");
        }

        var request = new DockerRequest(HttpMethod.Post, "/grpc") { Headers = [KeyValuePair.Create("Upgrade", "h2c")] };
        return (await client.HijackAsync(request, cancellationToken).ConfigureAwait(false)).Stream;
    }

    private async Task<HttpResponseMessage> SendAsync(string method, ProtobufWriter message, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, BaseAddress + method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(GrpcMessage.Frame(message.Message.Span)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        try
        {
            return await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (StreamFailure.IsLoss(e))
        {
            throw Lost(e, cancellationToken);
        }
        finally
        {
            request.Dispose();
        }
    }
}
