using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Engine.Streams;

/// <summary>Tells how much was written to another stream, which it does not own.</summary>
/// <param name="target">The other stream.</param>
/// <param name="total">How much there will be; null where that is not known.</param>
/// <param name="progress">Told of it.</param>
internal sealed class MeteredStream(Stream target, long? total, IProgress<ArchiveProgress> progress) : Stream
{
    private long _done;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await target.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count(buffer.Length);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        target.Write(buffer, offset, count);
        Count(count);
    }

    public override void Flush() => target.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => target.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Count(int bytes) => progress.Report(new ArchiveProgress(_done += bytes, total, 0, null));
}
