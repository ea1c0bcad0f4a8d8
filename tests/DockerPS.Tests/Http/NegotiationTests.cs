using DockerPS.Engine;
using DockerPS.Engine.Http;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Http;

public sealed class NegotiationTests
{
    private const string TooNew = """{"message":"client version 1.50 is too new. Maximum supported API version is 1.41"}""";

    [Theory]
    [InlineData("1.41", "1.41")]
    [InlineData("1.40", "1.40")]
    [InlineData("1.99", "1.55")]
    public async Task Speaks_the_lower_of_both(string theirs, string spoken)
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((connection, _) => connection.SendAsync(ScriptedServer.Answer(200, "{}")), theirs));
        using DockerClient client = Clients.For(server);
        EngineIdentity identity = await client.IdentifyAsync(TestLimit.Token);
        Assert.Equal(new EngineIdentity(ApiVersion.Parse(spoken), ApiVersion.Parse(theirs), "linux", "20.10.24", ""), identity);
    }

    [Fact]
    public async Task Pings_once_for_many()
    {
        int pings = 0;
        await using var server = ScriptedServer.Unix(async connection =>
        {
            while (await connection.ReadHeadAsync() is { } head)
            {
                bool isPing = head.StartsWith("GET /_ping ", StringComparison.Ordinal);
                Interlocked.Add(ref pings, isPing ? 1 : 0);
                await connection.SendAsync(isPing ? ScriptedServer.PingAnswer() : ScriptedServer.Answer(200, "{}"));
            }
        });
        using DockerClient client = Clients.For(server);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token)));
        Assert.Equal(1, pings);
        await client.PingAsync(TestLimit.Token);
        Assert.Equal(2, pings);
    }

    [Fact]
    public async Task A_failed_ping_is_not_remembered()
    {
        await using var server = ScriptedServer.Unix(async connection =>
        {
            if (connection.Index > 0)
            {
                await ScriptedServer.Engine((_, _) => Task.CompletedTask)(connection);
                return;
            }

            // Without a single byte the handler would ask again by itself.
            await connection.ReadHeadAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nApi-Ver");
        });
        using DockerClient client = Clients.For(server);
        await Assert.ThrowsAsync<ConnectionLostException>(() => client.IdentifyAsync(TestLimit.Token));
        Assert.Equal("1.41", (await client.IdentifyAsync(TestLimit.Token)).ApiVersion.ToString());
    }

    [Fact]
    public async Task A_pinned_version_is_used_without_asking()
    {
        await using var server = ScriptedServer.Unix(async connection =>
        {
            Assert.StartsWith("GET /v1.24/info ", await connection.ReadHeadAsync());
            await connection.SendAsync(ScriptedServer.Answer(200, "{}"));
            Assert.StartsWith("GET /_ping ", await connection.ReadHeadAsync());
            await connection.SendAsync(ScriptedServer.PingAnswer());
        });
        using DockerClient client = Clients.For(server, options: new DockerClientOptions { PinnedVersion = new(1, 24) });
        await client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token);
        EngineIdentity identity = await client.IdentifyAsync(TestLimit.Token);
        Assert.Equal(("1.24", "1.41"), (identity.ApiVersion.ToString(), identity.EngineApiVersion.ToString()));
    }

    [Fact]
    public async Task A_pinned_version_that_the_engine_refuses_is_not_changed()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((connection, head) =>
        {
            Assert.StartsWith("GET /v1.50/info ", head);
            return connection.SendAsync(ScriptedServer.Answer(400, TooNew));
        }));
        using DockerClient client = Clients.For(server, options: new DockerClientOptions { PinnedVersion = new(1, 50) });
        NotSupportedByEngineException error = await Assert.ThrowsAsync<NotSupportedByEngineException>(() => client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token));
        Assert.Contains("1.50", error.Message);
        Assert.Contains("1.41", error.Message);
        Assert.Contains("DOCKER_API_VERSION", error.Advice);
    }

    [Fact]
    public async Task An_engine_that_is_too_old_is_named_with_both_versions()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((_, _) => Task.CompletedTask, "1.30"));
        using DockerClient client = Clients.For(server);
        NotSupportedByEngineException error = await Assert.ThrowsAsync<NotSupportedByEngineException>(() => client.IdentifyAsync(TestLimit.Token));
        Assert.Contains("1.30", error.Message);
        Assert.Contains("1.40", error.Message);
    }

    [Fact]
    public async Task An_engine_replaced_under_us_is_asked_again()
    {
        int pings = 0;
        int bodies = 0;
        await using var server = ScriptedServer.Unix(async connection =>
        {
            while (await connection.ReadHeadAsync() is { } head)
            {
                if (head.StartsWith("GET /_ping ", StringComparison.Ordinal))
                {
                    await connection.SendAsync(ScriptedServer.PingAnswer(pings++ == 0 ? "1.50" : "1.41"));
                    continue;
                }

                await connection.ReadAsync(2);
                await connection.SendAsync(head.StartsWith("POST /v1.41/", StringComparison.Ordinal) ? ScriptedServer.Answer(201, "{}") : ScriptedServer.Answer(400, TooNew));
            }
        });
        using DockerClient client = Clients.For(server);
        var request = new DockerRequest(HttpMethod.Post, "/containers/create")
        {
            Content = () =>
            {
                bodies++;
                return new ByteArrayContent("{}"u8.ToArray());
            },
        };
        Assert.Equal(201, await client.SendEmptyAsync(request, TestLimit.Token));
        Assert.Equal((2, 2), (pings, bodies));
    }

    [Fact]
    public async Task No_version_in_common_is_said_once()
    {
        const string TooOld = "client version 1.55 is too old. Minimum supported API version is 1.60, please upgrade your client to a newer version";
        int requests = 0;
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(
            (connection, _) =>
            {
                requests++;
                return connection.SendAsync(ScriptedServer.Answer(400, TooOld, "text/plain"));
            },
            "1.70"));
        using DockerClient client = Clients.For(server);
        NotSupportedByEngineException error = await Assert.ThrowsAsync<NotSupportedByEngineException>(() => client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token));
        Assert.Contains("1.70", error.Message);
        Assert.Contains("1.60", error.Message);
        Assert.Equal(1, requests);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 38\r\n\r\n<html><title>Router</title>hello</html>", "Router")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404")]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 26\r\n\r\n<h1>502 <i>Bad</i> Gate...", "502 Bad Gate")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", "does not speak HTTP")]
    public async Task What_is_no_engine_is_called_that(string answer, string said)
    {
        await using var server = ScriptedServer.Unix(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync(answer);
            await connection.WaitForCloseAsync();
        });
        using DockerClient client = Clients.For(server);
        EngineUnreachableException error = await Assert.ThrowsAsync<EngineUnreachableException>(() => client.IdentifyAsync(TestLimit.Token));
        Assert.Equal(ConnectFailure.NotAnEngine, error.Failure);
        Assert.Contains(said, error.Message);
        Assert.NotNull(error.Advice);
    }

    [Fact]
    public async Task Plain_http_to_a_TLS_port_is_called_that()
    {
        await using var server = ScriptedServer.Unix(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync(ScriptedServer.Answer(400, "Client sent an HTTP request to an HTTPS server.", "text/plain"));
        });
        using DockerClient client = Clients.For(server);
        EngineUnreachableException error = await Assert.ThrowsAsync<EngineUnreachableException>(() => client.IdentifyAsync(TestLimit.Token));
        Assert.Equal(ConnectFailure.Tls, error.Failure);
    }

    [Theory]
    [InlineData("Docker/20.10.24 (linux)", "20.10.24")]
    [InlineData("Libpod/5.8.6 (linux)", "5.8.6")]
    [InlineData("nginx", "")]
    [InlineData("", "")]
    public void Version_comes_from_the_server_header(string header, string version) => Assert.Equal(version, PingAnswer.Version(header));
}
