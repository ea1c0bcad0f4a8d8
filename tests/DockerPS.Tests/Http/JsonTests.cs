using System.Text.Json;
using DockerPS.Engine.Http;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Http;

public sealed class JsonTests
{
    [Fact]
    public async Task Elements_come_before_the_array_has_ended()
    {
        var gate = new TaskCompletionSource();
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[\"a\",\r\n");
            await gate.Task;
            await connection.SendAsync("4\r\n\"b\"]\r\n0\r\n\r\n");
        }));
        using DockerClient client = Clients.For(server);
        await using IAsyncEnumerator<string> elements = client.SendJsonArrayAsync(Clients.Get("/x"), JsonTypes.Of<string>(), TestLimit.Token).GetAsyncEnumerator();
        Assert.True(await elements.MoveNextAsync());
        Assert.Equal("a", elements.Current);
        gate.SetResult();
        Assert.True(await elements.MoveNextAsync());
        Assert.Equal("b", elements.Current);
        Assert.False(await elements.MoveNextAsync());
    }

    [Fact]
    public void Unknown_fields_are_plain_values_at_every_depth()
    {
        using JsonDocument json = JsonDocument.Parse("""{"whole":746,"part":1.5,"text":"a","none":null,"list":[1,{"inner":2}],"map":{"Key":{"deep":3}}}""");
        FieldMap fields = PlainValue.FromFields(json.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value));
        Assert.IsType<long>(fields["whole"]);
        Assert.Equal(1.5, fields["part"]);
        Assert.Null(fields["none"]);
        object?[] list = Assert.IsType<object?[]>(fields["list"]);
        Assert.Equal(1L, list[0]);
        Assert.Equal(2L, Assert.IsType<FieldMap>(list[1])["inner"]);
        Assert.Equal("Key", fields["map"]!.ToString());
        Assert.Equal("deep", Assert.IsType<FieldMap>(fields["map"])["key"]!.ToString());
    }

    [Theory]
    [InlineData("null")]
    [InlineData(" \n null\n")]
    [InlineData("[]")]
    public async Task Null_is_an_empty_array(string body) => Assert.Empty(await ArrayAsync(body));

    [Theory]
    [InlineData("""["a","b" """)]
    [InlineData("""["a",}""")]
    [InlineData("""{"a":1}""")]
    [InlineData("")]
    public async Task A_broken_array_is_an_invalid_response(string body)
    {
        InvalidResponseException error = await Assert.ThrowsAsync<InvalidResponseException>(() => ArrayAsync(body));
        Assert.Contains("GET /x", error.Message);
    }

    [Theory]
    [InlineData("""{"a":""")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("<html>")]
    public async Task A_broken_value_is_an_invalid_response(string body)
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((connection, _) => connection.SendAsync(ScriptedServer.Answer(200, body))));
        using DockerClient client = Clients.For(server);
        InvalidResponseException error = await Assert.ThrowsAsync<InvalidResponseException>(() => client.SendJsonAsync(Clients.Get("/x"), JsonTypes.Of<Dictionary<string, int>>(), TestLimit.Token));
        Assert.Contains("GET /x", error.Message);
    }

    [Fact]
    public async Task Bottomless_json_is_refused()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((connection, _) => connection.SendAsync(ScriptedServer.Answer(200, new string('[', 10_000)))));
        using DockerClient client = Clients.For(server);
        await Assert.ThrowsAsync<InvalidResponseException>(() => client.SendJsonAsync(Clients.Get("/x"), JsonTypes.Of<object>(), TestLimit.Token));
    }

    [Fact]
    public async Task Stopping_in_the_middle_of_an_array_closes_the_socket()
    {
        var closed = new TaskCompletionSource();
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[\"a\",\r\n");
            await connection.WaitForCloseAsync();
            closed.SetResult();
        }));
        using DockerClient client = Clients.For(server);
        await foreach (string element in client.SendJsonArrayAsync(Clients.Get("/x"), JsonTypes.Of<string>(), TestLimit.Token))
        {
            Assert.Equal("a", element);
            break;
        }

        await closed.Task.WaitAsync(TestLimit.Patience);
    }

    private static async Task<List<string>> ArrayAsync(string body)
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((connection, _) => connection.SendAsync(ScriptedServer.Answer(200, body))));
        using DockerClient client = Clients.For(server);
        return await client.SendJsonArrayAsync(Clients.Get("/x"), JsonTypes.Of<string>(), TestLimit.Token).ToListAsync();
    }
}
