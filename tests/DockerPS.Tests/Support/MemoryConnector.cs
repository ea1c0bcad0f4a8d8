using System.Net;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Transport;

namespace DockerPS.Tests.Support;

/// <summary>Connections without a network: each gives the pieces it was made with, one a read, and then its end.</summary>
internal sealed class MemoryConnector : EngineConnector
{
    private readonly Queue<byte[][]> _connections;

    public MemoryConnector(params byte[][][] connections)
        : base(new DockerEndpoint { Scheme = EndpointScheme.Unix, Address = "/memory" }, TimeSpan.FromSeconds(30)) =>
        _connections = new Queue<byte[][]>(connections);

    public override ValueTask<DuplexStream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        lock (_connections)
        {
            return ValueTask.FromResult<DuplexStream>(new PieceStream(_connections.Dequeue()));
        }
    }

    private sealed class PieceStream : DuplexStream
    {
        private readonly Queue<byte[]> _pieces;
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private ReadOnlyMemory<byte> _piece;

        public PieceStream(byte[][] pieces) => _pieces = new Queue<byte[]>(pieces);

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override ValueTask CompleteWritesAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            // An answer before its question would be taken for noise on an idle connection.
            await _asked.Task.WaitAsync(cancellationToken);
            if (_piece.IsEmpty && _pieces.TryDequeue(out byte[]? next))
            {
                _piece = next;
            }

            int count = Math.Min(buffer.Length, _piece.Length);
            _piece[..count].CopyTo(buffer);
            _piece = _piece[count..];
            return count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _asked.TrySetResult();
            return ValueTask.CompletedTask;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }
}
