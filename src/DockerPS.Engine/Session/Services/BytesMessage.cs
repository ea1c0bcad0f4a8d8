using DockerPS.Engine.Streams.Protobuf;

namespace DockerPS.Engine.Session.Services;

/// <summary>The message of all BuildKit services that pass a stream of bytes: field 1 has them.</summary>
internal static class BytesMessage
{
    /// <summary>The bytes of a message, within it.</summary>
    public static ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> message)
    {
        var reader = new ProtobufReader(message.Span);
        ReadOnlyMemory<byte> data = default;
        while (reader.ReadField(out int number))
        {
            if (number == 1)
            {
                ReadOnlySpan<byte> found = reader.ReadBytes();
                message.Span.Overlaps(found, out int offset);
                data = found.IsEmpty ? default : message.Slice(offset, found.Length);
            }
        }

        return data;
    }

    public static ReadOnlyMemory<byte> Write(ReadOnlySpan<byte> data)
    {
        var writer = new ProtobufWriter();
        writer.WriteBytes(1, data);
        return writer.Message;
    }
}
