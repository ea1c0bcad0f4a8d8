using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DockerPS.Engine.Session.Grpc;
using DockerPS.Engine.Session.Http2;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.BuildSessions;

/// <summary>gRPC over the HTTP/2 server, asked by .NET's own HTTP/2 client.</summary>
public sealed class GrpcTests
{
    [Fact]
    public async Task A_call_has_its_answer_and_its_status()
    {
        await using var service = new GrpcService(("/x/Echo", EchoAsync));
        (List<byte[]> messages, string? status, _) = await service.CallAsync("/x/Echo", "one"u8.ToArray(), [], "two"u8.ToArray());
        Assert.Equal(["one", "", "two"], messages.Select(Encoding.UTF8.GetString));
        Assert.Equal("0", status);
    }

    [Fact]
    public async Task Megabytes_go_both_ways()
    {
        var large = new byte[5_000_000];
        new Random(3).NextBytes(large);

        // Not an echo: .NET's client reads an answer only when all of its request is out.
        await using var service = new GrpcService(("/x/Repeat", async call =>
        {
            var messages = new List<byte[]>();
            while (await call.ReadAsync() is { } message)
                messages.Add(message.ToArray());

            foreach (byte[] message in messages)
                await call.WriteAsync(message);
        }));
        (List<byte[]> messages, string? status, _) = await service.CallAsync("/x/Repeat", large, large);
        Assert.Equal("0", status);
        Assert.Equal(2, messages.Count);
        Assert.All(messages, message => Assert.True(large.AsSpan().SequenceEqual(message)));
    }

