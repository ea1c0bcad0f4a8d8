using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Http;

/// <summary>Cuts, resets, stalls, cancellation: what the engine or the network can do to a request.</summary>
public sealed class FaultTests
{
    private static readonly DockerClientOptions s_impatient = new() { RequestTimeout = TimeSpan.FromMilliseconds(500), PinnedVersion = new(1, 41) };

    [Fact]
    public async Task A_cut_body_is_a_lost_connection()
    {
        await using var server = ScriptedServer.Unix(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync(ScriptedServer.PingAnswer());
            await connection.ReadHeadAsync();
            await connection.SendInPiecesAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[\"half", 7);
        });
        using DockerClient client = Clients.For(server);
        ConnectionLostException error = await Assert.ThrowsAsync<ConnectionLostException>(() => client.SendJsonAsync(Clients.Get("/x"), JsonTypes.Of<List<string>>(), TestLimit.Token));
        Assert.Contains("GET /x", error.Message);
    }

    [Fact]
    public async Task A_reset_in_a_body_is_a_lost_connection()
    {
        var read = new TaskCompletionSource();
        await using var server = ScriptedServer.Start(EndpointScheme.Tcp, ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\n\r\nhello");
            await read.Task;
            connection.Reset();
        }));
        using DockerClient client = Clients.For(server);
        await using DockerResponse response = await client.SendAsync(Clients.Get("/logs"), TestLimit.Token);
        var buffer = new byte[5];
        await response.Body.ReadExactlyAsync(buffer, TestLimit.Token);
        read.SetResult();
        ConnectionLostException error = await Assert.ThrowsAsync<ConnectionLostException>(async () => await response.Body.ReadExactlyAsync(buffer, TestLimit.Token));
        Assert.Contains("reset", error.Message);
    }

    [Fact]
    public async Task A_silent_engine_is_a_timeout_that_names_what_was_waited_for()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((connection, _) => connection.StallAsync()));
        using DockerClient client = Clients.For(server, options: s_impatient);
        EngineTimeoutException error = await Assert.ThrowsAsync<EngineTimeoutException>(() => client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token));
        Assert.Equal("the first byte of the answer to GET /info", error.Phase);
        Assert.Equal(s_impatient.RequestTimeout, error.Limit);
    }

    [Fact]
    public async Task A_silent_ping_is_a_timeout()
    {
        await using var server = ScriptedServer.Unix(connection => connection.StallAsync());
        using DockerClient client = Clients.For(server, options: s_impatient with { PinnedVersion = null });
        EngineTimeoutException error = await Assert.ThrowsAsync<EngineTimeoutException>(() => client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token));
        Assert.Contains("/_ping", error.Phase);
    }

    [Fact]
    public async Task Json_that_stops_in_the_middle_is_a_timeout()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[\"half");
            await connection.StallAsync();
        }));
        using DockerClient client = Clients.For(server, options: s_impatient);
        EngineTimeoutException error = await Assert.ThrowsAsync<EngineTimeoutException>(() => client.SendJsonAsync(Clients.Get("/x"), JsonTypes.Of<List<string>>(), TestLimit.Token));
        Assert.Equal("the rest of the answer to GET /x", error.Phase);
    }

    [Fact]
    public async Task A_call_that_waits_by_nature_has_no_limit()
    {
        var cancelled = new TaskCompletionSource();
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, head) =>
        {
            // Another request runs into its limit first, so this one has had more time than that.
            if (head.Contains("/wait", StringComparison.Ordinal))
            {
                await cancelled.Task;
                await connection.SendAsync(ScriptedServer.Answer(200, "{}"));
            }
            else
            {
                await connection.StallAsync();
            }
        }));
        using DockerClient client = Clients.For(server, options: s_impatient);
        Task<int> waiting = client.SendEmptyAsync(new DockerRequest(HttpMethod.Post, "/wait") { ResponseTimeout = Timeout.InfiniteTimeSpan }, TestLimit.Token);
        await Assert.ThrowsAsync<EngineTimeoutException>(() => client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token));
        await Assert.ThrowsAsync<EngineTimeoutException>(() => client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token));
        cancelled.SetResult();
        Assert.Equal(200, await waiting);
    }

    [Fact]
    public async Task An_upload_that_goes_on_is_not_timed()
    {
        const int Pieces = 4;
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, head) =>
        {
            Assert.Contains("Expect: 100-continue", head);
            await connection.SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
            for (int i = 0; i < Pieces; i++)
            {
                await connection.ReadAsync("4\r\npart\r\n".Length);
            }

            await connection.ReadAsync("0\r\n\r\n".Length);
            await connection.SendAsync(ScriptedServer.Answer(200, "{}"));
        }));
        using DockerClient client = Clients.For(server, options: s_impatient);
        var request = new DockerRequest(HttpMethod.Post, "/build") { Content = () => new PieceContent(Pieces, s_impatient.RequestTimeout * 0.6) };
        Assert.Equal(200, await client.SendEmptyAsync(request, TestLimit.Token));
    }

    [Fact]
    public async Task A_refused_upload_gives_the_engines_reason()
    {
        await using var server = ScriptedServer.Unix(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync(ScriptedServer.PingAnswer());
            await connection.ReadHeadAsync();
            await connection.SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
            await connection.ReadAsync(10_000);
            await connection.SendAsync("HTTP/1.1 500 Error\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: 26\r\n\r\n{\"message\":\"no room left\"}");
        });
        using DockerClient client = Clients.For(server);

        // Without end: only a client that notices the refusal stops.
        var request = new DockerRequest(HttpMethod.Post, "/images/load") { Content = () => new PieceContent(int.MaxValue, TimeSpan.Zero) };
        DockerApiException error = await Assert.ThrowsAsync<DockerApiException>(() => client.SendEmptyAsync(request, TestLimit.Token));
        Assert.Equal((500, "no room left"), (error.StatusCode, error.Message));
    }

    [Fact]
    public async Task What_the_callers_content_throws_comes_back_as_it_is()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
            await connection.WaitForCloseAsync();
        }));
        using DockerClient client = Clients.For(server);
        var request = new DockerRequest(HttpMethod.Post, "/build") { Content = () => new FailingContent() };
        FileNotFoundException error = await Assert.ThrowsAsync<FileNotFoundException>(() => client.SendEmptyAsync(request, TestLimit.Token));
        Assert.Equal("the caller's file", error.Message);
    }

    [Theory]
    [InlineData("POST", 1)]
    [InlineData("DELETE", 1)]
    public async Task A_change_is_never_sent_twice_by_itself(string method, int times)
    {
        int received = 0;
        await using var server = ScriptedServer.Unix(async connection =>
        {
            // The first connection is in use already when it ends, as when the engine goes away over a request.
            while (await connection.ReadHeadAsync() is { } head)
            {
                if (!head.StartsWith("GET /_ping ", StringComparison.Ordinal))
                {
                    received++;
                    return;
                }

                await connection.SendAsync(ScriptedServer.PingAnswer());
            }
        });
        using DockerClient client = Clients.For(server);
        await Assert.ThrowsAsync<ConnectionLostException>(() => client.SendEmptyAsync(new DockerRequest(new HttpMethod(method), "/containers/x"), TestLimit.Token));
        Assert.Equal(times, received);
    }

    [Fact]
    public async Task A_connection_that_was_closed_while_idle_is_replaced()
    {
        var closed = new TaskCompletionSource();
        await using var server = ScriptedServer.Unix(async connection =>
        {
            if (connection.Index > 0)
            {
                await ScriptedServer.Engine((c, _) => c.SendAsync(ScriptedServer.Answer(200, "{}")))(connection);
                return;
            }

            await connection.ReadHeadAsync();
            await connection.SendAsync(ScriptedServer.PingAnswer());
            connection.Close();
            closed.SetResult();
        });
        using DockerClient client = Clients.For(server);
        await client.IdentifyAsync(TestLimit.Token);
        await closed.Task.WaitAsync(TestLimit.Patience);
        Assert.Equal(200, await client.SendEmptyAsync(Clients.Post("/containers/x/start"), TestLimit.Token));
    }

    [Fact]
    public async Task Cancelling_before_the_head_closes_the_socket()
    {
        var asked = new TaskCompletionSource();
        var closed = new TaskCompletionSource();
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            asked.SetResult();
            await connection.WaitForCloseAsync();
            closed.SetResult();
        }));
        using DockerClient client = Clients.For(server);
        using var cancel = new CancellationTokenSource();
        Task sending = client.SendEmptyAsync(Clients.Get("/info"), cancel.Token);
        await asked.Task.WaitAsync(TestLimit.Patience);
        await cancel.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(cancel.Token, error.CancellationToken);
        await closed.Task.WaitAsync(TestLimit.Patience);
    }

    [Fact]
    public async Task Cancelling_in_the_ping_ends_it_for_all_when_nobody_else_waits()
    {
        var asked = new TaskCompletionSource();
        var closed = new TaskCompletionSource();
        await using var server = ScriptedServer.Unix(async connection =>
        {
            await connection.ReadHeadAsync();
            asked.SetResult();
            await connection.WaitForCloseAsync();
            closed.SetResult();
        });
        using DockerClient client = Clients.For(server);
        using var cancel = new CancellationTokenSource();
        Task sending = client.SendEmptyAsync(Clients.Get("/info"), cancel.Token);
        await asked.Task.WaitAsync(TestLimit.Patience);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await closed.Task.WaitAsync(TestLimit.Patience);
    }

    [Fact]
    public async Task Cancelling_a_read_is_a_cancellation()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\n\r\nx");
            await connection.WaitForCloseAsync();
        }));
        using DockerClient client = Clients.For(server);
        await using DockerResponse response = await client.SendAsync(Clients.Get("/events"), TestLimit.Token);
        var buffer = new byte[10];
        Assert.Equal(1, await response.Body.ReadAsync(buffer, TestLimit.Token));
        using var cancel = new CancellationTokenSource();
        ValueTask<int> reading = response.Body.ReadAsync(buffer, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reading);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_sends_nothing()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((_, _) => Task.CompletedTask));
        using DockerClient client = Clients.For(server);
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendEmptyAsync(Clients.Get("/info"), cancel.Token));
        Assert.Equal(0, server.Accepted);
    }

    [Fact]
    public async Task Disposing_a_stream_closes_its_socket()
    {
        var closed = new TaskCompletionSource();
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
            await connection.WaitForCloseAsync();
            closed.SetResult();
        }));
        using DockerClient client = Clients.For(server);
        DockerResponse response = await client.SendAsync(Clients.Get("/events"), TestLimit.Token);
        await response.DisposeAsync();
        await closed.Task.WaitAsync(TestLimit.Patience);
    }

    [Fact]
    public async Task Open_streams_do_not_starve_requests()
    {
        const int Streams = 60;
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, head) =>
        {
            if (head.Contains("/events", StringComparison.Ordinal))
            {
                await connection.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
                await connection.WaitForCloseAsync();
            }
            else
            {
                await connection.SendAsync(ScriptedServer.Answer(200, "{}"));
            }
        }));
        using DockerClient client = Clients.For(server);
        DockerResponse[] streams = await Task.WhenAll(Enumerable.Range(0, Streams).Select(_ => client.SendAsync(Clients.Get("/events"), TestLimit.Token)));
        Assert.Equal(200, await client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token));
        foreach (DockerResponse stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public async Task Answers_that_are_read_leave_the_connection_for_the_next()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((connection, _) => connection.SendAsync(ScriptedServer.Answer(200, """{"a":1}"""))));
        using DockerClient client = Clients.For(server);
        for (int i = 0; i < 5; i++)
        {
            await client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token);
            await client.SendJsonAsync(Clients.Get("/info"), JsonTypes.Of<Dictionary<string, int>>(), TestLimit.Token);
        }

        Assert.Equal(1, server.Accepted);
    }

    [Fact]
    public async Task A_disposed_client_ends_what_is_on_its_way()
    {
        var asked = new TaskCompletionSource();
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            asked.SetResult();
            await connection.WaitForCloseAsync();
        }));
        DockerClient client = Clients.For(server);
        Task sending = client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token);
        await asked.Task.WaitAsync(TestLimit.Patience);
        client.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sending);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token));
    }
}
