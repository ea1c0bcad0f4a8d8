using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Transport;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Transport;

/// <summary>What cannot be reached is said in words that help.</summary>
public sealed class ConnectErrorTests
{
    [Fact]
    public async Task A_missing_socket()
    {
        using var folder = new TemporaryFolder();
        EngineUnreachableException error = await FailAsync(Unix(folder.Combine("docker.sock")));
        Assert.Equal(ConnectFailure.NotFound, error.Failure);
        Assert.Equal($"Cannot reach the Docker engine at unix://{folder.Combine("docker.sock")}: the socket {folder.Combine("docker.sock")} does not exist.", error.Message);
        Assert.Equal("unix://" + folder.Combine("docker.sock"), error.Endpoint);
        Assert.NotNull(error.Advice);
    }

    [Fact]
    public async Task A_socket_that_nobody_listens_at()
    {
        using var folder = new TemporaryFolder();
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(folder.Combine("s")));
            Assert.Equal(ConnectFailure.Refused, (await FailAsync(Unix(folder.Combine("s")))).Failure);
        }
    }

    [Fact]
    public async Task A_file_that_is_no_socket()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Combine("s"), "");
        Assert.Equal(ConnectFailure.Refused, (await FailAsync(Unix(folder.Combine("s")))).Failure);
    }

    [NotRootFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_socket_without_the_right_to_it()
    {
        await using var server = ScriptedServer.Unix(ScriptedServer.Engine((_, _) => Task.CompletedTask));
        File.SetUnixFileMode(server.Endpoint.Address, UnixFileMode.None);
        Assert.Equal(ConnectFailure.PermissionDenied, (await FailAsync(server.Endpoint)).Failure);
    }

    [Fact]
    public void Missing_rights_are_named_with_what_to_do()
    {
        EngineUnreachableException error = ConnectErrors.NoRight(Unix("/var/run/docker.sock"), new SocketException((int)SocketError.AccessDenied));
        Assert.Equal(ConnectFailure.PermissionDenied, error.Failure);
        Assert.Contains("permission denied", error.Message);
        Assert.Contains("group", error.Advice);
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket()
    {
        EngineUnreachableException error = await FailAsync(Unix("/tmp/" + new string('x', 200)));
        Assert.Contains("100 bytes", error.Message);
    }

    [Fact]
    public async Task A_port_that_nobody_listens_at()
    {
        // Bound but not listening: nobody else can take the port meanwhile.
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        EngineUnreachableException error = await FailAsync(new DockerEndpoint { Scheme = EndpointScheme.Tcp, Address = "127.0.0.1", Port = port });
        Assert.Equal(ConnectFailure.Refused, error.Failure);
        Assert.Contains($"127.0.0.1:{port}", error.Message);
    }

    [Fact]
    public async Task A_host_that_does_not_resolve()
    {
        EngineUnreachableException error = await FailAsync(new DockerEndpoint { Scheme = EndpointScheme.Tcp, Address = "no-such-host.invalid", Port = 2375 });
        Assert.Equal(ConnectFailure.HostUnreachable, error.Failure);
        Assert.Contains("no-such-host.invalid", error.Message);
    }

    [Fact]
    public async Task A_handshake_that_does_not_go_on_is_a_timeout_of_connecting()
    {
        await using var server = ScriptedServer.Start(EndpointScheme.Tcp, connection => connection.StallAsync());
        var options = new DockerClientOptions { ConnectTimeout = TimeSpan.FromSeconds(1) };
        using DockerClient client = Clients.For(server, new TlsOptions(null, null, null), options);
        EngineUnreachableException error = await Assert.ThrowsAsync<EngineUnreachableException>(() => client.PingAsync(TestLimit.Token));
        Assert.Equal(ConnectFailure.Timeout, error.Failure);
        Assert.Contains("TLS handshake", error.Message);
        Assert.Contains("1 s", error.Message);
    }

    [Fact]
    public async Task A_connection_that_does_not_come_is_a_timeout_of_connecting()
    {
        var connector = new StuckConnector();
        using var client = new DockerClient(connector.Endpoint, new DockerClientOptions(), connector);
        EngineUnreachableException error = await Assert.ThrowsAsync<EngineUnreachableException>(() => client.PingAsync(TestLimit.Token));
        Assert.Equal(ConnectFailure.Timeout, error.Failure);
    }

    [Fact]
    public async Task Cancelling_while_connecting_is_a_cancellation()
    {
        var connector = new StuckConnector(TimeSpan.FromMinutes(5));
        using var client = new DockerClient(connector.Endpoint, new DockerClientOptions { PinnedVersion = new(1, 41) }, connector);
        using var cancel = new CancellationTokenSource();
        Task sending = client.SendEmptyAsync(Clients.Get("/info"), cancel.Token);
        Task hijacking = client.HijackAsync(Clients.Post("/x"), cancel.Token);
        await connector.Started.WaitAsync(TestLimit.Token);
        await connector.Started.WaitAsync(TestLimit.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hijacking);
    }

    [Fact]
    public async Task Disposing_the_client_ends_connections_in_the_making()
    {
        var connector = new StuckConnector(TimeSpan.FromMinutes(5));
        var client = new DockerClient(connector.Endpoint, new DockerClientOptions { PinnedVersion = new(1, 41) }, connector);
        Task sending = client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token);
        await connector.Started.WaitAsync(TestLimit.Token);
        client.Dispose();
        Assert.True(connector.Token.IsCancellationRequested);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sending);
    }

    [Theory]
    [InlineData("//./pipe/docker_engine", true)]
    [InlineData(@"\\.\pipe\docker_engine", true)]
    [InlineData("/var/run/docker.sock", false)]
    [InlineData("//./pipe/", false)]
    [InlineData("docker_engine", false)]
    public void Pipe_paths_are_checked(string path, bool valid)
    {
        var endpoint = new DockerEndpoint { Scheme = EndpointScheme.NamedPipe, Address = path };
        Exception? error = Record.Exception(() => new NamedPipeConnector(endpoint, TimeSpan.FromSeconds(1)));
        Assert.Equal(valid, error is null);
    }

    [Fact]
    public async Task A_missing_pipe_is_known_before_the_time_is_over()
    {
        var endpoint = new DockerEndpoint { Scheme = EndpointScheme.NamedPipe, Address = "//./pipe/dps" + Guid.NewGuid().ToString("N") };
        using var client = new DockerClient(endpoint, new DockerClientOptions { ConnectTimeout = TimeSpan.FromMinutes(10) });
        EngineUnreachableException error = await Assert.ThrowsAsync<EngineUnreachableException>(() => client.PingAsync(TestLimit.Token));
        Assert.Equal(ConnectFailure.NotFound, error.Failure);
    }

    private static DockerEndpoint Unix(string path) => new() { Scheme = EndpointScheme.Unix, Address = path };

    private static async Task<EngineUnreachableException> FailAsync(DockerEndpoint endpoint)
    {
        using var client = new DockerClient(endpoint, new DockerClientOptions());
        EngineUnreachableException error = await Assert.ThrowsAsync<EngineUnreachableException>(() => client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token));
        Assert.DoesNotContain("localhost:80", error.Message);
        Assert.DoesNotContain("docker:80", error.Message);
        return error;
    }

    private sealed class StuckConnector : EngineConnector
    {
        public StuckConnector(TimeSpan? limit = null)
            : base(Unix("/stuck"), limit ?? TimeSpan.FromMilliseconds(200))
        {
        }

        public SemaphoreSlim Started { get; } = new(0);

        public CancellationToken Token { get; private set; }

        public override async ValueTask<DuplexStream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
        {
            Token = cancellationToken;
            Started.Release();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                throw new InvalidOperationException();
            }
            catch (OperationCanceledException e)
            {
                throw ConnectErrors.TimedOut(Endpoint, "connecting", ConnectTimeout, e);
            }
        }
    }
}
