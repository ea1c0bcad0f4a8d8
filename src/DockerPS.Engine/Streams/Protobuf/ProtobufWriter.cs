using System.Buffers;
using System.Text;

namespace DockerPS.Engine.Streams.Protobuf;

/// <summary>Writes one protobuf message. Every value that is given is written, the default of its type, too.</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> _message = new();

    /// <summary>The message as far as it is written.</summary>
    public ReadOnlyMemory<byte> Message => _message.WrittenMemory;

    /// <summary>An unsigned integer, an enumeration, or a signed integer that is not negative.</summary>
    public void WriteVarint(int number, ulong value)
    {
        PutTag(number, ProtobufWireType.Varint);
        Put(value);
    }

    public void WriteInt64(int number, long value) => WriteVarint(number, unchecked((ulong)value));

    public void WriteBool(int number, bool value) => WriteVarint(number, value ? 1UL : 0UL);

    public void WriteBytes(int number, ReadOnlySpan<byte> value)
    {
        PutTag(number, ProtobufWireType.Bytes);
        Put((ulong)value.Length);
        _message.Write(value);
    }

    public void WriteString(int number, string value) => WriteBytes(number, Encoding.UTF8.GetBytes(value));

    /// <summary>A nested message; called several times, an element each of a repeated field.</summary>
    public void WriteMessage(int number, ProtobufWriter message) => WriteBytes(number, message.Message.Span);

    /// <summary>A map&lt;string, string&gt;.</summary>
    public void WriteMap(int number, IEnumerable<KeyValuePair<string, string>> entries)
    {
        foreach (KeyValuePair<string, string> entry in entries)
        {
            var pair = new ProtobufWriter();
            pair.WriteString(1, entry.Key);
            pair.WriteString(2, entry.Value);
            WriteMessage(number, pair);
        }
    }

    private void PutTag(int number, ProtobufWireType type) => Put(((ulong)number << 3) | (ulong)type);

    private void Put(ulong value)
    {
        while (value >= 0x80)
        {
            PutByte((byte)(value | 0x80));
            value >>= 7;
        }

        PutByte((byte)value);
    }

    private void PutByte(byte value)
    {
        _message.GetSpan(1)[0] = value;
        _message.Advance(1);
    }
}
