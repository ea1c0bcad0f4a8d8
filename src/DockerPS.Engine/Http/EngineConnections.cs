using System.Net;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Transport;

namespace DockerPS.Engine.Http;

/// <summary>The connections of one client: a pool that its requests share, and single ones for hijacking.</summary>
internal sealed class EngineConnections : IDisposable
{
    private const int MaxHeadKilobytes = 64;

    private readonly object _gate = new();
    private readonly DockerEndpoint _endpoint;
    private readonly EngineConnector _connector;
    private readonly CancellationTokenSource _closing = new();
    private TlsMaterial? _tls;
    private HttpMessageInvoker? _shared;
    private bool _disposed;

    public EngineConnections(DockerEndpoint endpoint, EngineConnector connector)
    {
        _endpoint = endpoint;
        _connector = connector;
        BaseAddress = CreateBaseAddress(endpoint);
    }

    /// <summary>What the path of a request is put behind. Beyond tcp its host means nothing.</summary>
    public string BaseAddress { get; }

    /// <summary>The TLS material, once a connection was asked for; null without TLS.</summary>
    public TlsMaterial? Tls => _tls;

    public TimeSpan ConnectTimeout => _connector.ConnectTimeout;

    /// <summary>The pool. TLS files are read when it is asked for first, and again as long as that fails.</summary>
    public HttpMessageInvoker Shared
    {
        get
        {
            lock (_gate)
            {
                return _shared ??= new HttpMessageInvoker(CreateHandler(captured: null, CancellationToken.None));
            }
        }
    }

    /// <summary>A pool for one connection, which is shown to the caller as soon as it is there.</summary>
    /// <param name="captured">Takes the connection.</param>
    /// <param name="cancellationToken">Ends connecting at once; the handler by itself would go on in the background.</param>
    public HttpMessageInvoker CreateSingle(Action<ConnectionStream> captured, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new HttpMessageInvoker(CreateHandler(captured, cancellationToken));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;

            // A handler that is disposed lets connections in the making go on.
            _closing.Cancel();
            _shared?.Dispose();
            _tls?.Dispose();
        }
    }

    private static string CreateBaseAddress(DockerEndpoint endpoint)
    {
        if (endpoint.Scheme != EndpointScheme.Tcp)
        {
            return "http://docker";
        }

        int port = endpoint.Port != 0 ? endpoint.Port : endpoint.Tls is null ? DockerEndpoint.DefaultPort : DockerEndpoint.DefaultTlsPort;
        string scheme = endpoint.Tls is null ? "http" : "https";
        return $"{scheme}://{DockerEndpoint.HostAndPort(endpoint.Address, port)}{endpoint.Path.TrimEnd('/')}";
    }

    private SocketsHttpHandler CreateHandler(Action<ConnectionStream>? captured, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(DockerClient));
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,

            // A body that is not read to its end closes its connection at once, instead of being read for two seconds more.
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = MaxHeadKilobytes,
            ConnectTimeout = _connector.TimesItself ? Timeout.InfiniteTimeSpan : _connector.ConnectTimeout,
            ActivityHeadersPropagator = null,
            UseProxy = MayUseProxy(),
            ConnectCallback = async (context, token) =>
            {
                using var any = CancellationTokenSource.CreateLinkedTokenSource(token, cancellationToken, _closing.Token);
                return await _connector.ConnectAsync(context.DnsEndPoint, any.Token).ConfigureAwait(false);
            },
            PlaintextStreamFilter = (context, _) =>
            {
                // What is read ahead would be lost to who takes the connection over.
                var connection = new ConnectionStream(captured is null ? new ReadAheadStream(context.PlaintextStream) : context.PlaintextStream);
                captured?.Invoke(connection);
                return ValueTask.FromResult<Stream>(connection);
            },
        };
        if (_endpoint is { Scheme: EndpointScheme.Tcp, Tls: { } options })
        {
            _tls ??= TlsMaterial.Load(_endpoint, options);
            handler.SslOptions = _tls.CreateOptions();
        }

        return handler;
    }

    // As Go, and so the docker CLI, has it: the proxy of the environment never stands before the machine itself.
    private bool MayUseProxy() => _endpoint is { Scheme: EndpointScheme.Tcp, IsLocal: false };
}
