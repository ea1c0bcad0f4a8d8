using System.Net;
using System.Net.Sockets;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Transport;

internal sealed class UnixConnector : EngineConnector
{
    public UnixConnector(DockerEndpoint endpoint, TimeSpan connectTimeout)
        : base(endpoint, connectTimeout)
    {
    }

    public override async ValueTask<DuplexStream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        UnixDomainSocketEndPoint address;
        try
        {
            address = new UnixDomainSocketEndPoint(Endpoint.Address);
        }
        catch (ArgumentException e)
        {
            throw ConnectErrors.Create(Endpoint, ConnectFailure.Other, "the path of a unix socket can have about 100 bytes, and this one has more.", "Make a shorter path, such as a link to the socket's folder.", e);
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new SocketDuplexStream(socket);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw Explain(e);
        }
        catch (OperationCanceledException e)
        {
            socket.Dispose();
            throw ConnectErrors.TimedOut(Endpoint, "connecting to the socket", ConnectTimeout, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private EngineUnreachableException Explain(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.AccessDenied => ConnectErrors.NoRight(Endpoint, error),

        // .NET has no code of its own for ENOENT and says "Cannot assign requested address".
        SocketError.AddressNotAvailable => ConnectErrors.SocketFileMissing(Endpoint, error),
        _ when !File.Exists(Endpoint.Address) => ConnectErrors.SocketFileMissing(Endpoint, error),
        _ => ConnectErrors.Socket(Endpoint, Endpoint.Address, error),
    };
}
