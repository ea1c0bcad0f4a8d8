using System.Text;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Http;

public sealed class HijackTests
{
    private const string Upgraded = "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

    public static TheoryData<string> Transports => new("Unix", "Tcp", "Tls", "NamedPipe");

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task After_the_end_of_our_side_the_other_goes_on(string transport)
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.Authority.IssueServer("127.0.0.1");
        bool isTls = transport == "Tls";
        EndpointScheme scheme = isTls ? EndpointScheme.Tcp : Enum.Parse<EndpointScheme>(transport);
        await using var server = ScriptedServer.Start(
            scheme,
            ScriptedServer.Engine(async (connection, head) =>
            {
                Assert.Contains("\r\nConnection: Upgrade\r\n", head);
                Assert.Contains("\r\nUpgrade: tcp\r\n", head);
                Assert.Contains("\r\nContent-Length: 0\r\n", head);
                await connection.SendAsync(Upgraded + "early ");
                string input = Encoding.UTF8.GetString(await connection.ReadToEndAsync());
                await connection.SendAsync($"got {input}");
                await connection.SendAsync(" and done");
                connection.Close();
            }),
            isTls ? TestCertificates.Server(certificate) : null);
        using DockerClient client = Clients.For(server, isTls ? certificates.Trusting : null);
        await using HijackedConnection connection = await client.HijackAsync(Clients.Post("/containers/x/attach"), TestLimit.Token);
        Assert.Equal("application/vnd.docker.multiplexed-stream", connection.ContentType);

        await connection.Stream.WriteAsync("input"u8.ToArray(), TestLimit.Token);
        await connection.Stream.CompleteWritesAsync(TestLimit.Token);
        await connection.Stream.CompleteWritesAsync(TestLimit.Token);

