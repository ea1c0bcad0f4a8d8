namespace DockerPS.Engine.Streams;

/// <summary>
/// Cuts the bytes of one output into lines at \n or \r\n. Lines are cut as bytes and decoded whole: no UTF-8 sequence
/// contains a newline, so a character that is split over frames comes together here without a decoder's state.
/// </summary>
internal sealed class LineSplitter
{
    /// <summary>A longer line is given in pieces of this many bytes: no output can fill the memory.</summary>
    public const int DefaultLimit = 16 * 1024 * 1024;

    private const int KeptCarry = 256 * 1024;

    private readonly int _limit;
    private ReadOnlyMemory<byte> _chunk;
    private byte[] _carry = [];
    private int _carried;
    private int _handedOut;

    public LineSplitter(int limit = DefaultLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 4);
        _limit = limit;
    }

    /// <summary>True while the last line has begun and not ended.</summary>
    public bool IsInLine => _carried > _handedOut || !_chunk.IsEmpty;

    /// <summary>Gives the next bytes; those of the call before must have been read to the end.</summary>
    public void Append(ReadOnlyMemory<byte> chunk) => _chunk = chunk;

    /// <summary>The next whole line, or the next piece of one that is too long. It is valid until the next call.</summary>
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        DropHandedOut();
        ReadOnlySpan<byte> chunk = _chunk.Span;
        if (chunk.IsEmpty)
        {
            line = default;
            return false;
        }

        int end = chunk.IndexOf((byte)'\n');
        int length = end < 0 ? chunk.Length : end;
        if (LengthWith(chunk[..length]) > _limit)
        {
            line = TakePiece();
            return true;
        }

        if (end >= 0 && _carried == 0)
        {
            line = WithoutReturn(chunk[..end]);
            _chunk = _chunk[(end + 1)..];
            return true;
        }

        Carry(chunk[..length]);
        if (end < 0)
        {
            _chunk = default;
            line = default;
            return false;
        }

        _chunk = _chunk[(end + 1)..];
        _handedOut = _carried;
        line = WithoutReturn(_carry.AsSpan(0, _carried));
        return true;
    }

    /// <summary>The last line where the output ended without a newline.</summary>
    public bool TryReadRest(out ReadOnlySpan<byte> line)
    {
        DropHandedOut();
        line = WithoutReturn(_carry.AsSpan(0, _carried));
        _handedOut = _carried;
        return _carried > 0;
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) =>
        !line.IsEmpty && line[^1] == (byte)'\r' ? line[..^1] : line;

    // A return at the end is not counted: it may turn out to be half of the line's end.
    private int LengthWith(ReadOnlySpan<byte> more)
    {
        ReadOnlySpan<byte> last = more.IsEmpty ? _carry.AsSpan(0, _carried) : more;
        return _carried + more.Length - (last.Length - WithoutReturn(last).Length);
    }

    private ReadOnlySpan<byte> TakePiece()
    {
        int taken = Math.Max(0, _limit - _carried);
        Carry(_chunk.Span[..taken]);
        _chunk = _chunk[taken..];
        _handedOut = LastWholeCharacter(_carry.AsSpan(0, _limit));
        return _carry.AsSpan(0, _handedOut);
    }

    private static int LastWholeCharacter(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= 3; back++)
        {
            byte b = bytes[^back];
            if ((b & 0xC0) == 0x80)
                continue;

            int length = b switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
            return length > back ? bytes.Length - back : bytes.Length;
        }

        return bytes.Length;
    }

    private void Carry(ReadOnlySpan<byte> bytes)
    {
        if (_carry.Length - _carried < bytes.Length)
            Array.Resize(ref _carry, Math.Max(_carried + bytes.Length, Math.Min(_carry.Length * 2, _limit)));

        bytes.CopyTo(_carry.AsSpan(_carried));
        _carried += bytes.Length;
    }

    private void DropHandedOut()
    {
        if (_handedOut == 0)
            return;

        ReadOnlySpan<byte> rest = _carry.AsSpan(_handedOut, _carried - _handedOut);
        if (_carry.Length > KeptCarry && rest.Length < KeptCarry)
            _carry = rest.ToArray();
        else
            rest.CopyTo(_carry);

        _carried = rest.Length;
        _handedOut = 0;
    }
}
