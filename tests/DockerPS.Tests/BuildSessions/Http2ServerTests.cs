using System.Buffers.Binary;
using System.Text;
using DockerPS.Engine.Session.Hpack;
using DockerPS.Engine.Session.Http2;
using DockerPS.Tests.Support;
using static DockerPS.Tests.BuildSessions.Http2Peer;

namespace DockerPS.Tests.BuildSessions;

/// <summary>The HTTP/2 server, frame by frame.</summary>
public sealed class Http2ServerTests
{
    private const byte End = Http2Flags.EndStream;

    /// <summary>What ends the connection: the frames behind the preface and SETTINGS, and the code that the client is told.</summary>
    public static TheoryData<string, byte[], int> BrokenFrames => new()
    {
        { "a frame that is too long", [0, 0x40, 1, 0, 0, 0, 0, 0, 1], (int)Http2ErrorCode.FrameSizeError },
        { "a frame of sixteen megabytes", [0xFF, 0xFF, 0xFF, 99, 0, 0, 0, 0, 0], (int)Http2ErrorCode.FrameSizeError },
        { "DATA of no stream", Data(0, [1]), (int)Http2ErrorCode.ProtocolError },
        { "DATA of a stream that was not begun", Data(1, [1]), (int)Http2ErrorCode.ProtocolError },
        { "DATA of a stream of ours", Data(2, [1]), (int)Http2ErrorCode.ProtocolError },
        { "HEADERS of no stream", Headers(0), (int)Http2ErrorCode.ProtocolError },
        { "HEADERS of a stream of ours", Headers(2), (int)Http2ErrorCode.ProtocolError },
        { "CONTINUATION of nothing", Frame(Http2FrameType.Continuation, 4, 1, Block()), (int)Http2ErrorCode.ProtocolError },
        { "PING amid headers", [.. Frame(Http2FrameType.Headers, 0, 1, [0x82]), .. Frame(Http2FrameType.Ping, 0, 0, new byte[8])], (int)Http2ErrorCode.ProtocolError },
        { "an unknown frame amid headers", [.. Frame(Http2FrameType.Headers, 0, 1, [0x82]), .. Frame((Http2FrameType)77, 0, 1, [])], (int)Http2ErrorCode.ProtocolError },
        { "CONTINUATION of another stream", [.. Frame(Http2FrameType.Headers, 0, 1, [0x82]), .. Frame(Http2FrameType.Continuation, 4, 3, [])], (int)Http2ErrorCode.ProtocolError },
        { "headers shorter than their priority", Frame(Http2FrameType.Headers, Http2Flags.EndHeaders | Http2Flags.Priority, 1, [0, 0]), (int)Http2ErrorCode.FrameSizeError },
        { "headers that are padding", Frame(Http2FrameType.Headers, Http2Flags.EndHeaders | Http2Flags.Padded, 1, [3, 0, 0]), (int)Http2ErrorCode.ProtocolError },
        { "headers whose padding has no length", Frame(Http2FrameType.Headers, Http2Flags.EndHeaders | Http2Flags.Padded, 1, []), (int)Http2ErrorCode.ProtocolError },
        { "data that is padding", [.. Headers(1), .. Frame(Http2FrameType.Data, Http2Flags.Padded, 1, [2, 0])], (int)Http2ErrorCode.ProtocolError },
        { "a broken block", Headers(1, block: [0x80]), (int)Http2ErrorCode.CompressionError },
        { "PRIORITY of no stream", Frame(Http2FrameType.Priority, 0, 0, new byte[5]), (int)Http2ErrorCode.ProtocolError },
        { "PRIORITY of four bytes", Frame(Http2FrameType.Priority, 0, 1, new byte[4]), (int)Http2ErrorCode.FrameSizeError },
        { "RST_STREAM of no stream", Frame(Http2FrameType.RstStream, 0, 0, new byte[4]), (int)Http2ErrorCode.ProtocolError },
        { "RST_STREAM of a stream that was not begun", Frame(Http2FrameType.RstStream, 0, 1, new byte[4]), (int)Http2ErrorCode.ProtocolError },
        { "RST_STREAM of three bytes", [.. Headers(1), .. Frame(Http2FrameType.RstStream, 0, 1, new byte[3])], (int)Http2ErrorCode.FrameSizeError },
        { "SETTINGS of a stream", Frame(Http2FrameType.Settings, 0, 1, []), (int)Http2ErrorCode.ProtocolError },
        { "SETTINGS of five bytes", Frame(Http2FrameType.Settings, 0, 0, new byte[5]), (int)Http2ErrorCode.FrameSizeError },
        { "an acknowledgement with settings", Frame(Http2FrameType.Settings, Http2Flags.Ack, 0, new byte[6]), (int)Http2ErrorCode.FrameSizeError },
        { "ENABLE_PUSH 2", Setting(Http2Setting.EnablePush, 2), (int)Http2ErrorCode.ProtocolError },
        { "INITIAL_WINDOW_SIZE of 2 GiB", Setting(Http2Setting.InitialWindowSize, 1u << 31), (int)Http2ErrorCode.FlowControlError },
        { "MAX_FRAME_SIZE below the least", Setting(Http2Setting.MaxFrameSize, 16383), (int)Http2ErrorCode.ProtocolError },
        { "MAX_FRAME_SIZE beyond the most", Setting(Http2Setting.MaxFrameSize, 1u << 24), (int)Http2ErrorCode.ProtocolError },
        { "PUSH_PROMISE", Frame(Http2FrameType.PushPromise, 4, 1, new byte[4]), (int)Http2ErrorCode.ProtocolError },
        { "PING of a stream", Frame(Http2FrameType.Ping, 0, 1, new byte[8]), (int)Http2ErrorCode.ProtocolError },
        { "PING of seven bytes", Frame(Http2FrameType.Ping, 0, 0, new byte[7]), (int)Http2ErrorCode.FrameSizeError },
        { "GOAWAY of a stream", Frame(Http2FrameType.GoAway, 0, 1, new byte[8]), (int)Http2ErrorCode.ProtocolError },
        { "WINDOW_UPDATE of three bytes", Frame(Http2FrameType.WindowUpdate, 0, 0, new byte[3]), (int)Http2ErrorCode.FrameSizeError },
        { "WINDOW_UPDATE by nothing", Window(0, 0), (int)Http2ErrorCode.ProtocolError },
        { "WINDOW_UPDATE of a stream that was not begun", Window(1, 1), (int)Http2ErrorCode.ProtocolError },
        { "a connection's window beyond the most", Window(0, int.MaxValue), (int)Http2ErrorCode.FlowControlError },
        { "a stream's window beyond the most by a setting", [.. Headers(1), .. Window(1, int.MaxValue - 65535), .. Setting(Http2Setting.InitialWindowSize, 65536)], (int)Http2ErrorCode.FlowControlError },
    };

