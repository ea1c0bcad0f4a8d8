using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using DockerPS.Engine.Session.Hpack;

namespace DockerPS.Engine.Session.Http2;

/// <summary>
/// The server's side of one HTTP/2 connection (RFC 9113), as far as a client that speaks gRPC over it needs one: no push, no priorities, and
/// limits on all that the other side could make grow. Reading never waits for writing, nor for a handler.
/// </summary>
internal sealed class Http2Server : IDisposable
{
    private const int InitialWindow = 65535;
    private const int SettingLength = 6;
    private const int PingLength = 8;
    private const int PriorityLength = 5;
    private const int MaxContinuations = 64;

    // A client that does not read holds up neither a last word nor the end for longer.
    private static readonly TimeSpan s_lastWord = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Dictionary<int, Http2Stream> _streams = [];
    private readonly List<Task> _handlers = [];
    private readonly Func<Http2Stream, Task> _handle;
    private readonly Http2Limits _limits;
    private readonly Http2FrameReader _reader;
    private readonly Http2Output _output;
    private readonly HpackDecoder _decoder;
    private readonly ArrayBufferWriter<byte> _block = new();
    private TaskCompletionSource _windowsChanged = NewSignal();
    private long _sendWindow = InitialWindow;
    private long _initialSendWindow = InitialWindow;
    private int _mayCome;
    private int _toReturn;
    private int _lastStream;
    private int _blockStream;
    private bool _blockEndsStream;
    private int _continuations;
    private int _emptyFrames;

    /// <param name="connection">The connection; it stays open.</param>
    /// <param name="handle">Answers one request. It throws nothing but <see cref="OperationCanceledException"/>.</param>
    /// <param name="limits">The limits.</param>
    public Http2Server(Stream connection, Func<Http2Stream, Task> handle, Http2Limits limits)
    {
        _handle = handle;
        _limits = limits;
        _mayCome = limits.ConnectionWindow;
        _reader = new Http2FrameReader(connection);
        _output = new Http2Output(connection);
        _decoder = new HpackDecoder(limits.HeaderListSize);
    }

