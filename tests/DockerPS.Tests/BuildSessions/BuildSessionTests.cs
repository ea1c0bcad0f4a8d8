using System.Text;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Session;
using DockerPS.Engine.Session.Http2;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.BuildSessions;

/// <summary>How a session begins and ends, on a scripted engine.</summary>
public sealed class BuildSessionTests
{
    private const string Upgraded = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";

    public static TheoryData<string> Transports => new("Unix", "Tcp", "Tls", "NamedPipe");

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_preface_in_the_segment_of_the_101_is_not_lost(string transport)
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.Authority.IssueServer("127.0.0.1");
        bool isTls = transport == "Tls";
        var greeted = new TaskCompletionSource<byte[]>();
        string? request = null;
        await using var server = ScriptedServer.Start(
            isTls ? EndpointScheme.Tcp : Enum.Parse<EndpointScheme>(transport),
            ScriptedServer.Engine(async (connection, head) =>
            {
                request = head;
                await connection.SendAsync(Encoding.Latin1.GetString([.. Encoding.ASCII.GetBytes(Upgraded), .. Http2Peer.Preface, .. Http2Peer.NoSettings]));

                // Our settings, the window, and the acknowledgement of those above.
                greeted.SetResult(await connection.ReadAsync(9 + 18 + 13 + 9));
                await connection.ReadToEndAsync();
            }),
            isTls ? TestCertificates.Server(certificate) : null);
        using DockerClient client = Clients.For(server, isTls ? certificates.Trusting : null);
        await using BuildSession session = await BuildSession.OpenAsync(client, new BuildSessionServices { ReceiveOutput = (_, _) => Task.CompletedTask }, TestLimit.Token);
        byte[] sent = await greeted.Task.WaitAsync(TestLimit.Patience);
        Assert.Equal(Http2Frame.Encode(Http2FrameType.Settings, Http2Flags.Ack, 0, []), sent[^9..]);
        Assert.Contains("POST /v1.41/session HTTP/1.1\r\n", request);
        Assert.Contains("\r\nUpgrade: h2c\r\n", request);
        Assert.Contains($"\r\nX-Docker-Expose-Session-Uuid: {session.Id}\r\n", request);
        Assert.Contains("\r\nX-Docker-Expose-Session-Grpc-Method: /moby.filesync.v1.FileSend/DiffCopy\r\n", request);
        Assert.Null(session.Failure);
    }

    [Fact]
    public async Task Disposing_says_goodbye_and_closes_the_connection()
    {
        var received = new TaskCompletionSource<byte[]>();
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync(Upgraded);
            received.SetResult(await connection.ReadToEndAsync());
        }));
        using DockerClient client = Clients.For(server);
        BuildSession session = await BuildSession.OpenAsync(client, new BuildSessionServices(), TestLimit.Token);
        await session.DisposeAsync();
        byte[] sent = await received.Task.WaitAsync(TestLimit.Patience);
        Assert.Equal(Http2FrameType.GoAway, (Http2FrameType)sent[^14]);
        Assert.Null(session.Failure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_engine_that_ends_the_session_is_a_failure(bool inAFrame)
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync(Upgraded + Encoding.Latin1.GetString([.. Http2Peer.Preface, .. Http2Peer.NoSettings, .. inAFrame ? new byte[] { 0, 0 } : []]));
            connection.Close();
        }));
        using DockerClient client = Clients.For(server);
        await using BuildSession session = await BuildSession.OpenAsync(client, new BuildSessionServices(), TestLimit.Token);
        await Wait.UntilAsync(() => session.Failure is not null, "the failure of the session");
        Assert.IsType<ConnectionLostException>(session.Failure);
    }

    [Fact]
    public async Task An_engine_that_breaks_the_protocol_is_a_failure()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine(async (connection, _) =>
        {
            await connection.SendAsync(Upgraded + "GET / HTTP/1.1\r\n\r\n");
            await connection.ReadToEndAsync();
        }));
        using DockerClient client = Clients.For(server);
        await using BuildSession session = await BuildSession.OpenAsync(client, new BuildSessionServices(), TestLimit.Token);
        await Wait.UntilAsync(() => session.Failure is not null, "the failure of the session");
        Assert.IsType<InvalidResponseException>(session.Failure);
    }

    [Fact]
    public async Task A_path_that_is_no_agent_is_refused_before_anything_is_sent()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((_, _) => Task.CompletedTask));
        using DockerClient client = Clients.For(server);
        var services = new BuildSessionServices { SshForwards = new Dictionary<string, SshForward> { ["git"] = new(["/there/is/none"]) } };
        DockerConfigurationException error = await Assert.ThrowsAsync<DockerConfigurationException>(() => BuildSession.OpenAsync(client, services, TestLimit.Token));
        Assert.Contains("'git'", error.Message);
        Assert.Contains("/there/is/none", error.Message);
        Assert.Equal(0, server.Accepted);
    }
}
