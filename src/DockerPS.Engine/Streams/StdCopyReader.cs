using System.Buffers.Binary;
using System.Text;

namespace DockerPS.Engine.Streams;

/// <summary>
/// The output of a container without a TTY: frames of 8 bytes (stream, three zeros, length as big-endian) and the data.
/// A frame that is longer than the buffer is handed out in parts.
/// </summary>
internal sealed class StdCopyReader : OutputReader
{
    private const int HeaderLength = 8;
    private const byte StandardError = 2;
    private const byte SystemError = 3;
    private const int ErrorTextLimit = 32 * 1024;

    // A log entry's timestamp is never torn from its start, so that a reader of lines can find it there.
    private const int SmallestStart = 64;

    private uint _left;
    private OutputStream _stream;

    public StdCopyReader(Stream stream)
        : base(stream)
    {
    }

    protected override bool TryTake(out OutputChunk chunk)
    {
        chunk = default;
        bool starts = false;
        while (_left == 0)
        {
            if (!TryTakeHeader())
                return false;

            starts = true;
        }

        if (Buffer.Length == 0)
            return false;

        int length = (int)Math.Min(_left, (uint)Buffer.Length);
        chunk = new OutputChunk(_stream, Buffer.Memory[..length], starts);
        Buffer.Consume(length);
        _left -= (uint)length;
        return true;
    }

    protected override void AtEnd()
    {
        if (_left > 0 || Buffer.Length > 0)
            throw new ConnectionLostException("The connection to the engine ended in the middle of the output.");
    }

    private bool TryTakeHeader()
    {
        ReadOnlySpan<byte> buffered = Buffer.Span;
        if (buffered.Length < HeaderLength)
            return false;

        uint head = BinaryPrimitives.ReadUInt32BigEndian(buffered);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(buffered[4..]);
        byte kind = (byte)(head >> 24);
        if (kind > SystemError || (head & 0xFFFFFF) != 0)
        {
            throw new InvalidResponseException(
                $"The engine sent output that is not in frames (a frame cannot begin with 0x{head:x8}); the container may have a TTY.");
        }

        if (kind == SystemError)
            return ThrowWhenComplete(buffered[HeaderLength..], length);

        if (buffered.Length - HeaderLength < Math.Min(length, SmallestStart))
            return false;

        // The engine's own reader takes stdin frames (an echo of attached input) as standard output too.
        _stream = kind == StandardError ? OutputStream.StandardError : OutputStream.StandardOutput;
        _left = length;
        Buffer.Consume(HeaderLength);
        return true;
    }

    private static bool ThrowWhenComplete(ReadOnlySpan<byte> text, uint length)
    {
        int wanted = (int)Math.Min(length, ErrorTextLimit);
        if (text.Length < wanted)
            return false;

        throw new DockerApiException(500, Encoding.UTF8.GetString(text[..wanted]).Trim());
    }
}
