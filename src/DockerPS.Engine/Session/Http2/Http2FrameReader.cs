using System.Buffers.Binary;
using DockerPS.Engine.Streams;

namespace DockerPS.Engine.Session.Http2;

/// <summary>Cuts the bytes of a client into its preface and frames.</summary>
internal sealed class Http2FrameReader
{
    private const int ReadSize = 32 * 1024;

    private readonly ReadBuffer _buffer;
    private int _used;

    public Http2FrameReader(Stream stream) => _buffer = new ReadBuffer(stream, ReadSize);

    /// <summary>What a client sends before its first frame.</summary>
    public static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>Reads the preface.</summary>
    /// <returns>False where the connection ended before it.</returns>
    public async ValueTask<bool> ReadPrefaceAsync(CancellationToken cancellationToken)
    {
        int length = Preface.Length;
        while (true)
        {
            int there = Math.Min(length, _buffer.Length);
            if (!_buffer.Span[..there].SequenceEqual(Preface[..there]))
            {
                throw new Http2Exception(Http2ErrorCode.ProtocolError, "what came first is not the preface of HTTP/2");
            }

            if (there == length)
            {
                _buffer.Consume(length);
                return true;
            }

            if (!await _buffer.FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return there == 0 ? false : throw CutOff();
            }
        }
    }

    /// <summary>Reads the next frame; null where the connection ended between two.</summary>
    public async ValueTask<Http2Frame?> ReadAsync(CancellationToken cancellationToken)
    {
        _buffer.Consume(_used);
        _used = 0;
        while (true)
        {
            if (TryTake(out Http2Frame frame))
            {
                return frame;
            }

            if (!await _buffer.FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return _buffer.Length == 0 ? null : throw CutOff();
            }
        }
    }

    private static ConnectionLostException CutOff() => new("The connection to the engine ended in the middle of a frame of its build session.");

    private bool TryTake(out Http2Frame frame)
    {
        frame = default;
        ReadOnlySpan<byte> span = _buffer.Span;
        if (span.Length < Http2Frame.HeaderLength)
        {
            return false;
        }

        int length = (int)(BinaryPrimitives.ReadUInt32BigEndian(span) >> 8);
        var type = (Http2FrameType)span[3];
        if (length > Http2Frame.DefaultMaxPayload)
        {
            throw new Http2Exception(Http2ErrorCode.FrameSizeError, $"a frame has {length} bytes");
        }

        if (span.Length < Http2Frame.HeaderLength + length)
        {
            return false;
        }

        int streamId = BinaryPrimitives.ReadInt32BigEndian(span[5..]) & int.MaxValue;
        frame = new Http2Frame(type, span[4], streamId, _buffer.Memory.Slice(Http2Frame.HeaderLength, length));
        _used = Http2Frame.HeaderLength + length;
        return true;
    }
}
