using System.Text;
using DockerPS.Engine.Http;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Http;

/// <summary>Answers cut in two at every byte read the same.</summary>
public sealed class SplitAnswerTests
{
    private static readonly DockerClientOptions s_pinned = new() { PinnedVersion = new(1, 41) };

    [Fact]
    public async Task Json_with_a_length()
    {
        byte[] answer = Encoding.UTF8.GetBytes(ScriptedServer.Answer(200, """["a","ü",null,"c"]"""));
        await ForEverySplitAsync(answer, async client =>
            Assert.Equal(["a", "ü", "c"], await client.SendJsonArrayAsync(Clients.Get("/x"), JsonTypes.Of<string>(), TestLimit.Token).ToListAsync()));
    }

    [Fact]
    public async Task Json_in_chunks()
    {
        byte[] answer = Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n3\r\n41}\r\n0\r\n\r\n");
        await ForEverySplitAsync(answer, async client =>
            Assert.Equal(41, (await client.SendJsonAsync(Clients.Get("/x"), JsonTypes.Of<Dictionary<string, int>>(), TestLimit.Token))["a"]));
    }

    [Fact]
    public async Task Error_message()
    {
        byte[] answer = Encoding.UTF8.GetBytes(ScriptedServer.Answer(404, """{"message":"No such container: x"}"""));
        await ForEverySplitAsync(answer, async client =>
        {
            DockerApiException error = await Assert.ThrowsAsync<DockerApiException>(() => client.SendEmptyAsync(Clients.Get("/x"), TestLimit.Token));
            Assert.Equal("No such container: x", error.Message);
        });
    }

    [Fact]
    public async Task Hijack_keeps_what_comes_with_the_head()
    {
        byte[] answer = Encoding.UTF8.GetBytes("HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nhello, stream");
        await ForEverySplitAsync(answer, async client =>
        {
            await using HijackedConnection connection = await client.HijackAsync(Clients.Post("/x"), TestLimit.Token);
            using var reader = new StreamReader(connection.Stream);
            Assert.Equal("hello, stream", await reader.ReadToEndAsync(TestLimit.Token));
            Assert.Equal("application/vnd.docker.raw-stream", connection.ContentType);
        });
    }

    [Fact]
    public async Task Every_early_end_is_an_error()
    {
        byte[] answer = Encoding.UTF8.GetBytes(ScriptedServer.Answer(200, """{"a":41}"""));
        for (int length = 0; length < answer.Length; length++)
        {
            using var client = Client([answer[..length]]);
            Exception? error = await Record.ExceptionAsync(() => client.SendJsonAsync(Clients.Get("/x"), JsonTypes.Of<Dictionary<string, int>>(), TestLimit.Token));
            Assert.True(error is ConnectionLostException or InvalidResponseException, $"cut after {length}: {error}");
        }
    }

    [Fact]
    public async Task Every_early_end_of_chunks_is_a_lost_connection()
    {
        string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        byte[] answer = Encoding.UTF8.GetBytes(head + "5\r\nhello\r\n3\r\nyou\r\n0\r\n\r\n");
        for (int length = head.Length; length < answer.Length; length++)
        {
            using var client = Client([answer[..length]]);
            await using DockerResponse response = await client.SendAsync(Clients.Get("/x"), TestLimit.Token);
            await Assert.ThrowsAsync<ConnectionLostException>(() => response.Body.CopyToAsync(Stream.Null, TestLimit.Token));
        }
    }

    // The handler asks again where a GET was not answered with a single byte.
    private static DockerClient Client(byte[][] pieces)
    {
        var connector = new MemoryConnector(pieces, pieces, pieces, pieces, pieces);
        return new DockerClient(connector.Endpoint, s_pinned, connector);
    }

    private static async Task ForEverySplitAsync(byte[] answer, Func<DockerClient, Task> check)
    {
        for (int split = 1; split < answer.Length; split++)
        {
            using DockerClient client = Client([answer[..split], answer[split..]]);
            await check(client);
        }

        using DockerClient bytewise = Client([.. answer.Select(b => new[] { b })]);
        await check(bytewise);
    }
}
