using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using DockerPS.Engine.Configuration;

namespace DockerPS.Tests.Support;

/// <summary>
/// A server that does to each connection what its script says: reads, sends in odd pieces, stalls, resets, closes.
/// What a script throws, but for a client that went away, fails the test when the server is disposed.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Exception> _errors = new();
    private readonly ConcurrentBag<ScriptedConnection> _connections = [];
    private readonly ConcurrentBag<Task> _scripts = [];
    private readonly Func<ScriptedConnection, Task> _script;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Socket? _listener;
    private readonly Task _accepting;
    private int _accepted;

    private ScriptedServer(EndpointScheme scheme, Func<ScriptedConnection, Task> script, SslServerAuthenticationOptions? tls)
    {
        _script = script;
        _tls = tls;
        switch (scheme)
        {
            case EndpointScheme.Unix:
                string path = _folder.Combine("s");
                _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                _listener.Bind(new UnixDomainSocketEndPoint(path));
                _listener.Listen(128);
                Endpoint = new DockerEndpoint { Scheme = scheme, Address = path };
                _accepting = AcceptAsync();
                break;
            case EndpointScheme.Tcp:
                _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                _listener.Listen(128);
                Endpoint = new DockerEndpoint { Scheme = scheme, Address = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndPoint!).Port };
                _accepting = AcceptAsync();
                break;
            case EndpointScheme.NamedPipe:
                string name = "dps" + Guid.NewGuid().ToString("N");
                Endpoint = new DockerEndpoint { Scheme = scheme, Address = "//./pipe/" + name };
                _accepting = AcceptPipeAsync(name, CreatePipe(name));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(scheme));
        }
    }

    /// <summary>Where the server listens. TLS material is the test's to add.</summary>
    public DockerEndpoint Endpoint { get; }

    /// <summary>How many connections there were.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    public static ScriptedServer Start(EndpointScheme scheme, Func<ScriptedConnection, Task> script, SslServerAuthenticationOptions? tls = null) => new(scheme, script, tls);

    public static ScriptedServer Unix(Func<ScriptedConnection, Task> script) => new(EndpointScheme.Unix, script, tls: null);

    /// <summary>A server that answers /_ping as an engine does, and leaves the other requests to the script, one after the other.</summary>
    public static Func<ScriptedConnection, Task> Engine(Func<ScriptedConnection, string, Task> answer, string apiVersion = "1.41") => async connection =>
    {
        while (await connection.ReadHeadAsync() is { } head)
        {
            if (head.StartsWith("GET /_ping ", StringComparison.Ordinal))
            {
                await connection.SendAsync(PingAnswer(apiVersion));
            }
            else if (head.StartsWith("HEAD /_ping ", StringComparison.Ordinal))
            {
                // As the docker CLI asks.
                await connection.SendAsync(PingAnswer(apiVersion)[..^"OK".Length]);
            }
            else
            {
                await answer(connection, head);
            }
        }
    };

    public static string PingAnswer(string apiVersion = "1.41") =>
        $"HTTP/1.1 200 OK\r\nApi-Version: {apiVersion}\r\nOstype: linux\r\nServer: Docker/20.10.24 (linux)\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\n\r\nOK";

    /// <summary>An answer with a body of that length.</summary>
    public static string Answer(int status, string body, string contentType = "application/json") =>
        $"HTTP/1.1 {status} Status\r\nContent-Type: {contentType}\r\nContent-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener?.Dispose();
        foreach (ScriptedConnection connection in _connections)
        {
            connection.Close();
        }

        await _accepting.WaitAsync(TestLimit.Patience);
        await Task.WhenAll(_scripts).WaitAsync(TestLimit.Patience);
        _folder.Dispose();
        _stop.Dispose();
        if (!_errors.IsEmpty)
        {
            throw new AggregateException("A script of the server failed.", _errors);
        }
    }

    private static NamedPipeServerStream CreatePipe(string name) =>
        new(name, PipeDirection.InOut, NamedPipeServerStream.MaxAllowedServerInstances, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _listener!.AcceptAsync(_stop.Token);
                Run(new NetworkStream(socket, ownsSocket: true), socket);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AcceptPipeAsync(string name, NamedPipeServerStream pipe)
    {
        while (true)
        {
            try
            {
                await pipe.WaitForConnectionAsync(_stop.Token);
            }
            catch (OperationCanceledException)
            {
                await pipe.DisposeAsync();
                return;
            }

            NamedPipeServerStream connected = pipe;
            pipe = CreatePipe(name);
            Run(connected, socket: null);
        }
    }

    private void Run(Stream stream, Socket? socket)
    {
        int index = Interlocked.Increment(ref _accepted) - 1;
        _scripts.Add(Task.Run(async () =>
        {
            ScriptedConnection? connection = null;
            try
            {
                Stream plain = _tls is null ? stream : await AuthenticateAsync(stream, _tls);
                connection = new ScriptedConnection(plain, socket, index, _stop.Token);
                _connections.Add(connection);
                await _script(connection);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or AuthenticationException or SocketException)
            {
                // The client went away, or the test is over.
            }
            catch (Exception e)
            {
                _errors.Enqueue(e);
            }
            finally
            {
                connection?.Close();
                await stream.DisposeAsync();
            }
        }));
    }

    private async Task<SslStream> AuthenticateAsync(Stream stream, SslServerAuthenticationOptions options)
    {
        var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsServerAsync(options, _stop.Token);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }
}
