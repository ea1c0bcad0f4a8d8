using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace DockerPS.Tests.Support;

/// <summary>Stands between a client and an engine, or any server, and harms answers by plan. Without a plan it is a plain relay.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly EndPoint _target;
    private readonly Socket _listener;
    private readonly string? _socketFile;
    private readonly ConcurrentDictionary<FaultedConnection, byte> _connections = new();
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;
    private FaultPlan? _plan;
    private int _left;
    private int _accepted;

    private FaultProxy(EndPoint target, EndPoint listen, FaultPlan? plan)
    {
        _target = target;
        _listener = new Socket(listen.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(listen);
        _listener.Listen(512);
        _socketFile = (listen as UnixDomainSocketEndPoint)?.ToString();
        Address = _socketFile is null ? $"tcp://{_listener.LocalEndPoint}" : $"unix://{_socketFile}";
        SetPlan(plan);
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, as DOCKER_HOST wants it.</summary>
    public string Address { get; }

    /// <summary>How many connections were made through it so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>The last request, such as `GET /v1.41/info`, of each connection that the client has not ended.</summary>
    public IReadOnlyList<string> Open => [.. _connections.Keys.Select(static connection => connection.Request).OfType<string>()];

    /// <summary>Ends when the planned fault has happened for the first time.</summary>
    public Task Happened => _happened.Task;

    internal FaultPlan? Plan => Volatile.Read(ref _plan);

    /// <summary>Listens on a free port of loopback.</summary>
    /// <param name="target">unix:///path or tcp://host:port.</param>
    /// <param name="plan">The fault; null passes everything.</param>
    public static FaultProxy OnTcp(string target, FaultPlan? plan = null) => new(ParseAddress(target), new IPEndPoint(IPAddress.Loopback, 0), plan);

    /// <summary>Listens on a unix socket.</summary>
    public static FaultProxy OnUnix(string target, string socketFile, FaultPlan? plan = null)
        => plan?.Kind == FaultKind.Reset
            ? throw new ArgumentException("A unix socket knows no reset.", nameof(plan))
            : new FaultProxy(ParseAddress(target), new UnixDomainSocketEndPoint(socketFile), plan);

    /// <summary>The endpoint of unix:///path or tcp://host:port.</summary>
    public static EndPoint ParseAddress(string address)
    {
        if (address.StartsWith("unix://", StringComparison.Ordinal))
            return new UnixDomainSocketEndPoint(address["unix://".Length..]);

        Uri uri = new(address);
        return IPAddress.TryParse(uri.Host, out IPAddress? ip) ? new IPEndPoint(ip, uri.Port) : new DnsEndPoint(uri.Host, uri.Port);
    }

    /// <summary>Another fault from now on, for connections that are open too; null passes everything.</summary>
    public void SetPlan(FaultPlan? plan)
    {
        Volatile.Write(ref _left, plan?.Times ?? 0);
        Volatile.Write(ref _plan, plan);
    }

    /// <summary>Ends every open connection now; new ones are taken.</summary>
    public void CutAll(bool reset = false)
    {
        foreach (FaultedConnection connection in _connections.Keys)
            connection.End(reset);
    }

    /// <summary>Ends the open connections whose last request has this in it, and leaves the others: what the client asks next is answered
    /// on them, where <see cref="CutAll"/> could end that question, too.</summary>
    public void Cut(string request, bool reset = false)
    {
        foreach (FaultedConnection connection in _connections.Keys.Where(connection => connection.Request?.Contains(request, StringComparison.Ordinal) == true))
            connection.End(reset);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        CutAll();
        await _accepting;
        await Task.WhenAll(_connections.Keys.Select(connection => connection.Done));
        if (_socketFile is not null)
            File.Delete(_socketFile);
        _end.Dispose();
    }

    /// <summary>Takes one of the plan's times; false when all are used up.</summary>
    internal bool TryTakeFault()
    {
        if (Interlocked.Decrement(ref _left) < 0)
            return false;

        _happened.TrySetResult();
        return true;
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                Socket client = await _listener.AcceptAsync(_end.Token);
                Interlocked.Increment(ref _accepted);
                _ = ServeAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // A client that has gone before it was taken is no reason to stop.
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        Socket server = new(_target is UnixDomainSocketEndPoint ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
        FaultedConnection connection = new(this, client, server);
        _connections[connection] = 0;
        try
        {
            await server.ConnectAsync(_target, _end.Token);
            await connection.RunAsync();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client sees its connection end; that is all a proxy can tell.
        }
        finally
        {
            connection.End(reset: false);
            _connections.TryRemove(connection, out _);
            connection.SetDone();
        }
    }
}