        using var reader = new StreamReader(connection.Stream);
        Assert.Equal("early got input and done", await reader.ReadToEndAsync(TestLimit.Token));
    }

    [Fact]
    public async Task Our_side_goes_on_after_the_end_of_the_other()
    {
        var received = new TaskCompletionSource<string>();
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync(Upgraded + "bye");
            await connection.EndSendingAsync();
            received.SetResult(Encoding.UTF8.GetString(await connection.ReadToEndAsync()));
        }));
        using DockerClient client = Clients.For(server);
        await using HijackedConnection connection = await client.HijackAsync(Clients.Post("/x"), TestLimit.Token);
        using var reader = new StreamReader(connection.Stream, leaveOpen: true);
        Assert.Equal("bye", await reader.ReadToEndAsync(TestLimit.Token));
        await connection.Stream.WriteAsync("still here"u8.ToArray(), TestLimit.Token);
        await connection.Stream.CompleteWritesAsync(TestLimit.Token);
        Assert.Equal("still here", await received.Task.WaitAsync(TestLimit.Patience));
    }

    [Fact]
    public async Task The_body_of_the_request_is_sent_first()
    {
        string? body = null;
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            body = Encoding.UTF8.GetString(await connection.ReadAsync(13));
            await connection.SendAsync(Upgraded);
            await connection.WaitForCloseAsync();
        }));
        using DockerClient client = Clients.For(server);
        var request = new DockerRequest(HttpMethod.Post, "/exec/x/start") { Content = () => new ByteArrayContent("""{"Tty":false}"""u8.ToArray()) };
        await using HijackedConnection connection = await client.HijackAsync(request, TestLimit.Token);
        Assert.Equal("""{"Tty":false}""", body);
    }

    [Fact]
    public async Task An_error_is_read_as_one()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((connection, _) => connection.SendAsync(ScriptedServer.Answer(409, """{"message":"container x is not running"}"""))));
        using DockerClient client = Clients.For(server);
        DockerApiException error = await Assert.ThrowsAsync<DockerApiException>(() => client.HijackAsync(Clients.Post("/exec/x/start"), TestLimit.Token));
        Assert.Equal((409, "container x is not running"), (error.StatusCode, error.Message));
    }

    [Fact]
    public async Task A_plain_200_is_refused_and_its_connection_closed()
    {
        var closed = new TaskCompletionSource();
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n");
            await connection.WaitForCloseAsync();
            closed.SetResult();
        }));
        using DockerClient client = Clients.For(server);
        InvalidResponseException error = await Assert.ThrowsAsync<InvalidResponseException>(() => client.HijackAsync(Clients.Post("/x"), TestLimit.Token));
        Assert.Contains("101", error.Message);
        await closed.Task.WaitAsync(TestLimit.Patience);
    }

    [Fact]
    public async Task Disposing_closes_the_socket()
    {
        var closed = new TaskCompletionSource();
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync(Upgraded);
            await connection.WaitForCloseAsync();
            closed.SetResult();
        }));
        using DockerClient client = Clients.For(server);
        HijackedConnection connection = await client.HijackAsync(Clients.Post("/x"), TestLimit.Token);
        await connection.DisposeAsync();
        await closed.Task.WaitAsync(TestLimit.Patience);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_cancelled_read_is_a_cancellation_and_leaves_the_other_side_open(string transport)
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.Authority.IssueServer("127.0.0.1");
        bool isTls = transport == "Tls";
        await using var server = ScriptedServer.Start(
            isTls ? EndpointScheme.Tcp : Enum.Parse<EndpointScheme>(transport),
            ScriptedServer.Engine(async (connection, _) =>
            {
                await connection.SendAsync(Upgraded);
                Assert.Equal("later", Encoding.UTF8.GetString(await connection.ReadAsync(5)));
                await connection.SendAsync("ok");
                await connection.WaitForCloseAsync();
            }),
            isTls ? TestCertificates.Server(certificate) : null);
        using DockerClient client = Clients.For(server, isTls ? certificates.Trusting : null);
        await using HijackedConnection connection = await client.HijackAsync(Clients.Post("/x"), TestLimit.Token);
        using var cancel = new CancellationTokenSource();
        var buffer = new byte[10];
        ValueTask<int> reading = connection.Stream.ReadAsync(buffer, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reading);
        await connection.Stream.WriteAsync("later"u8.ToArray(), TestLimit.Token);
        if (!isTls)
        {
            Assert.Equal(2, await connection.Stream.ReadAsync(buffer, TestLimit.Token));
        }
    }

    [Fact]
    public async Task A_reset_is_a_lost_connection()
    {
        await using var server = ScriptedServer.Start(EndpointScheme.Tcp, ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync(Upgraded);
            await connection.ReadAsync(2);
            connection.Reset();
        }));
        using DockerClient client = Clients.For(server);
        await using HijackedConnection connection = await client.HijackAsync(Clients.Post("/containers/x/attach"), TestLimit.Token);
        await connection.Stream.WriteAsync("go"u8.ToArray(), TestLimit.Token);
        ConnectionLostException error = await Assert.ThrowsAsync<ConnectionLostException>(async () => await connection.Stream.ReadExactlyAsync(new byte[10], TestLimit.Token));
        Assert.Contains("POST /containers/x/attach", error.Message);
    }

    [Fact]
    public async Task A_silent_engine_is_a_timeout()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((connection, _) => connection.StallAsync()));
        using DockerClient client = Clients.For(server, options: new DockerClientOptions { RequestTimeout = TimeSpan.FromMilliseconds(500), PinnedVersion = new(1, 41) });
        await Assert.ThrowsAsync<EngineTimeoutException>(() => client.HijackAsync(Clients.Post("/x"), TestLimit.Token));
    }

    [Fact]
    public async Task Cancelling_before_the_101_closes_the_socket()
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
        Task hijacking = client.HijackAsync(Clients.Post("/x"), cancel.Token);
        await asked.Task.WaitAsync(TestLimit.Patience);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hijacking);
        await closed.Task.WaitAsync(TestLimit.Patience);
    }
}
