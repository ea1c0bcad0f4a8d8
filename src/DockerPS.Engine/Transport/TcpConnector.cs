using System.Net;
using System.Net.Sockets;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Transport;

internal sealed class TcpConnector : EngineConnector
{
    // A silent stream may last for days: a peer that is gone is noticed after about a minute and a half.
    private const int KeepAliveSeconds = 30;
    private const int KeepAliveInterval = 15;
    private const int KeepAliveRetries = 4;

    public TcpConnector(DockerEndpoint endpoint, TimeSpan connectTimeout)
        : base(endpoint, connectTimeout)
    {
    }

    public override async ValueTask<DuplexStream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        string address = DockerEndpoint.HostAndPort(target.Host, target.Port);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            SetKeepAlive(socket);
            await socket.ConnectAsync(target, cancellationToken).ConfigureAwait(false);
            return new SocketDuplexStream(socket);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw ConnectErrors.Socket(Endpoint, address, e);
        }
        catch (OperationCanceledException e)
        {
            socket.Dispose();
            throw ConnectErrors.TimedOut(Endpoint, $"the TCP connection to {address}", ConnectTimeout, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void SetKeepAlive(Socket socket)
    {
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveInterval);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveRetries);
        }
        catch (Exception e) when (e is SocketException or PlatformNotSupportedException)
        {
            // Not every system knows the finer options; a connection without them is still a connection.
        }
    }
}
