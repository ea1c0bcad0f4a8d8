using System.Text;

namespace DockerPS.Engine.Streams.Protobuf;

/// <summary>
/// Reads one protobuf message, field by field, as the wire has them: <c>while (reader.ReadField(out int number))</c>, and in it one Read method
/// that fits the field, or none. A value that is not read is skipped, so unknown fields need no code. Nested messages are read by another reader
/// over <see cref="ReadBytes"/>.
/// </summary>
/// <remarks>Everything broken is an <see cref="InvalidResponseException"/>: a cut, a length beyond the end, a value of another wire type.</remarks>
internal ref struct ProtobufReader
{
    private const int MaxVarintBytes = 10;
    private const int LargestNumber = (1 << 29) - 1;
    private const long NanosecondsOfASecond = 1_000_000_000;

    private ReadOnlySpan<byte> _left;
    private bool _hasValue;

    public ProtobufReader(ReadOnlySpan<byte> message) => _left = message;

    /// <summary>How the value of the current field is written.</summary>
    public ProtobufWireType WireType { get; private set; }

    /// <summary>Goes to the next field. A value that was not read is skipped.</summary>
    /// <returns>False at the end of the message.</returns>
    public bool ReadField(out int number)
    {
        if (_hasValue)
        {
            Skip();
        }

        if (_left.IsEmpty)
        {
            number = 0;
            return false;
        }

        ulong tag = TakeVarint();
        ulong field = tag >> 3;
        WireType = (ProtobufWireType)(tag & 7);
        if (field is 0 or > LargestNumber)
        {
            throw Broken($"a field has the number {field}");
        }

        if (WireType is not (ProtobufWireType.Varint or ProtobufWireType.Fixed64 or ProtobufWireType.Bytes or ProtobufWireType.Fixed32))
        {
            throw Broken($"field {field} has the wire type {(int)WireType}");
        }

        number = (int)field;
        _hasValue = true;
        return true;
    }

    /// <summary>An unsigned integer (uint32, uint64), or an enumeration.</summary>
    public ulong ReadVarint()
    {
        Begin(ProtobufWireType.Varint);
        return TakeVarint();
    }

    /// <summary>A signed integer (int32, int64; not sint).</summary>
    public long ReadInt64() => unchecked((long)ReadVarint());

    /// <summary>A 32-bit integer; as every reader does, of a longer one the low bits.</summary>
    public int ReadInt32() => unchecked((int)ReadVarint());

    public bool ReadBool() => ReadVarint() != 0;

    /// <summary>The bytes of a text, a nested message, or just bytes; they lie in the message.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        Begin(ProtobufWireType.Bytes);
        ulong length = TakeVarint();
        return length <= (ulong)_left.Length ? Take((int)length) : throw Broken("a field is longer than the message");
    }

    public string ReadString() => Encoding.UTF8.GetString(ReadBytes());

    /// <summary>A google.protobuf.Timestamp, as UTC. Parts of 100 nanoseconds are cut off.</summary>
    public DateTime ReadTimestamp()
    {
        var timestamp = new ProtobufReader(ReadBytes());
        long seconds = 0;
        long nanoseconds = 0;
        while (timestamp.ReadField(out int number))
        {
            switch (number)
            {
                case 1:
                    seconds = timestamp.ReadInt64();
                    break;
                case 2:
                    nanoseconds = timestamp.ReadInt64();
                    break;
            }
        }

        long first = (DateTime.MinValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
        long last = (DateTime.MaxValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
        return seconds >= first && seconds <= last && nanoseconds is >= 0 and < NanosecondsOfASecond
            ? DateTime.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (nanoseconds / TimeSpan.NanosecondsPerTick))
            : throw Broken("a time is none");
    }

    /// <summary>Passes over the value of the current field.</summary>
    public void Skip()
    {
        switch (WireType)
        {
            case ProtobufWireType.Varint:
                ReadVarint();
                break;
            case ProtobufWireType.Fixed64:
                Begin(ProtobufWireType.Fixed64);
                Take(sizeof(ulong));
                break;
            case ProtobufWireType.Fixed32:
                Begin(ProtobufWireType.Fixed32);
                Take(sizeof(uint));
                break;
            default:
                ReadBytes();
                break;
        }
    }

    private static InvalidResponseException Broken(string why) => new($"The engine sent a protobuf message that cannot be read: {why}.");

    private void Begin(ProtobufWireType expected)
    {
        if (!_hasValue)
        {
            throw new InvalidOperationException("The field has no value that was not read yet.");
        }

        if (WireType != expected)
        {
            throw Broken($"a field has the wire type {WireType} in place of {expected}");
        }

        _hasValue = false;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _left.Length)
        {
            throw Broken("it is cut off");
        }

        ReadOnlySpan<byte> taken = _left[..count];
        _left = _left[count..];
        return taken;
    }

    private ulong TakeVarint()
    {
        ulong value = 0;
        for (int i = 0; i < MaxVarintBytes; i++)
        {
            byte next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                return i < MaxVarintBytes - 1 || next == 1 ? value : throw Broken("a number has more than 64 bits");
            }
        }

        throw Broken("a number has no end");
    }
}
