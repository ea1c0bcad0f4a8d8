using System.Buffers.Binary;

namespace DockerPS.Engine.Session.Grpc;

/// <summary>Puts the prefix before a message.</summary>
internal static class GrpcMessage
{
    public static byte[] Frame(ReadOnlySpan<byte> message)
    {
        var framed = new byte[GrpcMessageReader.PrefixLength + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed.AsSpan(GrpcMessageReader.PrefixLength));
        return framed;
    }
}
