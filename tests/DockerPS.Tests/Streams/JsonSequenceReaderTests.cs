using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DockerPS.Engine.Streams;

namespace DockerPS.Tests.Streams;

public sealed class JsonSequenceReaderTests
{
    private static readonly JsonTypeInfo<JsonMessage> s_message = StreamJsonContext.Default.JsonMessage;

    private static readonly JsonTypeInfo<JsonElement> s_any =
        (JsonTypeInfo<JsonElement>)JsonSerializerOptions.Default.GetTypeInfo(typeof(JsonElement));

    // As a 20.10 engine sends a pull: CRLF between the values.
    private const string Pull =
        "{\"status\":\"Pulling from library/bücher\",\"id\":\"latest\"}\r\n"
        + "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":32343,\"total\":3155196},\"progress\":\"[\\u003e  ] 32.3kB/3.155MB\",\"id\":\"2408cc74d12b\"}\r\n"
        + "{\"status\":\"Status: Downloaded {}[]\\\"\\\\\"}\r\n";

    [Fact]
    public async Task EverySplitPointGivesTheSameValues()
    {
        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(Encoding.UTF8.GetBytes(Pull)))
        {
            List<JsonMessage> messages = await ReadAsync(stream, s_message);
            Assert.Equal(3, messages.Count);
            Assert.Equal("Pulling from library/bücher", messages[0].Status);
            Assert.Equal(32343, messages[1].ProgressDetail!.Current);
            Assert.Equal(3155196, messages[1].ProgressDetail!.Total);
            Assert.Equal("Status: Downloaded {}[]\"\\", messages[2].Status);
        }
    }

    [Theory]
    [InlineData("{\"id\":\"a\"}{\"id\":\"b\"}")]
    [InlineData("{\"id\":\"a\"}\n{\"id\":\"b\"}\n")]
    [InlineData("\u001e{\"id\":\"a\"}\n\u001e{\"id\":\"b\"}\n")]
    [InlineData("  {\"id\":\"a\"}\r\n\r\n\t{ \"id\" : \"b\" }  \r\n")]
    [InlineData("{\"id\":\"a\"}null{\"id\":\"b\",\"new\":[1,{\"x\":null}]}")]
    public async Task AnySeparatorWillDo(string text)
    {
        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(Encoding.UTF8.GetBytes(text)))
        {
            List<JsonMessage> messages = await ReadAsync(stream, s_message);
            Assert.Equal(["a", "b"], messages.Select(message => message.Id));
        }
    }

    [Fact]
    public async Task ScalarsAreValuesToo()
    {
        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere("12 -3.5e1\n\"a b\"true[1,2]\n77"u8.ToArray()))
        {
            List<JsonElement> values = await ReadAsync(stream, s_any);
            Assert.Equal(["12", "-3.5e1", "\"a b\"", "true", "[1,2]", "77"], values.Select(value => value.GetRawText()));
        }
    }

    [Fact]
    public async Task ValueIsGivenBeforeAnythingFollowsIt()
    {
        var stream = new PiecewiseStream(["{\"id\":\"a\"}"u8.ToArray(), "{\"id\":\"b\"}"u8.ToArray()]);
        await using IAsyncEnumerator<JsonMessage> values = new JsonSequenceReader<JsonMessage>(stream, s_message).ReadAllAsync().GetAsyncEnumerator();
        Assert.True(await values.MoveNextAsync());
        Assert.Equal("a", values.Current.Id);
        Assert.Equal(1, stream.Left);
    }

    [Fact]
    public async Task CutAnywhereInsideAValueIsALostConnection()
    {
        byte[] value = "{\"id\":\"ü\",\"progressDetail\":{\"current\":1,\"total\":true}}"u8.ToArray();
        for (int length = 1; length < value.Length; length++)
        {
            byte[] cut = [.. "{\"id\":\"whole\"}\r\n"u8, .. value[..length]];
            var read = new List<JsonElement>();
            await Assert.ThrowsAsync<ConnectionLostException>(async () =>
            {
                await foreach (JsonElement element in new JsonSequenceReader<JsonElement>(new MemoryStream(cut), s_any).ReadAllAsync())
                    read.Add(element);
            });
            Assert.Single(read);
        }
    }

    [Fact]
    public async Task BrokenConnectionIsALostConnection()
    {
        var stream = new PiecewiseStream(["{\"id\":"u8.ToArray()], new IOException("reset"));
        await Assert.ThrowsAsync<ConnectionLostException>(() => ReadAsync(stream, s_message));
    }

    [Theory]
    [InlineData("<html>502 Bad Gateway</html>")]
    [InlineData("{\"id\":}")]
    [InlineData("{\"id\":\"a\"}}")]
    [InlineData("{\"id\":\"a\"} Server closed")]
    [InlineData("{\"id\":{\"not\":\"a string\"}}")]
    [InlineData("[1,2]")]
    [InlineData("{\"id\":\"\u0001\"}")]
    public async Task WhatIsBrokenIsInvalid(string text)
    {
        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(Encoding.UTF8.GetBytes(text)))
            await Assert.ThrowsAsync<InvalidResponseException>(() => ReadAsync(stream, s_message));
    }

    [Fact]
    public async Task DepthHasALimit()
    {
        byte[] deep = Encoding.UTF8.GetBytes(new string('[', 65));
        await Assert.ThrowsAsync<InvalidResponseException>(() => ReadAsync(new MemoryStream(deep), s_any));

        byte[] allowed = Encoding.UTF8.GetBytes(new string('[', 64) + new string(']', 64));
        Assert.Single(await ReadAsync(new MemoryStream(allowed), s_any));
    }

    [Fact]
    public async Task LengthHasALimit()
    {
        byte[] text = Encoding.UTF8.GetBytes($"{{\"id\":\"{new string('x', 100_000)}\"}}");
        Assert.Single(await ReadAsync(new PiecewiseStream(text.Chunk(1000)), s_message, limit: text.Length));
        await Assert.ThrowsAsync<InvalidResponseException>(() => ReadAsync(new PiecewiseStream(text.Chunk(1000)), s_message, limit: text.Length - 1));

        // A value without an end is refused too, however long the engine goes on.
        await Assert.ThrowsAsync<InvalidResponseException>(() => ReadAsync(new PiecewiseStream(text[..^2].Chunk(1000)), s_message, limit: 50_000));
    }

    private static async Task<List<T>> ReadAsync<T>(Stream stream, JsonTypeInfo<T> type, int limit = JsonSequenceReader<T>.DefaultLimit)
    {
        var values = new List<T>();
        await foreach (T value in new JsonSequenceReader<T>(stream, type, limit).ReadAllAsync())
            values.Add(value);
        return values;
    }
}
