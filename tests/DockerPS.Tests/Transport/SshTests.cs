using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Transport;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Transport;

/// <summary>The ssh transport with a program of the test's own in the place of ssh.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SshTests : IDisposable
{
    private static readonly DockerEndpoint s_endpoint = new() { Scheme = EndpointScheme.Ssh, Address = "host.test", User = "me", Port = 2222 };

    private readonly FakeSsh _ssh = new();

    public void Dispose() => _ssh.Dispose();

    [Theory]
    [InlineData("host.test", null, 0, "", "-o ConnectTimeout=30 -T -- host.test docker system dial-stdio")]
    [InlineData("host.test", "me", 2222, "", "-o ConnectTimeout=30 -T -l me -p 2222 -- host.test docker system dial-stdio")]
    [InlineData("[::1]", null, 0, "/", "-o ConnectTimeout=30 -T -- ::1 docker system dial-stdio")]
    [InlineData("10.0.0.1", null, 0, "/run/user/1000/docker.sock", "-o ConnectTimeout=30 -T -- 10.0.0.1 docker --host unix:///run/user/1000/docker.sock system dial-stdio")]
    [InlineData("h", null, 0, "/a b';rm -rf ~", @"-o ConnectTimeout=30 -T -- h docker --host 'unix:///a b'\'';rm -rf ~' system dial-stdio")]
    public void Arguments_are_those_of_the_docker_CLI(string host, string? user, int port, string path, string expected) => Assert.Equal(
        expected, string.Join(' ', SshConnector.BuildArguments(new DockerEndpoint { Scheme = EndpointScheme.Ssh, Address = host, User = user, Port = port, Path = path })));

    [Theory]
    [InlineData("-oProxyCommand=evil", null, "")]
    [InlineData("host;evil", null, "")]
    [InlineData("host\n", null, "")]
    [InlineData("", null, "")]
    [InlineData("host", "-l", "")]
    [InlineData("host", "a b", "")]
    [InlineData("host", "", "")]
    [InlineData("host", null, "/a\nb")]
    public void What_could_be_an_option_or_shell_is_refused(string host, string? user, string path) => Assert.Throws<ArgumentException>(
        () => SshConnector.BuildArguments(new DockerEndpoint { Scheme = EndpointScheme.Ssh, Address = host, User = user, Path = path }));

    [UnixFact]
    public async Task Requests_and_streams_with_half_close_go_through()
    {
        await using ScriptedServer server = Engine();
        using DockerClient client = Client(_ssh.Bridge(server));
        Assert.Equal("20.10.24", (await client.IdentifyAsync(TestLimit.Token)).EngineVersion);
        Assert.Equal(200, await client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token));
        await using HijackedConnection connection = await client.HijackAsync(Clients.Post("/attach"), TestLimit.Token);
        await connection.Stream.WriteAsync("input"u8.ToArray(), TestLimit.Token);
        await connection.Stream.CompleteWritesAsync(TestLimit.Token);
        using var reader = new StreamReader(connection.Stream);
        Assert.Equal("got input", await reader.ReadToEndAsync(TestLimit.Token));
    }

    [UnixFact]
    public async Task Disposing_the_client_ends_its_ssh()
    {
        await using ScriptedServer server = Engine();
        DockerClient client = Client(_ssh.Bridge(server, before: $"echo $$ > {_ssh.File("pid")}"));
        await client.PingAsync(TestLimit.Token);
        using Process ssh = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(_ssh.File("pid")), CultureInfo.InvariantCulture));
        client.Dispose();
        await ssh.WaitForExitAsync(TestLimit.Token);
    }

    [UnixFact]
    public async Task Many_at_once_are_let_in_by_eights()
    {
        await using ScriptedServer server = Engine();

        // Each login counts the logins that are in progress with it. The count is of folders, since making one is atomic.
        string busy = _ssh.File("busy");
        Directory.CreateDirectory(busy);
        string ssh = _ssh.Bridge(server, before: $"mkdir {busy}/$$; ls {busy} | wc -l >> {_ssh.File("counts")}; sleep 0.1; rmdir {busy}/$$");
        using DockerClient client = Client(ssh);
        await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => client.PingAsync(TestLimit.Token)));
        int[] counts = [.. (await File.ReadAllLinesAsync(_ssh.File("counts"))).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
        Assert.InRange(counts.Max(), 1, 8);
    }

    [UnixFact]
    public async Task A_busy_sshd_gets_a_second_try()
    {
        await using ScriptedServer server = Engine();
        string ssh = _ssh.Bridge(server, before: $"if mkdir {_ssh.File("first")} 2>/dev/null; then echo 'kex_exchange_identification: Connection closed by remote host' >&2; exit 255; fi");
        using DockerClient client = Client(ssh);
        Assert.Equal("1.41", (await client.PingAsync(TestLimit.Token)).ApiVersion.ToString());
    }

    [UnixFact]
    public async Task A_sshd_that_stays_busy_is_reported()
    {
        string ssh = _ssh.Script($"echo x >> {_ssh.File("tries")}; echo 'kex_exchange_identification: Connection closed by remote host' >&2; exit 255");
        EngineUnreachableException error = await FailAsync(ssh);
        Assert.Contains("kex_exchange_identification", error.Message);
        Assert.Equal(2, (await File.ReadAllLinesAsync(_ssh.File("tries"))).Length);
    }

    [UnixFact]
    public async Task What_ssh_says_is_in_the_message_and_not_tried_again()
    {
        string ssh = _ssh.Script($"echo x >> {_ssh.File("tries")}; echo 'No ED25519 host key is known for host.test.' >&2; echo 'Host key verification failed.' >&2; exit 255");
        EngineUnreachableException error = await FailAsync(ssh);
        Assert.Contains("Host key verification failed.", error.Message);
        Assert.Contains("known_hosts", error.Advice);
        Assert.Contains("ssh://me@host.test:2222", error.Message);
        Assert.Single(await File.ReadAllLinesAsync(_ssh.File("tries")));
    }

    [UnixFact]
    public async Task A_host_without_docker_is_reported()
    {
        EngineUnreachableException error = await FailAsync(_ssh.Script("echo 'bash: line 1: docker: command not found' >&2; exit 127"));
        Assert.Contains("docker: command not found", error.Message);
        Assert.Contains("no docker program", error.Advice);
    }

    [UnixFact]
    public async Task A_talking_shell_is_reported() =>
        Assert.Contains("printed 'Welcome to host.test!'", (await FailAsync(_ssh.Script("echo 'Welcome to host.test!'; cat"))).Message);

    [UnixFact]
    public async Task A_silent_end_is_reported() => Assert.Contains("without a word", (await FailAsync(_ssh.Script("exit 1"))).Message);

    [UnixFact]
    public async Task A_login_that_does_not_end_is_a_timeout_and_its_ssh_goes()
    {
        string ssh = _ssh.Script($"echo $$ > {_ssh.File("pid")}; exec sleep 600");
        using DockerClient client = Client(ssh, new DockerClientOptions { ConnectTimeout = TimeSpan.FromSeconds(3) });
        EngineUnreachableException error = await Assert.ThrowsAsync<EngineUnreachableException>(() => client.PingAsync(TestLimit.Token));
        Assert.Equal(ConnectFailure.Timeout, error.Failure);
        Assert.Contains("ssh login", error.Message);
        int pid = int.Parse(await File.ReadAllTextAsync(_ssh.File("pid")), CultureInfo.InvariantCulture);
        Assert.True(IsGone(pid), $"{pid} still runs");
    }

    [UnixFact("setsid")]
    public async Task The_terminal_does_not_reach_ssh()
    {
        // Field 6 of stat is the session: a process that leads its own does not get the terminal's signals.
        string ssh = _ssh.Script($"echo $$ $(cut -d' ' -f6 /proc/$$/stat) > {_ssh.File("session")}; exit 1");
        var connector = new SshConnector(s_endpoint, TimeSpan.FromSeconds(30), name => name == "ssh" ? ssh : ExecutableFinder.Find(name));
        using var client = new DockerClient(s_endpoint, new DockerClientOptions(), connector);
        await Assert.ThrowsAsync<EngineUnreachableException>(() => client.PingAsync(TestLimit.Token));
        string[] ids = (await File.ReadAllTextAsync(_ssh.File("session"))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, ids.Length);
        Assert.Equal(ids[0], ids[1]);
    }

    [Fact]
    public async Task A_missing_ssh_is_reported()
    {
        using var client = new DockerClient(s_endpoint, new DockerClientOptions(), new SshConnector(s_endpoint, TimeSpan.FromSeconds(5), _ => null));
        EngineUnreachableException error = await Assert.ThrowsAsync<EngineUnreachableException>(() => client.PingAsync(TestLimit.Token));
        Assert.Equal(ConnectFailure.Ssh, error.Failure);
        Assert.Contains("not found on PATH", error.Message);
    }

    [UnixFact]
    public async Task A_line_that_breaks_in_a_stream_is_lost_with_the_words_of_ssh()
    {
        string ssh = _ssh.Script("""
            read -r line; while read -r line; do [ "$line" = "$(printf '\r')" ] && break; done
            printf 'HTTP/1.1 200 OK\r\n\r\n'
            read -r line; while read -r line; do [ "$line" = "$(printf '\r')" ] && break; done
            printf 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'
            echo 'Timeout, server host.test not responding.' >&2
            exit 255
            """);
        using DockerClient client = Client(ssh, new DockerClientOptions { PinnedVersion = new(1, 41) });
        ConnectionLostException error = await Assert.ThrowsAsync<ConnectionLostException>(() => client.SendEmptyAsync(Clients.Get("/logs"), TestLimit.Token));
        Assert.Contains("Timeout, server host.test not responding.", error.Message);
    }

    private static ScriptedServer Engine() => ScriptedServer.Unix(async connection =>
    {
        while (await connection.ReadHeadAsync() is { } head)
        {
            if (head.StartsWith("HEAD /_ping ", StringComparison.Ordinal))
            {
                await connection.SendAsync("HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 0\r\n\r\n");
            }
            else if (head.StartsWith("GET /_ping ", StringComparison.Ordinal))
            {
                await connection.SendAsync(ScriptedServer.PingAnswer());
            }
            else if (head.Contains("/attach", StringComparison.Ordinal))
            {
                await connection.SendAsync("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
                string input = Encoding.UTF8.GetString(await connection.ReadToEndAsync());
                await connection.SendAsync("got " + input);
                return;
            }
            else
            {
                await connection.SendAsync(ScriptedServer.Answer(200, "{}"));
            }
        }
    });

    private static bool IsGone(int pid)
    {
        try
        {
            using Process process = Process.GetProcessById(pid);
            return process.WaitForExit(TestLimit.Patience);
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static DockerClient Client(string ssh, DockerClientOptions? options = null)
    {
        options ??= new DockerClientOptions();
        return new DockerClient(s_endpoint, options, new SshConnector(s_endpoint, options.ConnectTimeout, name => name == "ssh" ? ssh : null));
    }

    private static async Task<EngineUnreachableException> FailAsync(string ssh)
    {
        using DockerClient client = Client(ssh);
        EngineUnreachableException error = await Assert.ThrowsAsync<EngineUnreachableException>(() => client.SendEmptyAsync(Clients.Get("/info"), TestLimit.Token));
        Assert.Equal(ConnectFailure.Ssh, error.Failure);
        return error;
    }
}
