using System.Text;
using DockerPS.Engine.Http;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Http;

/// <summary>What goes out.</summary>
public sealed class RequestTests
{
    [Fact]
    public async Task Post_without_a_body_says_that_its_length_is_0()
    {
        string head = await HeadOfAsync(Clients.Post("/containers/a%2Fb/start"));
        Assert.StartsWith("POST /v1.41/containers/a%2Fb/start HTTP/1.1\r\n", head);
        Assert.Contains("\r\nContent-Length: 0\r\n", head);
    }

    [Fact]
    public async Task Get_has_no_length_and_no_cookies()
    {
        string head = await HeadOfAsync(new DockerRequest(HttpMethod.Get, "/containers/json", new QueryString().Add("all", true).Add("filters", """{"a b":["ü&"]}""")));
        Assert.StartsWith("GET /v1.41/containers/json?all=1&filters=%7B%22a%20b%22%3A%5B%22%C3%BC%26%22%5D%7D HTTP/1.1\r\n", head);
        Assert.DoesNotContain("Content-Length", head);
        Assert.DoesNotContain("Cookie", head);
        Assert.DoesNotContain("traceparent", head);
        Assert.Contains("\r\nUser-Agent: DockerPS/", head);
    }

    [Fact]
    public async Task Headers_of_the_options_go_with_every_request_and_yield_to_those_of_the_request()
    {
        var options = new DockerClientOptions { Headers = "User-Agent: mine\nX-One: 1\nX-Two: 2" };
        string head = await HeadOfAsync(new DockerRequest(HttpMethod.Get, "/info") { Headers = [KeyValuePair.Create("X-Two", "two")] }, options);
        Assert.Contains("\r\nUser-Agent: mine\r\n", head);
        Assert.Contains("\r\nX-One: 1\r\n", head);
        Assert.Contains("\r\nX-Two: two\r\n", head);
        Assert.DoesNotContain("X-Two: 2", head);
    }

    [Fact]
    public async Task Path_of_the_endpoint_goes_before_every_request()
    {
        var heads = new List<string>();
        await using var server = ScriptedServer.Start(Engine.Configuration.EndpointScheme.Tcp, async connection =>
        {
            while (await connection.ReadHeadAsync() is { } head)
            {
                lock (heads)
                {
                    heads.Add(head.Split(' ')[1]);
                }

                await connection.SendAsync(heads.Count == 1 ? ScriptedServer.PingAnswer() : ScriptedServer.Answer(200, "{}"));
            }
        });
        using var client = new DockerClient(server.Endpoint with { Path = "/engine/" }, new DockerClientOptions());
        Assert.Equal(200, await client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token));
        Assert.Equal(["/engine/_ping", "/engine/v1.41/info"], heads);
    }

    [Fact]
    public async Task Body_of_known_length_is_sent_as_it_is()
    {
        string? received = null;
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, head) =>
        {
            Assert.Contains("Content-Length: 5\r\n", head);
            received = Encoding.UTF8.GetString(await connection.ReadAsync(5));
            await connection.SendAsync("HTTP/1.1 204 No Content\r\n\r\n");
        }));
        using DockerClient client = Clients.For(server);
        var request = new DockerRequest(HttpMethod.Post, "/x") { Content = () => new ByteArrayContent("hello"u8.ToArray()) };
        Assert.Equal(204, await client.SendEmptyAsync(request, TestLimit.Token));
        Assert.Equal("hello", received);
    }

    [Fact]
    public async Task Not_modified_is_a_success()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((connection, _) => connection.SendAsync("HTTP/1.1 304 Not Modified\r\n\r\n")));
        using DockerClient client = Clients.For(server);
        Assert.Equal(304, await client.SendEmptyAsync(Clients.Post("/containers/x/start"), TestLimit.Token));
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, head) =>
        {
            Assert.StartsWith("GET /v1.41/info", head);
            await connection.SendAsync("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
        }));
        using DockerClient client = Clients.For(server);
        InvalidResponseException error = await Assert.ThrowsAsync<InvalidResponseException>(() => client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token));
        Assert.Contains("302", error.Message);
    }

    [Fact]
    public async Task Trace_has_no_values_of_the_query()
    {
        var lines = new List<string>();
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((connection, _) => connection.SendAsync(ScriptedServer.Answer(200, "{}"))));
        using DockerClient client = Clients.For(server);
        using (RequestTrace.Begin(line =>
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }))
        {
            await client.SendEmptyAsync(new DockerRequest(HttpMethod.Post, "/build", new QueryString().Add("t", "x").Add("buildargs", "secret")), TestLimit.Token);
        }

        await client.SendEmptyAsync(Clients.Get("/after"), TestLimit.Token);
        Assert.Collection(
            lines,
            line => Assert.Matches(@"^GET /_ping -> 200 \(\d+ ms\)$", line),
            line => Assert.Matches(@"^POST /v1\.41/build\?t&buildargs -> 200 \(\d+ ms\)$", line));
    }

    private static async Task<string> HeadOfAsync(DockerRequest request, DockerClientOptions? options = null)
    {
        string? sent = null;
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((connection, head) =>
        {
            sent = head;
            return connection.SendAsync(ScriptedServer.Answer(200, "{}"));
        }));
        using DockerClient client = Clients.For(server, options: options);
        await client.SendEmptyAsync(request, TestLimit.Token);
        return sent!;
    }
}
