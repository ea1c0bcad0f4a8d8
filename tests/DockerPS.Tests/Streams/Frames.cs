using System.Buffers.Binary;
using System.Text;

namespace DockerPS.Tests.Streams;

/// <summary>Makes what an engine sends for a container without a TTY.</summary>
internal static class Frames
{
    public static byte[] Frame(byte kind, string text) => Frame(kind, Encoding.UTF8.GetBytes(text));

    public static byte[] Frame(byte kind, byte[] data)
    {
        byte[] frame = new byte[8 + data.Length];
        frame[0] = kind;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)data.Length);
        data.CopyTo(frame, 8);
        return frame;
    }

    public static byte[] Join(params byte[][] frames) => [.. frames.SelectMany(frame => frame)];
}