    /// <summary>What ends one stream, the connection living on.</summary>
    public static TheoryData<string, byte[], int> BrokenStreams => new()
    {
        { "no path", Headers(1, block: HpackEncoder.Encode([new(":method", "POST"), new(":scheme", "http")])), (int)Http2ErrorCode.ProtocolError },
        { "two paths", Headers(1, block: Block((":path", "/y"))), (int)Http2ErrorCode.ProtocolError },
        { "an unknown pseudo field", Headers(1, block: Block((":status", "200"))), (int)Http2ErrorCode.ProtocolError },
        { "a pseudo field behind a plain one", Headers(1, block: Block(("a", "b"), (":authority", "x"))), (int)Http2ErrorCode.ProtocolError },
        { "a name in capitals", Headers(1, block: Block(("Accept", "x"))), (int)Http2ErrorCode.ProtocolError },
        { "a field of a connection", Headers(1, block: Block(("connection", "close"))), (int)Http2ErrorCode.ProtocolError },
        { "te that is not trailers", Headers(1, block: Block(("te", "gzip"))), (int)Http2ErrorCode.ProtocolError },
        { "data behind the end", [.. Headers(1, end: true), .. Data(1, [1])], (int)Http2ErrorCode.StreamClosed },
        { "headers twice", [.. Headers(1), .. Headers(1)], (int)Http2ErrorCode.ProtocolError },
        { "headers behind the end", [.. Headers(1, end: true), .. Headers(1, end: true)], (int)Http2ErrorCode.ProtocolError },
        { "a window that grows by nothing", [.. Headers(1), .. Window(1, 0)], (int)Http2ErrorCode.ProtocolError },
        { "a window beyond the most", [.. Headers(1), .. Window(1, int.MaxValue)], (int)Http2ErrorCode.FlowControlError },
        { "more data than was asked for", [.. Headers(1), .. Enumerable.Range(0, 17).SelectMany(_ => Data(1, new byte[16384]))], (int)Http2ErrorCode.FlowControlError },
    };

