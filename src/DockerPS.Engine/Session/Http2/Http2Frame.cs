using System.Buffers.Binary;

namespace DockerPS.Engine.Session.Http2;

/// <summary>One frame as it came. The payload is good until the next one is read.</summary>
internal readonly record struct Http2Frame(Http2FrameType Type, byte Flags, int StreamId, ReadOnlyMemory<byte> Payload)
{
    public const int HeaderLength = 9;

    /// <summary>The largest payload that both sides take without having agreed on more. We never ask for more.</summary>
    public const int DefaultMaxPayload = 16384;

    public bool Has(byte flag) => (Flags & flag) != 0;

    /// <summary>The bytes of a frame.</summary>
    public static byte[] Encode(Http2FrameType type, byte flags, int streamId, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[HeaderLength + payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)payload.Length << 8 | (uint)type);
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), streamId);
        payload.CopyTo(frame.AsSpan(HeaderLength));
        return frame;
    }

    /// <summary>A frame whose payload is one number: WINDOW_UPDATE, RST_STREAM.</summary>
    public static byte[] Encode(Http2FrameType type, int streamId, int number)
    {
        Span<byte> payload = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(payload, number);
        return Encode(type, Http2Flags.None, streamId, payload);
    }

    /// <summary>The payload of a DATA or HEADERS frame without its padding.</summary>
    public ReadOnlyMemory<byte> WithoutPadding()
    {
        if (!Has(Http2Flags.Padded))
        {
            return Payload;
        }

        if (Payload.Length < 1 || Payload.Span[0] >= Payload.Length)
        {
            throw new Http2Exception(Http2ErrorCode.ProtocolError, "a frame has more padding than it has bytes");
        }

        return Payload[1..^Payload.Span[0]];
    }
}
