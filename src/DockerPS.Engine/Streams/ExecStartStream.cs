using System.Buffers.Binary;
using System.Text;

namespace DockerPS.Engine.Streams;

/// <summary>
/// The output of an exec, without the engine's own word that the command did not start: the engine writes that into the
/// stream as if the command had said it. Anything else passes as it comes; only a beginning that could be that word is held back.
/// It does not own the stream.
/// </summary>
internal sealed class ExecStartStream(Stream inner, bool isTty) : Stream
{
    private const int HeaderLength = 8;
    private const int Limit = 16 * 1024;

    private byte[]? _held = new byte[1024];
    private int _start;
    private int _end;
    private bool _passes;

    /// <summary>Why the command did not start, once the stream has ended; null where it did.</summary>
    public string? Error { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    private static ReadOnlySpan<byte> Beginning => "OCI runtime exec failed: "u8;

    private int TextStart => isTty ? 0 : HeaderLength;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _held is null ? inner.ReadAsync(buffer, cancellationToken) : ReadFirstAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask<int> ReadFirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (!_passes)
        {
            if (_end == _held!.Length)
            {
                Array.Resize(ref _held, _held.Length * 2);
            }

            int read = await inner.ReadAsync(_held.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _end += read;
            ReadOnlySpan<byte> bytes = _held.AsSpan(0, _end);
            if (read == 0 && IsError(bytes))
            {
                Error = Encoding.UTF8.GetString(bytes[TextStart..]).Trim();
                return 0;
            }

            _passes = read == 0 || !CanBeError(bytes);
        }

        int count = Math.Min(buffer.Length, _end - _start);
        _held.AsMemory(_start, count).CopyTo(buffer);
        _start += count;
        if (_start == _end)
        {
            _held = null;
        }

        return count;
    }

    private bool IsError(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= TextStart + Beginning.Length
        && bytes.EndsWith("\r\n"u8)
        && (isTty || BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) == bytes.Length - HeaderLength);

    private bool CanBeError(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Limit)
        {
            return false;
        }

        if (!isTty)
        {
            ReadOnlySpan<byte> kind = [1, 0, 0, 0];
            if (!bytes[..Math.Min(kind.Length, bytes.Length)].SequenceEqual(kind[..Math.Min(kind.Length, bytes.Length)])
                || (bytes.Length >= HeaderLength && BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) < bytes.Length - HeaderLength))
            {
                return false;
            }
        }

        ReadOnlySpan<byte> text = bytes[Math.Min(TextStart, bytes.Length)..];
        int known = Math.Min(text.Length, Beginning.Length);
        return text[..known].SequenceEqual(Beginning[..known]);
    }
}
