using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace DockerPS.Tests.Support;

/// <summary>The server's side of one connection: the steps that scripts are made of.</summary>
internal sealed class ScriptedConnection
{
    private readonly Stream _stream;
    private readonly Socket? _socket;
    private readonly CancellationToken _stop;
    private byte[] _unread = [];

    public ScriptedConnection(Stream stream, Socket? socket, int index, CancellationToken stop)
    {
        _stream = stream;
        _socket = socket;
        _stop = stop;
        Index = index;
    }

    /// <summary>Which connection this is, from 0.</summary>
    public int Index { get; }

    /// <summary>Reads a request up to the empty line; null where the client has ended.</summary>
    public async Task<string?> ReadHeadAsync()
    {
        var buffer = new byte[4096];
        int end;
        while ((end = _unread.AsSpan().IndexOf("\r\n\r\n"u8)) < 0)
        {
            int read = await _stream.ReadAsync(buffer, _stop);
            if (read == 0)
            {
                return null;
            }

            _unread = [.. _unread, .. buffer.AsSpan(0, read)];
        }

        string head = Encoding.ASCII.GetString(_unread, 0, end + 4);
        _unread = _unread[(end + 4)..];
        return head;
    }

    /// <summary>Reads exactly that many bytes.</summary>
    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        int early = Math.Min(count, _unread.Length);
        _unread.AsSpan(0, early).CopyTo(bytes);
        _unread = _unread[early..];
        await _stream.ReadExactlyAsync(bytes.AsMemory(early), _stop);
        return bytes;
    }

    /// <summary>Reads until the client ends its sending side.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        all.Write(_unread);
        _unread = [];
        await _stream.CopyToAsync(all, _stop);
        return all.ToArray();
    }

    /// <summary>Reads a body of chunks to its end.</summary>
    public async Task<byte[]> ReadChunksAsync()
    {
        using var all = new MemoryStream();
        while (true)
        {
            string size = "";
            while (!size.EndsWith("\r\n", StringComparison.Ordinal))
            {
                size += (char)(await ReadAsync(1))[0];
            }

            int length = int.Parse(size.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            all.Write(await ReadAsync(length));
            await ReadAsync(2);
            if (length == 0)
            {
                return all.ToArray();
            }
        }
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _stream.WriteAsync(bytes, _stop);
        await _stream.FlushAsync(_stop);
    }

    /// <summary>Sends in pieces of that size, each in a write of its own.</summary>
    public async Task SendInPiecesAsync(string text, int size)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int start = 0; start < bytes.Length; start += size)
        {
            await SendAsync(bytes.AsMemory(start, Math.Min(size, bytes.Length - start)));
        }
    }

    /// <summary>Waits until the client closes, however it does it.</summary>
    public async Task WaitForCloseAsync()
    {
        try
        {
            await ReadToEndAsync();
        }
        catch (IOException)
        {
            // A reset is a close, too.
        }
    }

    /// <summary>Does nothing until the test is over.</summary>
    public Task StallAsync() => Task.Delay(Timeout.InfiniteTimeSpan, _stop);

    /// <summary>Ends the server's sending side in the way of the transport.</summary>
    public async Task EndSendingAsync()
    {
        if (_stream is SslStream tls)
        {
            await tls.ShutdownAsync();
        }
        else
        {
            _socket!.Shutdown(SocketShutdown.Send);
        }
    }

    /// <summary>Breaks a TCP connection with RST.</summary>
    public void Reset()
    {
        _socket!.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
    }

    public void Close() => _stream.Dispose();
}
