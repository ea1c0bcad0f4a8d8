using System.Buffers.Binary;
using DockerPS.Engine.Session.Hpack;
using DockerPS.Engine.Session.Http2;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.BuildSessions;

/// <summary>A client that sends a server the frames that a test wants, and reads those of the server one by one.</summary>
internal sealed class Http2Peer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Stream _stream;
    private readonly Http2FrameReader _reader;
    private readonly Http2Server _server;

    private Http2Peer(Func<Http2Stream, Task> handle, Http2Limits? limits, int capacity)
    {
        (Stream server, _stream) = DuplexPair.Create(capacity);
        _reader = new Http2FrameReader(_stream);
        _server = new Http2Server(server, handle, limits ?? Http2Limits.Default);
        Running = _server.RunAsync(_stop.Token);
    }

    /// <summary>The server at work.</summary>
    public Task Running { get; }

    public HpackDecoder Decoder { get; } = new(64 * 1024);

    public static byte[] Preface => Http2FrameReader.Preface.ToArray();

    public static byte[] NoSettings => Http2Frame.Encode(Http2FrameType.Settings, 0, 0, []);

    /// <summary>A server that has seen nothing yet.</summary>
    public static Http2Peer Raw(Func<Http2Stream, Task> handle, Http2Limits? limits = null, int capacity = 10_000) => new(handle, limits, capacity);

    /// <summary>A server that has seen the preface and SETTINGS, which both sides have acknowledged.</summary>
    public static async Task<Http2Peer> StartAsync(Func<Http2Stream, Task> handle, Http2Limits? limits = null, byte[]? settings = null, int capacity = 10_000)
    {
        var peer = new Http2Peer(handle, limits, capacity);
        await peer.SendAsync([.. Preface, .. settings ?? NoSettings, .. Http2Frame.Encode(Http2FrameType.Settings, Http2Flags.Ack, 0, [])]);
        await peer.ExpectAsync(frame => frame is { Type: Http2FrameType.Settings, Flags: Http2Flags.Ack });
        return peer;
    }

    /// <summary>Answers a request with its own data, behind a head and before an end without any.</summary>
    public static async Task EchoAsync(Http2Stream stream)
    {
        await stream.SendHeadersAsync([new HeaderField(":status", "200")], endStream: false);
        var buffer = new byte[1000];
        int read;
        while ((read = await stream.ReadAsync(buffer)) != 0)
            await stream.SendAsync(buffer.AsMemory(0, read));

        await stream.SendHeadersAsync([new HeaderField("end", "yes")], endStream: true);
    }

    /// <summary>Does nothing until the request is given up.</summary>
    public static Task WaitAsync(Http2Stream stream) => Task.Delay(Timeout.Infinite, stream.Aborted);

    public static byte[] Block(params (string Name, string Value)[] more) => HpackEncoder.Encode(
        [new(":method", "POST"), new(":scheme", "http"), new(":path", "/x"), .. more.Select(field => new HeaderField(field.Name, field.Value))]);

    public static byte[] Headers(int stream, bool end = false, byte[]? block = null) => Http2Frame.Encode(
        Http2FrameType.Headers, (byte)(Http2Flags.EndHeaders | (end ? Http2Flags.EndStream : 0)), stream, block ?? Block());

    public static byte[] Data(int stream, byte[] data, bool end = false) => Http2Frame.Encode(Http2FrameType.Data, end ? Http2Flags.EndStream : Http2Flags.None, stream, data);

    public static byte[] Window(int stream, int more) => Http2Frame.Encode(Http2FrameType.WindowUpdate, stream, more);

    public static byte[] Setting(Http2Setting setting, uint value)
    {
        var payload = new byte[6];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)setting);
        BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan(2), value);
        return Http2Frame.Encode(Http2FrameType.Settings, 0, 0, payload);
    }

    public async Task SendAsync(byte[] bytes) => await _stream.WriteAsync(bytes, TestLimit.Token);

    /// <summary>The next frame with a payload of its own; null at the end.</summary>
    public async Task<Http2Frame?> ReadAsync() =>
        await _reader.ReadAsync(TestLimit.Token) is { } frame ? frame with { Payload = frame.Payload.ToArray() } : null;

    /// <summary>Reads until a frame fits.</summary>
    public async Task<Http2Frame> ExpectAsync(Func<Http2Frame, bool> fits)
    {
        while (await ReadAsync() is { } frame)
        {
            if (fits(frame))
                return frame;
        }

        throw new InvalidOperationException("The server closed the connection.");
    }

    /// <summary>Reads until the server ends the connection with a code.</summary>
    public async Task ExpectGoAwayAsync(Http2ErrorCode code)
    {
        Http2Frame frame = await ExpectAsync(candidate => candidate.Type == Http2FrameType.GoAway);
        Assert.Equal(code, (Http2ErrorCode)BinaryPrimitives.ReadInt32BigEndian(frame.Payload.Span[4..]));
        Http2Exception error = await Assert.ThrowsAsync<Http2Exception>(() => Running.WaitAsync(TestLimit.Patience));
        Assert.Equal(code, error.Code);
    }

    /// <summary>Reads until the server ends a stream with a code.</summary>
    public async Task ExpectResetAsync(int stream, Http2ErrorCode code)
    {
        Http2Frame frame = await ExpectAsync(candidate => candidate.Type is Http2FrameType.RstStream or Http2FrameType.GoAway);
        Assert.Equal((Http2FrameType.RstStream, stream), (frame.Type, frame.StreamId));
        Assert.Equal(code, (Http2ErrorCode)BinaryPrimitives.ReadInt32BigEndian(frame.Payload.Span));
    }

    /// <summary>Reads a stream's answer to its end: its data, and the fields of its head and end.</summary>
    public async Task<(byte[] Data, List<HeaderField> Fields)> ReadAnswerAsync(int stream)
    {
        var data = new MemoryStream();
        List<HeaderField> fields = [];
        while (true)
        {
            Http2Frame frame = await ExpectAsync(candidate => candidate.StreamId == stream && candidate.Type is Http2FrameType.Data or Http2FrameType.Headers);
            if (frame.Type == Http2FrameType.Data)
                data.Write(frame.Payload.Span);
            else
                fields.AddRange(Decoder.Decode(frame.Payload.Span));

            if (frame.Has(Http2Flags.EndStream))
                return (data.ToArray(), fields);
        }
    }

    /// <summary>Ends our side of the connection.</summary>
    public void Close() => _stream.Dispose();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stream.DisposeAsync();
        _server.Dispose();
        _stop.Dispose();
    }
}
