using System.Net.Sockets;

namespace DockerPS.Engine.Transport;

/// <summary>A unix or TCP socket.</summary>
internal sealed class SocketDuplexStream : ForwardingDuplexStream
{
    private readonly Socket _socket;

    public SocketDuplexStream(Socket socket)
        : base(new NetworkStream(socket, ownsSocket: true)) => _socket = socket;

    protected override ValueTask CompleteWritesCoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
            return ValueTask.CompletedTask;
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
