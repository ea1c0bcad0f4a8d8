using System.Buffers.Binary;

namespace DockerPS.Engine.Session.Grpc;

/// <summary>Cuts the bytes of one direction of a call into its messages: a flag, a length as big-endian, and so many bytes.</summary>
internal sealed class GrpcMessageReader
{
    public const int PrefixLength = 5;

    // containerd's limit, which BuildKit keeps to.
    public const int DefaultLimit = 16 * 1024 * 1024;

    private const int FirstBuffer = 32 * 1024;

    private readonly Func<Memory<byte>, ValueTask<int>> _read;
    private readonly int _limit;
    private readonly byte[] _prefix = new byte[PrefixLength];
    private byte[] _message = [];

    /// <param name="read">Reads some bytes; 0 at the end.</param>
    /// <param name="limit">The bytes of the longest message.</param>
    public GrpcMessageReader(Func<Memory<byte>, ValueTask<int>> read, int limit = DefaultLimit)
    {
        _read = read;
        _limit = limit;
    }

    /// <summary>Reads one message, which is good until the next is read; null at the end.</summary>
    /// <exception cref="GrpcException">The message is too long, compressed, or cut off.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync()
    {
        int there = await FillAsync(_prefix).ConfigureAwait(false);
        if (there == 0)
        {
            return null;
        }

        if (there < PrefixLength)
        {
            throw CutOff();
        }

        if (_prefix[0] != 0)
        {
            throw new GrpcException(GrpcStatus.Unimplemented, "compressed messages are not supported");
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(_prefix.AsSpan(1));
        if (length > _limit)
        {
            throw new GrpcException(GrpcStatus.ResourceExhausted, $"a message of {length} bytes is longer than {_limit}");
        }

        return await ReadBodyAsync((int)length).ConfigureAwait(false);
    }

    private static GrpcException CutOff() => new(GrpcStatus.Internal, "a message is cut off");

    // The buffer grows with what has come, not with what was announced.
    private async ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(int length)
    {
        int there = 0;
        while (there < length)
        {
            if (there == _message.Length)
            {
                Array.Resize(ref _message, Math.Max(FirstBuffer, _message.Length * 2));
            }

            Memory<byte> room = _message.AsMemory(there, Math.Min(length, _message.Length) - there);
            int read = await FillAsync(room).ConfigureAwait(false);
            there = read == room.Length ? there + read : throw CutOff();
        }

        return _message.AsMemory(0, length);
    }

    private async ValueTask<int> FillAsync(Memory<byte> buffer)
    {
        int there = 0;
        while (there < buffer.Length)
        {
            int read = await _read(buffer[there..]).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            there += read;
        }

        return there;
    }
}
