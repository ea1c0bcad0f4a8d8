using DockerPS.Engine.Session.Hpack;

namespace DockerPS.Engine.Session.Http2;

/// <summary>One request of the client, and the answer to it. Its handler reads and writes it; what the client gives up is cancelled.</summary>
internal sealed class Http2Stream : IDisposable
{
    private readonly object _gate = new();
    private readonly Http2Server _server;
    private readonly ByteQueue _received = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly int _window;
    private TaskCompletionSource? _reading;
    private int _mayCome;
    private int _toReturn;
    private bool _remoteEnded;
    private bool _isAborted;

    public Http2Stream(Http2Server server, int id, IReadOnlyList<HeaderField> headers, int receiveWindow, long sendWindow)
    {
        _server = server;
        Id = id;
        Headers = headers;
        _window = _mayCome = receiveWindow;
        SendWindow = sendWindow;
        Aborted = _aborted.Token;
    }

    public int Id { get; }

    /// <summary>The lines of the request, those with a colon (:path) first.</summary>
    public IReadOnlyList<HeaderField> Headers { get; }

    /// <summary>Cancelled when the client gives the request up, and when the connection ends.</summary>
    public CancellationToken Aborted { get; }

    /// <summary>Whether the answer is complete.</summary>
    public bool LocalEnded { get; private set; }

    public bool RemoteEnded
    {
        get
        {
            lock (_gate)
            {
                return _remoteEnded;
            }
        }
    }

    /// <summary>What the client still takes. Only the server touches it, behind its own lock; it can be negative.</summary>
    internal long SendWindow { get; set; }

    /// <summary>A line of the request by its name; null where it has none.</summary>
    public string? Header(string name)
    {
        foreach (HeaderField field in Headers)
        {
            if (field.Name == name)
            {
                return field.Value;
            }
        }

        return null;
    }

    /// <summary>Reads what the client sends.</summary>
    /// <returns>0 at its end.</returns>
    /// <exception cref="OperationCanceledException">The client gave the request up, or the connection ended.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                Aborted.ThrowIfCancellationRequested();
                if (_received.Length > 0)
                {
                    int count = _received.Take(buffer.Span);
                    Return(count);
                    return count;
                }

                if (_remoteEnded)
                {
                    return 0;
                }

                _reading ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                more = _reading.Task;
            }

            await more.WaitAsync(Aborted).ConfigureAwait(false);
        }
    }

    /// <summary>Sends headers or trailers.</summary>
    public ValueTask SendHeadersAsync(IEnumerable<HeaderField> fields, bool endStream)
    {
        byte flags = endStream ? (byte)(Http2Flags.EndHeaders | Http2Flags.EndStream) : Http2Flags.EndHeaders;
        byte[] block = HpackEncoder.Encode(fields);
        if (block.Length > Http2Frame.DefaultMaxPayload)
        {
            throw new ArgumentException("The headers of an answer do not fit into one frame.", nameof(fields));
        }

        LocalEnded |= endStream;
        return _server.SendAsync(this, Http2Frame.Encode(Http2FrameType.Headers, flags, Id, block));
    }

    /// <summary>Sends data, as fast as the client takes it.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> data)
    {
        while (!data.IsEmpty)
        {
            int count = await _server.TakeWindowAsync(this, data.Length).ConfigureAwait(false);
            await _server.SendAsync(this, Http2Frame.Encode(Http2FrameType.Data, Http2Flags.None, Id, data.Span[..count])).ConfigureAwait(false);
            data = data[count..];
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isAborted = true;
        }

        _aborted.Dispose();
    }

    /// <summary>Takes what came for the stream.</summary>
    /// <param name="data">The bytes without padding.</param>
    /// <param name="length">The bytes that flow control counts, padding included.</param>
    internal void Receive(ReadOnlySpan<byte> data, int length)
    {
        lock (_gate)
        {
            if (_remoteEnded)
            {
                throw new Http2Exception(Http2ErrorCode.StreamClosed, "data came behind its end", Id);
            }

            if (length > _mayCome)
            {
                throw new Http2Exception(Http2ErrorCode.FlowControlError, "more data came than was asked for", Id);
            }

            _mayCome -= length;
            _received.Put(data);
            Return(length - data.Length);
            Wake();
        }
    }

    internal void EndReceiving()
    {
        lock (_gate)
        {
            _remoteEnded = true;
            Wake();
        }
    }

    /// <summary>Ends whatever the handler does with the stream. What waits for the token goes on elsewhere: this is called by who reads the connection.</summary>
    internal void Abort()
    {
        lock (_gate)
        {
            if (_isAborted)
            {
                return;
            }

            _isAborted = true;
            _ = _aborted.CancelAsync();
        }
    }

    // The client may send as much again, once it is worth a frame.
    private void Return(int count)
    {
        _toReturn += count;
        if (_toReturn >= _window / 2 && !_remoteEnded)
        {
            _mayCome += _toReturn;
            _server.Answer(Http2Frame.Encode(Http2FrameType.WindowUpdate, Id, _toReturn));
            _toReturn = 0;
        }
    }

    private void Wake()
    {
        _reading?.TrySetResult();
        _reading = null;
    }
}