    [Fact]
    public async Task Many_calls_at_once_have_their_own_answers()
    {
        await using var service = new GrpcService(("/x/Echo", EchoAsync));
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            byte[] sent = BitConverter.GetBytes(i);
            (List<byte[]> messages, string? status, _) = await service.CallAsync("/x/Echo", sent);
            Assert.Equal("0", status);
            Assert.Equal(sent, Assert.Single(messages));
        }));
    }

    [Fact]
    public async Task A_method_that_is_not_offered_is_unimplemented()
    {
        await using var service = new GrpcService(("/x/Echo", EchoAsync));
        (List<byte[]> messages, string? status, string? message) = await service.CallAsync("/x/Other", []);
        Assert.Empty(messages);
        Assert.Equal("12", status);
        Assert.Contains("/x/Other", message);
        Assert.Empty(service.Failures);
    }

    [Fact]
    public async Task A_refusal_has_its_status_and_its_text()
    {
        await using var service = new GrpcService(("/x/Refuse", _ => throw new GrpcException(GrpcStatus.NotFound, "50% of «x»\nare not there")));
        (_, string? status, string? message) = await service.CallAsync("/x/Refuse", []);
        Assert.Equal("5", status);
        Assert.Equal("50%25 of %C2%ABx%C2%BB%0Aare not there", message);
        Assert.Equal("50% of «x»\nare not there", GrpcText.Decode(message!));
        Assert.Empty(service.Failures);
    }

    [Fact]
    public async Task A_failure_is_told_to_both_sides()
    {
        await using var service = new GrpcService(("/x/Fail", async call =>
        {
            await call.WriteAsync("begun"u8.ToArray());
            throw new IOException("the disk is full");
        }));
        (List<byte[]> messages, string? status, string? message) = await service.CallAsync("/x/Fail", []);
        Assert.Single(messages);
        Assert.Equal(("2", "the disk is full"), (status, message));
        Assert.Equal("the disk is full", Assert.Single(service.Failures).Message);
    }

    [Theory]
    [InlineData("010000000161", "12")]
    [InlineData("0001000001", "8")]
    [InlineData("00FFFFFFFF", "8")]
    [InlineData("0000000005616263", "13")]
    [InlineData("000000", "13")]
    public async Task Messages_that_cannot_be_read_have_a_status(string body, string expected)
    {
        await using var service = new GrpcService(("/x/Echo", EchoAsync));
        (_, string? status, _) = await service.SendAsync("/x/Echo", Convert.FromHexString(body));
        Assert.Equal(expected, status);
        Assert.Empty(service.Failures);
    }

    [Fact]
    public async Task What_is_no_gRPC_is_refused()
    {
        await using var service = new GrpcService(("/x/Echo", EchoAsync));
        using HttpResponseMessage response = await service.PostAsync("/x/Echo", [], "application/json");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task A_call_that_is_given_up_is_cancelled()
    {
        var begun = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var service = new GrpcService(("/x/Wait", async call =>
        {
            await using (call.Cancelled.Register(() => cancelled.TrySetResult()))
            {
                begun.TrySetResult();
                await Task.Delay(Timeout.Infinite, call.Cancelled);
            }
        }));
        using var cancel = new CancellationTokenSource();
        Task<HttpResponseMessage> asking = service.PostAsync("/x/Wait", GrpcMessage.Frame([]), "application/grpc", cancel.Token);
        await begun.Task.WaitAsync(TestLimit.Patience);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await cancelled.Task.WaitAsync(TestLimit.Patience);
        Assert.Empty(service.Failures);
    }

    [Fact]
    public async Task Every_split_point_gives_the_same_messages()
    {
        byte[] bytes = [.. GrpcMessage.Frame("one"u8), .. GrpcMessage.Frame([]), .. GrpcMessage.Frame("three"u8)];
        foreach (Streams.PiecewiseStream stream in Streams.PiecewiseStream.SplitEverywhere(bytes))
        {
            var reader = new GrpcMessageReader(buffer => stream.ReadAsync(buffer));
            var messages = new List<string>();
            while (await reader.ReadAsync() is { } message)
                messages.Add(Encoding.UTF8.GetString(message.Span));

            Assert.Equal(["one", "", "three"], messages);
        }
    }

    [Fact]
    public async Task Cut_anywhere_is_an_error_or_fewer_messages()
    {
        byte[] bytes = [.. GrpcMessage.Frame("one"u8), .. GrpcMessage.Frame("two"u8)];
        for (int length = 0; length < bytes.Length; length++)
        {
            var stream = new MemoryStream(bytes[..length]);
            var reader = new GrpcMessageReader(buffer => stream.ReadAsync(buffer));
            if (length is 0 or 8)
            {
                for (int i = 0; i < length / 8; i++)
                    Assert.NotNull(await reader.ReadAsync());

                Assert.Null(await reader.ReadAsync());
                continue;
            }

            GrpcException error = await Assert.ThrowsAsync<GrpcException>(async () =>
            {
                while (await reader.ReadAsync() is not null)
                {
                }
            });
            Assert.Equal(GrpcStatus.Internal, error.Status);
        }
    }

    [Fact]
    public async Task An_announced_length_does_not_size_a_buffer()
    {
        byte[] head = new byte[5];
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(1), GrpcMessageReader.DefaultLimit);
        var stream = new MemoryStream([.. head, .. new byte[1000]]);
        var reader = new GrpcMessageReader(buffer => stream.ReadAsync(buffer));
        long before = GC.GetTotalAllocatedBytes();
        await Assert.ThrowsAsync<GrpcException>(async () => await reader.ReadAsync());
        Assert.True(GC.GetTotalAllocatedBytes() - before < 2_000_000);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("plain text", "plain text")]
    [InlineData("100%", "100%")]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz", "%zz")]
    [InlineData("%C3%BC", "ü")]
    public void Messages_are_decoded(string text, string expected) => Assert.Equal(expected, GrpcText.Decode(text));

    private static async Task EchoAsync(GrpcCall call)
    {
        while (await call.ReadAsync() is { } message)
            await call.WriteAsync(message.ToArray());
    }

    /// <summary>A gRPC server and a client of it.</summary>
    private sealed class GrpcService : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly HttpClient _client;
        private readonly Http2Server _server;
        private readonly Task _running;

        public GrpcService(params (string Path, Func<GrpcCall, Task> Method)[] methods)
        {
            (Stream server, Stream client) = DuplexPair.Create();
            var grpc = new GrpcServer(methods.ToDictionary(method => method.Path, method => method.Method), Failures.Add);
            _server = new Http2Server(server, grpc.HandleAsync, Http2Limits.Default);
            _running = _server.RunAsync(_stop.Token);
            _client = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, _) => ValueTask.FromResult(client) })
            {
                BaseAddress = new Uri("http://x"),
                DefaultRequestVersion = HttpVersion.Version20,
                DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
        }

        public List<Exception> Failures { get; } = [];

        public Task<(List<byte[]> Messages, string? Status, string? Text)> CallAsync(string path, params byte[][] messages) =>
            SendAsync(path, [.. messages.SelectMany(message => GrpcMessage.Frame(message))]);

        public async Task<(List<byte[]> Messages, string? Status, string? Text)> SendAsync(string path, byte[] body)
        {
            using HttpResponseMessage response = await PostAsync(path, body, "application/grpc");
            Stream stream = await response.Content.ReadAsStreamAsync(TestLimit.Token);
            var reader = new GrpcMessageReader(buffer => stream.ReadAsync(buffer, TestLimit.Token));
            List<byte[]> messages = [];
            while (await reader.ReadAsync() is { } message)
                messages.Add(message.ToArray());

            HttpResponseHeaders end = response.Headers.Contains("grpc-status") ? response.Headers : response.TrailingHeaders;
            return (messages, Find(end, "grpc-status"), Find(end, "grpc-message"));
        }

        public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string contentType, CancellationToken cancellationToken = default)
        {
            var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
            var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = content,
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _client.Dispose();
            _server.Dispose();
            _stop.Dispose();
        }

        private static string? Find(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Concat(values) : null;
    }
}
