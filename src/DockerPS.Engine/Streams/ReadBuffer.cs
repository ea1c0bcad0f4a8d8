namespace DockerPS.Engine.Streams;

/// <summary>What was read from a stream and not used yet. It grows only by bytes that have come, never by a length that the wire announced.</summary>
internal sealed class ReadBuffer
{
    private readonly Stream _stream;
    private byte[] _bytes;
    private int _start;
    private int _end;

    public ReadBuffer(Stream stream, int size)
    {
        _stream = stream;
        _bytes = new byte[size];
    }

    public int Length => _end - _start;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(_start, _end - _start);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(_start, _end - _start);

    public void Consume(int count) => _start += count;

    /// <summary>Reads once, behind what is there.</summary>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="ConnectionLostException">The connection broke.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        int read;
        try
        {
            read = await _stream.ReadAsync(_bytes.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new ConnectionLostException($"The connection to the engine broke: {exception.Message}", exception);
        }

        _end += read;
        return read > 0;
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end < _bytes.Length)
        {
            return;
        }
        else if (_start >= _bytes.Length / 2)
        {
            Span.CopyTo(_bytes);
            _end -= _start;
            _start = 0;
        }
        else
        {
            byte[] larger = new byte[_bytes.Length * 2];
            Span.CopyTo(larger);
            _bytes = larger;
            _end -= _start;
            _start = 0;
        }
    }
}
