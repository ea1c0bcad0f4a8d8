using System.IO.Pipes;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace DockerPS.Engine.Transport;

/// <summary>A named pipe. On Windows the engine reads a message of no bytes as the end of what we send.</summary>
internal sealed class NamedPipeDuplexStream : ForwardingDuplexStream
{
    private readonly NamedPipeClientStream _pipe;

    public NamedPipeDuplexStream(NamedPipeClientStream pipe)
        : base(pipe) => _pipe = pipe;

    [SupportedOSPlatform("windows")]
    private void WriteEmptyMessage() => WindowsPipe.WriteEmptyMessage(_pipe.SafePipeHandle);

    protected override async ValueTask CompleteWritesCoreAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            await Task.Run(WriteEmptyMessage, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Elsewhere .NET makes pipes of unix sockets. The handle stays the pipe's own.
        bool held = false;
        try
        {
            _pipe.SafePipeHandle.DangerousAddRef(ref held);
            using var handle = new SafeSocketHandle(_pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false);
            using var socket = new Socket(handle);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
        finally
        {
            if (held)
            {
                _pipe.SafePipeHandle.DangerousRelease();
            }
        }
    }
}
