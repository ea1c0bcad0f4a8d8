namespace DockerPS.Tests.Streams.Tar;

/// <summary>Hands bytes out in pieces of at most some length.</summary>
internal sealed class ChunkStream(byte[] bytes, int chunk) : MemoryStream(bytes, writable: false)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer.Length > chunk ? buffer[..chunk] : buffer, cancellationToken);
}
