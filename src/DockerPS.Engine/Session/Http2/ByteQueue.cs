namespace DockerPS.Engine.Session.Http2;

/// <summary>Bytes that wait to be read. It grows with what is put in, and not by the number of pieces.</summary>
internal sealed class ByteQueue
{
    private byte[] _bytes = [];
    private int _start;
    private int _end;

    public int Length => _end - _start;

    public void Put(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _bytes.Length - _end)
        {
            int needed = Length + bytes.Length;
            byte[] target = needed <= _bytes.Length ? _bytes : new byte[Math.Max(needed, _bytes.Length * 2)];
            _bytes.AsSpan(_start, Length).CopyTo(target);
            _end = Length;
            _start = 0;
            _bytes = target;
        }

        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
    }

    public int Take(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, Length);
        _bytes.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
        }

        return count;
    }
}
