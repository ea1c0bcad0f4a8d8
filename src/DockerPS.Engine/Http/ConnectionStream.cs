using System.Net.Security;
using DockerPS.Engine.Transport;

namespace DockerPS.Engine.Http;

/// <summary>What the HTTP handler reads and writes: the transport, or the handler's own TLS over it. It keeps the clock of the request, and can be taken away from the handler.</summary>
internal sealed class ConnectionStream : ForwardingDuplexStream
{
    private int _detached;
    private bool _writeFailed;
    private long _received;

    public ConnectionStream(Stream inner)
        : base(inner)
    {
    }

    /// <summary>True once anything was read.</summary>
    public bool HasReceived => Volatile.Read(ref _received) != 0;

    /// <summary>True once the other side no longer takes what is written.</summary>
    public bool WriteFailed => Volatile.Read(ref _writeFailed);

    private bool IsDetached => Volatile.Read(ref _detached) != 0;

    /// <summary>Takes the connection from the handler: from now on it reads the end, writes to nobody, and closes nothing.</summary>
    public DuplexStream Detach()
    {
        Volatile.Write(ref _detached, 1);
        return new DetachedStream(this);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsDetached)
        {
            return ValueTask.FromResult(0);
        }

        ValueTask<int> read = Inner.ReadAsync(buffer, cancellationToken);
        if (HasReceived)
        {
            return read;
        }

        return CountAsync(read);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsDetached)
        {
            return;
        }

        RequestClock? clock = RequestClock.Current;
        clock?.BeginWrite(this);
        if (WriteFailed)
        {
            return;
        }

        try
        {
            await Inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // An engine that refuses an upload answers, then closes. The handler would give up here and lose the answer;
            // so it goes on to read, and finds the answer, or the end of the connection.
            Volatile.Write(ref _writeFailed, true);
        }

        clock?.EndWrite();
    }

    protected override async ValueTask CompleteWritesCoreAsync(CancellationToken cancellationToken)
    {
        switch (Inner)
        {
            case SslStream tls:
                await tls.ShutdownAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
                break;
            case DuplexStream duplex:
                await duplex.CompleteWritesAsync(cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new NotSupportedException("This connection cannot end its sending side alone.");
        }
    }

    public override ValueTask DisposeAsync() => IsDetached ? ValueTask.CompletedTask : base.DisposeAsync();

    protected override void Dispose(bool disposing)
    {
        if (!IsDetached)
        {
            base.Dispose(disposing);
        }
    }

    private async ValueTask<int> CountAsync(ValueTask<int> pending)
    {
        int read = await pending.ConfigureAwait(false);
        Volatile.Write(ref _received, read);
        return read;
    }

    private sealed class DetachedStream : ForwardingDuplexStream
    {
        private readonly ConnectionStream _connection;

        public DetachedStream(ConnectionStream connection)
            : base(connection.Inner) => _connection = connection;

        protected override ValueTask CompleteWritesCoreAsync(CancellationToken cancellationToken) => _connection.CompleteWritesCoreAsync(cancellationToken);
    }
}