    /// <summary>Serves the connection until the client closes it. All handlers have ended when this returns.</summary>
    /// <exception cref="Http2Exception">The client broke the protocol; it was told by a GOAWAY.</exception>
    /// <exception cref="ConnectionLostException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var writing = new CancellationTokenSource();
        Task output = WriteAsync(reading, writing.Token);
        try
        {
            Greet();
            await ReadAsync(reading.Token).ConfigureAwait(false);
        }
        catch (Http2Exception e)
        {
            SayGoodbye(e.Code, e.Message);
            throw;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing can be written any more, which is why reading was ended.
            await output.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            SayGoodbye(Http2ErrorCode.NoError, "");
            throw;
        }
        finally
        {
            await EndAsync(output, writing).ConfigureAwait(false);
        }
    }

    public void Dispose() => _output.Dispose();

    internal void Answer(byte[] frame) => _output.Answer(frame);

    internal ValueTask SendAsync(Http2Stream stream, byte[] frame) => _output.SendAsync(frame, stream.Aborted);

    /// <summary>Waits until the client takes data of a stream, and takes up to a frame of that.</summary>
    internal async ValueTask<int> TakeWindowAsync(Http2Stream stream, int wanted)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                stream.Aborted.ThrowIfCancellationRequested();
                int count = (int)Math.Min(Math.Min(wanted, Http2Frame.DefaultMaxPayload), Math.Min(_sendWindow, stream.SendWindow));
                if (count > 0)
                {
                    _sendWindow -= count;
                    stream.SendWindow -= count;
                    return count;
                }

                changed = _windowsChanged.Task;
            }

            await changed.WaitAsync(stream.Aborted).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static Http2Exception Broken(string why, Http2ErrorCode code = Http2ErrorCode.ProtocolError) => new(code, why);

    private static void RequireLength(Http2Frame frame, int length)
    {
        if (frame.Payload.Length != length)
        {
            throw Broken($"a {frame.Type} frame has {frame.Payload.Length} bytes", Http2ErrorCode.FrameSizeError);
        }
    }

    private static void RequireStream(Http2Frame frame, bool isConnection)
    {
        if (frame.StreamId == 0 != isConnection)
        {
            throw Broken(isConnection ? $"a {frame.Type} frame is of a stream" : $"a {frame.Type} frame is of no stream");
        }
    }

    private async Task WriteAsync(CancellationTokenSource reading, CancellationToken cancellationToken)
    {
        try
        {
            await _output.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            await reading.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void Greet()
    {
        (Http2Setting Setting, int Value)[] settings =
        [
            (Http2Setting.MaxConcurrentStreams, _limits.Streams),
            (Http2Setting.InitialWindowSize, _limits.StreamWindow),
            (Http2Setting.MaxHeaderListSize, _limits.HeaderListSize),
        ];
        var payload = new byte[settings.Length * SettingLength];
        for (int i = 0; i < settings.Length; i++)
        {
            Span<byte> setting = payload.AsSpan(i * SettingLength, SettingLength);
            BinaryPrimitives.WriteUInt16BigEndian(setting, (ushort)settings[i].Setting);
            BinaryPrimitives.WriteInt32BigEndian(setting[2..], settings[i].Value);
        }

        _output.Answer(Http2Frame.Encode(Http2FrameType.Settings, Http2Flags.None, 0, payload));
        if (_limits.ConnectionWindow > InitialWindow)
        {
            _output.Answer(Http2Frame.Encode(Http2FrameType.WindowUpdate, 0, _limits.ConnectionWindow - InitialWindow));
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (!await _reader.ReadPrefaceAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        bool isFirst = true;
        while (await _reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } frame)
        {
            if (isFirst && (frame.Type != Http2FrameType.Settings || frame.Has(Http2Flags.Ack)))
            {
                throw Broken("the first frame is not SETTINGS");
            }

            isFirst = false;
            try
            {
                Take(frame);
            }
            catch (Http2Exception e) when (e.StreamId != 0)
            {
                Reset(e.StreamId, e.Code);
            }
        }
    }

    private void Take(Http2Frame frame)
    {
        if (_blockStream != 0 && (frame.Type != Http2FrameType.Continuation || frame.StreamId != _blockStream))
        {
            throw Broken("headers are interrupted by another frame");
        }

        switch (frame.Type)
        {
            case Http2FrameType.Data:
                TakeData(frame);
                break;
            case Http2FrameType.Headers:
                TakeHeaders(frame);
                break;
            case Http2FrameType.Continuation:
                TakeContinuation(frame);
                break;
            case Http2FrameType.Priority:
                RequireStream(frame, isConnection: false);
                RequireLength(frame, PriorityLength);
                break;
            case Http2FrameType.RstStream:
                TakeReset(frame);
                break;
            case Http2FrameType.Settings:
                TakeSettings(frame);
                break;
            case Http2FrameType.PushPromise:
                throw Broken("a client cannot push");
            case Http2FrameType.Ping:
                RequireStream(frame, isConnection: true);
                RequireLength(frame, PingLength);
                if (!frame.Has(Http2Flags.Ack))
                {
                    _output.Answer(Http2Frame.Encode(Http2FrameType.Ping, Http2Flags.Ack, 0, frame.Payload.Span));
                }

                break;
            case Http2FrameType.GoAway:
                // No new streams will come; those that are open go on, and the client closes the connection.
                RequireStream(frame, isConnection: true);
                break;
            case Http2FrameType.WindowUpdate:
                TakeWindowUpdate(frame);
                break;
        }
    }

    private void TakeData(Http2Frame frame)
    {
        RequireStream(frame, isConnection: false);
        ReadOnlyMemory<byte> data = frame.WithoutPadding();
        _emptyFrames = data.IsEmpty && !frame.Has(Http2Flags.EndStream) ? _emptyFrames + 1 : 0;
        if (_emptyFrames > _limits.EmptyFrames)
        {
            throw Broken("frames without data do not end", Http2ErrorCode.EnhanceYourCalm);
        }

        Count(frame.Payload.Length);
        if (Find(frame.StreamId) is { } stream)
        {
            stream.Receive(data.Span, frame.Payload.Length);
            if (frame.Has(Http2Flags.EndStream))
            {
                stream.EndReceiving();
            }
        }
    }

    // The window of the connection is given back at once: what waits is limited by the windows of the streams, and one whose reader is slow
    // must not hold up the others, the engine's checks of our health among them.
    private void Count(int length)
    {
        _mayCome -= length;
        _toReturn += length;
        if (_mayCome < 0)
        {
            throw Broken("more data came than was asked for", Http2ErrorCode.FlowControlError);
        }

        if (_toReturn >= _limits.ConnectionWindow / 2)
        {
            _output.Answer(Http2Frame.Encode(Http2FrameType.WindowUpdate, 0, _toReturn));
            _mayCome += _toReturn;
            _toReturn = 0;
        }
    }

    private void TakeHeaders(Http2Frame frame)
    {
        if (frame.StreamId % 2 == 0)
        {
            throw Broken("a request has the number of a stream that is not the client's");
        }

        ReadOnlyMemory<byte> part = frame.WithoutPadding();
        if (frame.Has(Http2Flags.Priority))
        {
            part = part.Length >= PriorityLength ? part[PriorityLength..] : throw Broken("headers are shorter than their priority", Http2ErrorCode.FrameSizeError);
        }

        _block.ResetWrittenCount();
        _blockStream = frame.StreamId;
        _blockEndsStream = frame.Has(Http2Flags.EndStream);
        _continuations = 0;
        TakeBlock(part, frame.Has(Http2Flags.EndHeaders));
    }

    private void TakeContinuation(Http2Frame frame)
    {
        if (_blockStream == 0)
        {
            throw Broken("there are no headers to be continued");
        }

        if (++_continuations > MaxContinuations)
        {
            throw Broken("headers do not end", Http2ErrorCode.EnhanceYourCalm);
        }

        TakeBlock(frame.Payload, frame.Has(Http2Flags.EndHeaders));
    }

    private void TakeBlock(ReadOnlyMemory<byte> part, bool isEnd)
    {
        if (_block.WrittenCount + part.Length > _limits.HeaderListSize)
        {
            throw Broken("the headers of a request are too long", Http2ErrorCode.EnhanceYourCalm);
        }

        _block.Write(part.Span);
        if (!isEnd)
        {
            return;
        }

        int id = _blockStream;
        _blockStream = 0;
        List<HeaderField> fields = _decoder.Decode(_block.WrittenSpan);
        if (id > _lastStream)
        {
            _lastStream = id;
            Begin(id, fields);
        }
        else if (Find(id) is { } stream)
        {
            if (!_blockEndsStream || stream.RemoteEnded)
            {
                throw new Http2Exception(Http2ErrorCode.ProtocolError, "a request has headers twice", id);
            }

            stream.EndReceiving();
        }
    }

    private void Begin(int id, List<HeaderField> fields)
    {
        if (!RequestHeaders.AreValid(fields))
        {
            throw new Http2Exception(Http2ErrorCode.ProtocolError, "the headers are not those of a request", id);
        }

        Http2Stream stream;
        lock (_gate)
        {
            if (_streams.Count >= _limits.Streams)
            {
                throw new Http2Exception(Http2ErrorCode.RefusedStream, "too many requests at once", id);
            }

            stream = new Http2Stream(this, id, fields, _limits.StreamWindow, _initialSendWindow);
            _streams.Add(id, stream);
        }

        if (_blockEndsStream)
        {
            stream.EndReceiving();
        }

        Task handler = Task.Run(() => HandleAsync(stream));
        _handlers.RemoveAll(static ended => ended.IsCompleted);
        _handlers.Add(handler);
    }

    private async Task HandleAsync(Http2Stream stream)
    {
        try
        {
            await _handle(stream).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client gave it up, or the connection has ended.
        }
        finally
        {
            lock (_gate)
            {
                _streams.Remove(stream.Id);
            }

            // One that has answered needs no more of the request; one that has not will not any more.
            if (!stream.Aborted.IsCancellationRequested && !(stream.LocalEnded && stream.RemoteEnded))
            {
                byte[] reset = Http2Frame.Encode(Http2FrameType.RstStream, stream.Id, (int)(stream.LocalEnded ? Http2ErrorCode.NoError : Http2ErrorCode.InternalError));
                await SendLastAsync(stream, reset).ConfigureAwait(false);
            }

            stream.Dispose();
        }
    }

    private async ValueTask SendLastAsync(Http2Stream stream, byte[] frame)
    {
        try
        {
            await SendAsync(stream, frame).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void TakeReset(Http2Frame frame)
    {
        RequireStream(frame, isConnection: false);
        RequireLength(frame, sizeof(int));
        Find(frame.StreamId)?.Abort();
    }

    private void TakeSettings(Http2Frame frame)
    {
        RequireStream(frame, isConnection: true);
        if (frame.Has(Http2Flags.Ack))
        {
            RequireLength(frame, 0);
            return;
        }

        if (frame.Payload.Length % SettingLength != 0)
        {
            throw Broken($"a SETTINGS frame has {frame.Payload.Length} bytes", Http2ErrorCode.FrameSizeError);
        }

        for (ReadOnlySpan<byte> left = frame.Payload.Span; !left.IsEmpty; left = left[SettingLength..])
        {
            Set((Http2Setting)BinaryPrimitives.ReadUInt16BigEndian(left), BinaryPrimitives.ReadUInt32BigEndian(left[2..]));
        }

        _output.Answer(Http2Frame.Encode(Http2FrameType.Settings, Http2Flags.Ack, 0, []));
    }

    private void Set(Http2Setting setting, uint value)
    {
        switch (setting)
        {
            case Http2Setting.EnablePush when value > 1:
                throw Broken("ENABLE_PUSH is neither 0 nor 1");
            case Http2Setting.MaxFrameSize:
                const int LargestPayload = (1 << 24) - 1;
                _ = value is >= Http2Frame.DefaultMaxPayload and <= LargestPayload ? value : throw Broken($"MAX_FRAME_SIZE is {value}");
                break;
            case Http2Setting.InitialWindowSize:
                Resize(value <= int.MaxValue ? value : throw Broken($"INITIAL_WINDOW_SIZE is {value}", Http2ErrorCode.FlowControlError));
                break;
        }
    }

    private void Resize(long initialWindow)
    {
        lock (_gate)
        {
            long more = initialWindow - _initialSendWindow;
            _initialSendWindow = initialWindow;
            foreach (Http2Stream stream in _streams.Values)
            {
                stream.SendWindow += more;
                if (stream.SendWindow > int.MaxValue)
                {
                    throw Broken("a window is too large", Http2ErrorCode.FlowControlError);
                }
            }
        }

        WakeSenders();
    }

    private void TakeWindowUpdate(Http2Frame frame)
    {
        RequireLength(frame, sizeof(int));
        int more = BinaryPrimitives.ReadInt32BigEndian(frame.Payload.Span) & int.MaxValue;
        Http2Stream? stream = frame.StreamId == 0 ? null : Find(frame.StreamId);
        if (frame.StreamId != 0 && stream is null)
        {
            return;
        }

        if (more == 0)
        {
            throw new Http2Exception(Http2ErrorCode.ProtocolError, "a window grows by nothing", frame.StreamId);
        }

        lock (_gate)
        {
            long window = (stream?.SendWindow ?? _sendWindow) + more;
            if (window > int.MaxValue)
            {
                throw new Http2Exception(Http2ErrorCode.FlowControlError, "a window is too large", frame.StreamId);
            }

            if (stream is null)
            {
                _sendWindow = window;
            }
            else
            {
                stream.SendWindow = window;
            }
        }

        WakeSenders();
    }

    private void WakeSenders()
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            changed = _windowsChanged;
            _windowsChanged = NewSignal();
        }

        changed.TrySetResult();
    }

    /// <summary>A stream that is open; null for one that was.</summary>
    private Http2Stream? Find(int id)
    {
        if (id > _lastStream || id % 2 == 0)
        {
            throw Broken("a frame is of a stream that was not begun");
        }

        lock (_gate)
        {
            return _streams.GetValueOrDefault(id);
        }
    }

    private void Reset(int id, Http2ErrorCode code)
    {
        Find(id)?.Abort();
        _output.Answer(Http2Frame.Encode(Http2FrameType.RstStream, id, (int)code));
    }

    private void SayGoodbye(Http2ErrorCode code, string why)
    {
        byte[] text = Encoding.UTF8.GetBytes(why);
        var payload = new byte[(2 * sizeof(int)) + text.Length];
        BinaryPrimitives.WriteInt32BigEndian(payload, _lastStream);
        BinaryPrimitives.WriteInt32BigEndian(payload.AsSpan(sizeof(int)), (int)code);
        text.CopyTo(payload.AsSpan(2 * sizeof(int)));
        _output.Last(Http2Frame.Encode(Http2FrameType.GoAway, Http2Flags.None, 0, payload));
    }

    private async Task EndAsync(Task output, CancellationTokenSource writing)
    {
        Http2Stream[] open;
        lock (_gate)
        {
            open = [.. _streams.Values];
        }

        foreach (Http2Stream stream in open)
        {
            stream.Abort();
        }

        await Task.WhenAll(_handlers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _output.Complete();
        writing.CancelAfter(s_lastWord);
        await output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
