using System.Text.Json;

namespace DockerPS.Engine.Streams;

/// <summary>An archive of images as it comes from the engine. What goes wrong once the archive has begun the engine writes behind it, as a JSON message:
/// the archive's end then is an error, and nobody takes a part for the whole.</summary>
internal sealed class SavedArchiveStream(Stream inner) : Stream
{
    // The messages are some hundred bytes; one that is longer is not seen.
    private const int TailSize = 4 * 1024;

    private readonly byte[] _tail = new byte[TailSize];
    private int _kept;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="OperationFailedException">The engine could not finish the archive.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read > 0)
        {
            Keep(buffer.Span[..read]);
        }
        else if (!buffer.IsEmpty)
        {
            ThrowIfBroken();
        }

        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > TailSize)
        {
            bytes = bytes[^TailSize..];
        }

        int stay = Math.Min(_kept, TailSize - bytes.Length);
        _tail.AsSpan(_kept - stay, stay).CopyTo(_tail);
        bytes.CopyTo(_tail.AsSpan(stay));
        _kept = stay + bytes.Length;
    }

    private void ThrowIfBroken()
    {
        ReadOnlySpan<byte> tail = _tail.AsSpan(0, _kept).TrimEnd("\r\n"u8);

        // A whole archive ends in zeros.
        int start = tail.EndsWith("}"u8) ? tail.LastIndexOf("{\"errorDetail\""u8) : -1;
        if (start < 0)
        {
            return;
        }

        JsonMessage? message;
        try
        {
            message = JsonSerializer.Deserialize(tail[start..], StreamJsonContext.Default.JsonMessage);
        }
        catch (JsonException)
        {
            return;
        }

        message?.ThrowIfError(StreamOperation.Save);
    }
}
