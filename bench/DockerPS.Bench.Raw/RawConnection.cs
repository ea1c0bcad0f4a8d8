using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace DockerPS.Bench.Raw;

/// <summary>As much of HTTP/1.1 as the raw exchange needs, on one blocking connection: requests go out, answers are dropped or read as text.</summary>
internal sealed class RawConnection(Stream stream) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private long? _length;
    private bool _isChunked;

    public void Dispose() => stream.Dispose();

    /// <summary>Sends a request and reads the head of its answer; an error status is an exception with the engine's words.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path with its query.</param>
    /// <param name="json">The body.</param>
    /// <param name="header">One more line of the head, without its end.</param>
    public int Send(string method, string path, string? json = null, string? header = null)
    {
        byte[] body = json is null ? [] : Encoding.UTF8.GetBytes(json);
        string more = (json is null ? "" : "Content-Type: application/json\r\n") + (header is null ? "" : header + "\r\n");
        byte[] head = Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: docker\r\n{more}Content-Length: {body.Length}\r\n\r\n");
        stream.Write([.. head, .. body]);
        return ReadHead(path);
    }

    /// <summary>Sends a request that takes the connection over.</summary>
    public void Upgrade(string path, string json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        byte[] head = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        stream.Write([.. head, .. body]);
        ReadHead(path);
    }

    /// <summary>Sends a request whose body is made while it is sent, in chunks.</summary>
    public int SendChunked(string method, string path, IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        stream.Write(Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: docker\r\nContent-Type: application/x-tar\r\nTransfer-Encoding: chunked\r\n\r\n"));
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            stream.Write(Encoding.ASCII.GetBytes(piece.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            stream.Write(piece.Span);
            stream.Write("\r\n"u8);
        }

        stream.Write("0\r\n\r\n"u8);
        return ReadHead(path);
    }

    /// <summary>Reads the body to its end and drops it. Returns its length.</summary>
    public long Drop()
    {
        long total = 0;
        for (ReadOnlySpan<byte> piece = NextPiece(); !piece.IsEmpty; piece = NextPiece())
        {
            total += piece.Length;
        }

        return total;
    }

    /// <summary>Reads the body to its end into a stream.</summary>
    public void CopyTo(Stream target)
    {
        for (ReadOnlySpan<byte> piece = NextPiece(); !piece.IsEmpty; piece = NextPiece())
        {
            target.Write(piece);
        }
    }

    /// <summary>Reads the body to its end as text.</summary>
    public string ReadText()
    {
        using var kept = new MemoryStream();
        for (ReadOnlySpan<byte> piece = NextPiece(); !piece.IsEmpty; piece = NextPiece())
        {
            kept.Write(piece);
        }

        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }

    /// <summary>Reads what comes on a connection that was taken over, until the other side ends it.</summary>
    public void DropUntilEnd()
    {
        _start = _end = 0;
        while (stream.Read(_buffer) > 0)
        {
        }
    }

    private int ReadHead(string path)
    {
        int blank;
        while ((blank = Buffered.IndexOf("\r\n\r\n"u8)) < 0)
        {
            Fill();
        }

        string head = Encoding.ASCII.GetString(Buffered[..blank]);
        _start += blank + 4;
        int status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
        bool hasBody = status is not (101 or 204 or 304);
        _isChunked = hasBody && head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase);
        _length = !hasBody || _isChunked ? 0 : ContentLength(head);
        return status < 400 ? status : throw new InvalidOperationException($"{path} answers {status}: {ReadText()}");
    }

    // Null is a body that ends with its connection.
    private static long? ContentLength(string head)
    {
        const string Name = "\r\nContent-Length:";
        int at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        ReadOnlySpan<char> rest = head.AsSpan(at + Name.Length);
        int end = rest.IndexOf('\r');
        return long.Parse(end < 0 ? rest : rest[..end], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }

    private ReadOnlySpan<byte> Buffered => _buffer.AsSpan(_start, _end - _start);

    private ReadOnlySpan<byte> NextPiece()
    {
        if (_length == 0 && !(_isChunked && NextChunk()))
        {
            return [];
        }

        if (_start == _end && !TryFill())
        {
            return _length is null ? [] : throw Ended();
        }

        int count = (int)Math.Min(_length ?? int.MaxValue, _end - _start);
        ReadOnlySpan<byte> piece = _buffer.AsSpan(_start, count);
        _start += count;
        _length -= count;
        return piece;
    }

    // The line end behind a chunk is skipped with the head of the next one.
    private bool NextChunk()
    {
        while (true)
        {
            ReadOnlySpan<byte> rest = Buffered;
            int skip = rest.StartsWith("\r\n"u8) ? 2 : 0;
            int end = rest.Length > skip ? rest[skip..].IndexOf("\r\n"u8) : -1;
            if (end < 0)
            {
                Fill();
                continue;
            }

            if (!Utf8Parser.TryParse(rest.Slice(skip, end), out long length, out _, 'x'))
            {
                throw new InvalidDataException("A chunk has no length.");
            }

            _start += skip + end + 2;
            if (length > 0)
            {
                _length = length;
                return true;
            }

            while (_end - _start < 2)
            {
                Fill();
            }

            _start += 2;
            _isChunked = false;
            return false;
        }
    }

    private void Fill()
    {
        if (!TryFill())
        {
            throw Ended();
        }
    }

    private bool TryFill()
    {
        if (_start > 0)
        {
            Buffered.CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    private static EndOfStreamException Ended() => new("The engine ended the connection in the middle of an answer.");
}