    [Fact]
    public async Task Begins_with_its_settings_and_acknowledges_those_of_the_client()
    {
        await using Http2Peer peer = Raw(EchoAsync);
        Http2Frame settings = (await peer.ReadAsync())!.Value;
        Assert.Equal((Http2FrameType.Settings, 0, 18), (settings.Type, settings.StreamId, settings.Payload.Length));
        Assert.Equal(Http2FrameType.WindowUpdate, (await peer.ReadAsync())!.Value.Type);
        await peer.SendAsync([.. Preface, .. NoSettings]);
        Http2Frame answer = (await peer.ReadAsync())!.Value;
        Assert.Equal((Http2FrameType.Settings, Http2Flags.Ack, 0), (answer.Type, answer.Flags, answer.Payload.Length));
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_own_bytes_and_an_answer_is_not()
    {
        await using Http2Peer peer = await StartAsync(EchoAsync);
        await peer.SendAsync([.. Frame(Http2FrameType.Ping, Http2Flags.Ack, 0, new byte[8]), .. Frame(Http2FrameType.Ping, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8])]);
        Http2Frame answer = (await peer.ReadAsync())!.Value;
        Assert.Equal((Http2FrameType.Ping, Http2Flags.Ack), (answer.Type, answer.Flags));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], answer.Payload.ToArray());
    }

    [Fact]
    public async Task Every_split_point_gives_the_same_answer()
    {
        byte[] block = Block(("a", "b"));
        byte[] request =
        [
            .. Preface,
            .. NoSettings,
            .. Frame((Http2FrameType)0x55, 0xFF, 7, [1, 2, 3]),
            .. Frame(Http2FrameType.Priority, 0, 9, new byte[5]),
            .. Frame(Http2FrameType.Headers, Http2Flags.Padded | Http2Flags.Priority, 1, [2, 0, 0, 0, 0, 16, .. block[..4], 0, 0]),
            .. Frame(Http2FrameType.Continuation, 0, 1, block[4..6]),
            .. Frame(Http2FrameType.Continuation, Http2Flags.EndHeaders, 1, block[6..]),
            .. Frame(Http2FrameType.Data, Http2Flags.Padded, 1, [3, .. "hello "u8, 0, 0, 0]),
            .. Data(1, []),
            .. Window(1, 5),
            .. Data(1, "world"u8.ToArray()),
            .. Frame(Http2FrameType.Headers, Http2Flags.EndHeaders | End, 1, HpackEncoder.Encode([new("trailer", "x")])),
        ];
        for (int at = 0; at < request.Length; at++)
        {
            await using Http2Peer peer = Raw(EchoAsync);
            await peer.SendAsync(request[..at]);
            await peer.SendAsync(request[at..]);
            (byte[] data, List<HeaderField> fields) = await peer.ReadAnswerAsync(1);
            Assert.Equal("hello world", Encoding.UTF8.GetString(data));
            Assert.Equal([new(":status", "200"), new("end", "yes")], fields);
        }
    }

    [Fact]
    public async Task Cut_anywhere_is_a_lost_connection_or_an_end_between_two_frames()
    {
        byte[] request = [.. Preface, .. NoSettings, .. Headers(1), .. Data(1, "x"u8.ToArray(), end: true)];
        int[] ends = [0, 24, 33, 33 + Headers(1).Length];
        for (int length = 0; length < request.Length; length++)
        {
            await using Http2Peer peer = Raw(WaitAsync);
            await peer.SendAsync(request[..length]);
            peer.Close();
            if (ends.Contains(length))
                await peer.Running.WaitAsync(TestLimit.Patience);
            else
                await Assert.ThrowsAsync<ConnectionLostException>(() => peer.Running.WaitAsync(TestLimit.Patience));
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n")]
    public async Task What_is_not_the_preface_ends_the_connection(string text)
    {
        await using Http2Peer peer = Raw(EchoAsync);
        await peer.SendAsync(Encoding.ASCII.GetBytes(text));
        await peer.ExpectGoAwayAsync(Http2ErrorCode.ProtocolError);
    }

    [Fact]
    public async Task The_first_frame_has_to_be_settings()
    {
        foreach (byte[] first in new[] { Headers(1), Frame(Http2FrameType.Settings, Http2Flags.Ack, 0, []), Frame((Http2FrameType)99, 0, 0, []) })
        {
            await using Http2Peer peer = Raw(EchoAsync);
            await peer.SendAsync([.. Preface, .. first]);
            await peer.ExpectGoAwayAsync(Http2ErrorCode.ProtocolError);
        }
    }

    [Theory]
    [MemberData(nameof(BrokenFrames))]
    public async Task What_breaks_the_connection_is_told_with_its_code(string what, byte[] frames, int code)
    {
        Assert.NotEmpty(what);
        await using Http2Peer peer = await StartAsync(WaitAsync);
        await peer.SendAsync(frames);
        await peer.ExpectGoAwayAsync((Http2ErrorCode)code);
    }

    [Theory]
    [MemberData(nameof(BrokenStreams))]
    public async Task What_breaks_a_stream_leaves_the_others(string what, byte[] frames, int code)
    {
        Assert.NotEmpty(what);
        await using Http2Peer peer = await StartAsync(async stream => await (stream.Id == 1 ? WaitAsync(stream) : EchoAsync(stream)));
        await peer.SendAsync(frames);
        await peer.ExpectResetAsync(1, (Http2ErrorCode)code);
        await peer.SendAsync([.. Headers(3), .. Data(3, "more"u8.ToArray(), end: true)]);
        Assert.Equal("more"u8.ToArray(), (await peer.ReadAnswerAsync(3)).Data);
    }

    [Fact]
    public async Task Sends_as_much_as_both_windows_allow()
    {
        byte[] sent = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];
        await using Http2Peer peer = await StartAsync(
            async stream =>
            {
                await stream.SendAsync(sent);
                await stream.SendHeadersAsync([new HeaderField("end", "yes")], endStream: true);
            },
            settings: Setting(Http2Setting.InitialWindowSize, 10));
        await peer.SendAsync(Headers(1, end: true));
        Assert.Equal(sent[..10], await NextDataAsync(peer));
        await AssertSilentAsync(peer);
        await peer.SendAsync(Window(1, 5));
        Assert.Equal(sent[10..15], await NextDataAsync(peer));
        await AssertSilentAsync(peer);

        // Fifteen are out: with a smaller window the stream is seven in debt, and a larger one later gives 20.
        await peer.SendAsync(Setting(Http2Setting.InitialWindowSize, 3));
        await peer.ExpectAsync(frame => frame.Type == Http2FrameType.Settings);
        await peer.SendAsync(Window(1, 7));
        await AssertSilentAsync(peer);
        await peer.SendAsync(Setting(Http2Setting.InitialWindowSize, 23));
        Assert.Equal(sent[15..35], await NextDataAsync(peer));
        await peer.SendAsync(Window(1, 1000));
        (byte[] rest, _) = await peer.ReadAnswerAsync(1);
        Assert.Equal(sent[35..], rest);
    }

    [Fact]
    public async Task The_window_of_the_connection_holds_for_all_streams()
    {
        await using Http2Peer peer = await StartAsync(
            async stream =>
            {
                await stream.SendAsync(new byte[40_000]);
                await stream.SendHeadersAsync([new HeaderField("end", "yes")], endStream: true);
            },
            settings: Setting(Http2Setting.InitialWindowSize, 1_000_000));
        await peer.SendAsync([.. Headers(1, end: true), .. Headers(3, end: true)]);
        int received = 0;
        while (received < 65535)
            received += (await NextDataAsync(peer)).Length;

        Assert.Equal(65535, received);
        await AssertSilentAsync(peer);
        await peer.SendAsync(Window(0, 100_000));
        while (received < 80_000)
            received += (await NextDataAsync(peer)).Length;
    }

    [Fact]
    public async Task A_reader_that_is_slow_holds_up_its_stream_only()
    {
        var limits = new Http2Limits { StreamWindow = 1000, ConnectionWindow = 70_000 };
        using var read = new SemaphoreSlim(0);
        int total = 0;
        await using Http2Peer peer = await StartAsync(
            async stream =>
            {
                if (stream.Id != 1)
                {
                    await EchoAsync(stream);
                    return;
                }

                var buffer = new byte[600];
                await read.WaitAsync(stream.Aborted);
                total += await stream.ReadAsync(buffer);
                await WaitAsync(stream);
            },
            limits);
        await peer.SendAsync([.. Headers(1), .. Data(1, new byte[1000])]);

        // Far more than the connection's window goes through beside it.
        for (int id = 3; id < 203; id += 2)
        {
            await peer.SendAsync([.. Window(0, 1000), .. Headers(id), .. Data(id, new byte[1000], end: true)]);
            Assert.Equal(1000, (await peer.ReadAnswerAsync(id)).Data.Length);
        }

        read.Release();
        Http2Frame update = await peer.ExpectAsync(frame => frame is { Type: Http2FrameType.WindowUpdate, StreamId: 1 });
        Assert.Equal(600, BinaryPrimitives.ReadInt32BigEndian(update.Payload.Span));
        Assert.Equal(600, total);
    }

    [Fact]
    public async Task Padding_counts_and_is_given_back()
    {
        var limits = new Http2Limits { StreamWindow = 400 };
        await using Http2Peer peer = await StartAsync(EchoAsync, limits);
        await peer.SendAsync([.. Headers(1), .. Frame(Http2FrameType.Data, Http2Flags.Padded, 1, [250, .. new byte[250]])]);
        Http2Frame update = await peer.ExpectAsync(frame => frame is { Type: Http2FrameType.WindowUpdate, StreamId: 1 });
        Assert.Equal(251, BinaryPrimitives.ReadInt32BigEndian(update.Payload.Span));
    }

    [Fact]
    public async Task Too_many_streams_are_refused_until_one_ends()
    {
        await using Http2Peer peer = await StartAsync(EchoAsync, new Http2Limits { Streams = 2 });
        await peer.SendAsync([.. Headers(1), .. Headers(3), .. Headers(5)]);
        await peer.ExpectResetAsync(5, Http2ErrorCode.RefusedStream);
        await peer.SendAsync(Data(1, [], end: true));
        await peer.ReadAnswerAsync(1);

        // The place is free when the handler has ended, which is some moments after its last frame.
        for (int id = 7; ; id += 2)
        {
            await peer.SendAsync(Headers(id));
            Http2Frame frame = await peer.ExpectAsync(candidate => candidate.StreamId == id);
            if (frame.Type == Http2FrameType.Headers)
                break;
        }
    }

    [Fact]
    public async Task Requests_that_are_given_up_at_once_keep_their_places_until_their_work_has_ended()
    {
        using var release = new SemaphoreSlim(0);
        int begun = 0;
        await using Http2Peer peer = await StartAsync(
            async _ =>
            {
                Interlocked.Increment(ref begun);
                await release.WaitAsync(TestLimit.Token);
            },
            new Http2Limits { Streams = 10 });
        for (int id = 1; id < 2001; id += 2)
            await peer.SendAsync([.. Headers(id), .. Http2Frame.Encode(Http2FrameType.RstStream, id, (int)Http2ErrorCode.Cancel)]);

        for (int refused = 0; refused < 990; refused++)
            await peer.ExpectAsync(frame => frame.Type == Http2FrameType.RstStream);

        Assert.InRange(Volatile.Read(ref begun), 0, 10);
        release.Release(10);
    }

    [Fact]
    public async Task A_reset_cancels_the_work()
    {
        var cancelled = new TaskCompletionSource();
        await using Http2Peer peer = await StartAsync(async stream =>
        {
            await using (stream.Aborted.Register(() => cancelled.TrySetResult()))
            {
                await stream.ReadAsync(new byte[1]);
            }
        });
        await peer.SendAsync([.. Headers(1), .. Http2Frame.Encode(Http2FrameType.RstStream, 1, (int)Http2ErrorCode.Cancel), .. Data(1, [1]), .. Window(1, 1)]);
        await cancelled.Task.WaitAsync(TestLimit.Patience);
        peer.Close();
        await peer.Running.WaitAsync(TestLimit.Patience);
    }

    [Fact]
    public async Task An_answer_before_the_end_of_the_request_gives_the_rest_up()
    {
        await using Http2Peer peer = await StartAsync(stream => stream.SendHeadersAsync([new HeaderField(":status", "415")], endStream: true).AsTask());
        await peer.SendAsync(Headers(1));
        await peer.ReadAnswerAsync(1);
        await peer.ExpectResetAsync(1, Http2ErrorCode.NoError);
        await peer.SendAsync([.. Data(1, new byte[100]), .. Frame(Http2FrameType.Ping, 0, 0, new byte[8])]);
        await peer.ExpectAsync(frame => frame.Type == Http2FrameType.Ping);
    }

    [Fact]
    public async Task A_handler_that_ends_without_an_answer_is_an_internal_error()
    {
        await using Http2Peer peer = await StartAsync(_ => Task.CompletedTask);
        await peer.SendAsync(Headers(1));
        await peer.ExpectResetAsync(1, Http2ErrorCode.InternalError);
    }

    [Fact]
    public async Task Streams_go_on_after_a_goaway_of_the_client()
    {
        await using Http2Peer peer = await StartAsync(EchoAsync);
        await peer.SendAsync([.. Headers(1), .. Frame(Http2FrameType.GoAway, 0, 0, new byte[8]), .. Data(1, "x"u8.ToArray(), end: true)]);
        Assert.Equal("x"u8.ToArray(), (await peer.ReadAnswerAsync(1)).Data);
    }

    [Fact]
    public async Task Headers_that_do_not_end_are_bounded()
    {
        await using Http2Peer peer = await StartAsync(EchoAsync);
        await peer.SendAsync(Frame(Http2FrameType.Headers, 0, 1, [0x82]));
        for (int i = 0; i < 65; i++)
            await peer.SendAsync(Frame(Http2FrameType.Continuation, 0, 1, []));

        await peer.ExpectGoAwayAsync(Http2ErrorCode.EnhanceYourCalm);
    }

    [Fact]
    public async Task Headers_that_are_too_long_are_bounded()
    {
        await using Http2Peer peer = await StartAsync(EchoAsync);
        await peer.SendAsync(Frame(Http2FrameType.Headers, 0, 1, [0, 1, (byte)'a', 0x7F, 0xFF, 0xFF, 0x3F, .. new byte[16_000]]));
        for (int i = 0; i < 4; i++)
            await peer.SendAsync(Frame(Http2FrameType.Continuation, 0, 1, new byte[16_384]));

        await peer.ExpectGoAwayAsync(Http2ErrorCode.EnhanceYourCalm);
    }

    [Fact]
    public async Task Data_without_bytes_is_bounded()
    {
        await using Http2Peer peer = await StartAsync(EchoAsync);
        await peer.SendAsync(Headers(1));
        await peer.SendAsync([.. Enumerable.Range(0, 1001).SelectMany(_ => Data(1, []))]);
        await peer.ExpectGoAwayAsync(Http2ErrorCode.EnhanceYourCalm);
    }

    [Theory]
    [InlineData("PING")]
    [InlineData("SETTINGS")]
    [InlineData("RST")]
    public async Task What_asks_for_answers_and_does_not_read_them_is_bounded(string kind)
    {
        // Two answers fit into the connection; the third waits for the client, which reads none.
        await using Http2Peer peer = Raw(WaitAsync, capacity: 2);
        byte[] flood = kind switch
        {
            "PING" => Frame(Http2FrameType.Ping, 0, 0, new byte[8]),
            "SETTINGS" => NoSettings,
            _ => [],
        };
        Task sending = SendAsync();
        Http2Exception error = await Assert.ThrowsAsync<Http2Exception>(() => peer.Running.WaitAsync(TestLimit.Patience));
        Assert.Equal(Http2ErrorCode.EnhanceYourCalm, error.Code);
        await sending;

        async Task SendAsync()
        {
            await peer.SendAsync([.. Preface, .. NoSettings]);
            for (int i = 0; i < 1010; i += 10)
                await peer.SendAsync([.. Enumerable.Range(i, 10).SelectMany(n => flood.Length == 0 ? Headers((2 * n) + 1, block: HpackEncoder.Encode([])) : flood)]).WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static byte[] Frame(Http2FrameType type, int flags, int stream, byte[] payload) => Http2Frame.Encode(type, (byte)flags, stream, payload);

    private static async Task<byte[]> NextDataAsync(Http2Peer peer) => (await peer.ExpectAsync(frame => frame.Type == Http2FrameType.Data)).Payload.ToArray();

    /// <summary>Nothing comes before the answer to a ping that is sent now.</summary>
    private static async Task AssertSilentAsync(Http2Peer peer)
    {
        await peer.SendAsync(Frame(Http2FrameType.Ping, 0, 0, new byte[8]));
        Assert.Equal(Http2FrameType.Ping, (await peer.ReadAsync())!.Value.Type);
    }
}
