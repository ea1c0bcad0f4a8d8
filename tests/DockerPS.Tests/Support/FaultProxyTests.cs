using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace DockerPS.Tests.Support;

/// <summary>The proxy between the tests and a server that answers every request with a hundred bytes.</summary>
public sealed class FaultProxyTests : IAsyncDisposable
{
    private const int AnswerLength = 100;

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public FaultProxyTests()
    {
        _server.Start();
        _serving = ServeAsync();
    }

    private string Target => $"tcp://{_server.LocalEndpoint}";

    [Fact]
    public async Task Without_a_plan_everything_passes()
    {
        await using FaultProxy proxy = FaultProxy.OnTcp(Target);
        using Socket client = await ConnectAsync(proxy);
        Assert.Equal(Answer("/a"), await AskAsync(client, "/a", AnswerLength));
        Assert.Equal(Answer("/b"), await AskAsync(client, "/b", AnswerLength));
        Assert.Equal(1, proxy.Accepted);
        Assert.False(proxy.Happened.IsCompleted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    [InlineData(AnswerLength)]
    public async Task A_cut_lets_exactly_so_many_bytes_pass(int after)
    {
        await using FaultProxy proxy = FaultProxy.OnTcp(Target, new FaultPlan(FaultKind.Cut, after));
        using Socket client = await ConnectAsync(proxy);
        Assert.Equal(Answer("/a")[..after], await AskAsync(client, "/a", int.MaxValue));
        await proxy.Happened;
    }

    [Fact]
    public async Task A_reset_is_a_reset()
    {
        await using FaultProxy proxy = FaultProxy.OnTcp(Target, new FaultPlan(FaultKind.Reset, 10));
        using Socket client = await ConnectAsync(proxy);
        SocketException e = await Assert.ThrowsAsync<SocketException>(() => AskAsync(client, "/a", int.MaxValue));
        Assert.Equal(SocketError.ConnectionReset, e.SocketErrorCode);
    }

    [Fact]
    public async Task A_stall_keeps_the_connection_open()
    {
        await using FaultProxy proxy = FaultProxy.OnTcp(Target, new FaultPlan(FaultKind.Stall, 10));
        using Socket client = await ConnectAsync(proxy);
        Assert.Equal(Answer("/a")[..10], await AskAsync(client, "/a", 10));
        await proxy.Happened;
        Task<int> more = client.ReceiveAsync(new byte[1]);
        Assert.False(more.IsCompleted);
        proxy.CutAll();
        Assert.Equal(0, await more);
    }

    [Fact]
    public async Task Garbage_begins_where_it_should()
    {
        await using FaultProxy proxy = FaultProxy.OnTcp(Target, new FaultPlan(FaultKind.Garbage, 40));
        using Socket client = await ConnectAsync(proxy);
        string text = await AskAsync(client, "/a", AnswerLength);
        Assert.Equal(Answer("/a")[..40], text[..40]);
        Assert.All(text[40..].Zip(Answer("/a")[40..]), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public async Task Pieces_are_the_whole()
    {
        await using FaultProxy proxy = FaultProxy.OnTcp(Target, new FaultPlan(FaultKind.Chop, 5) { Piece = 3 });
        using Socket client = await ConnectAsync(proxy);
        Assert.Equal(Answer("/a"), await AskAsync(client, "/a", AnswerLength));
    }

    [Fact]
    public async Task Only_the_matching_request_of_a_connection_is_harmed()
    {
        await using FaultProxy proxy = FaultProxy.OnTcp(Target, new FaultPlan(FaultKind.Cut, 20) { Request = new Regex("^GET /bad ") });
        using Socket client = await ConnectAsync(proxy);
        Assert.Equal(Answer("/good"), await AskAsync(client, "/good", AnswerLength));
        Assert.Equal(Answer("/bad")[..20], await AskAsync(client, "/bad", int.MaxValue));
    }

    [Fact]
    public async Task A_fault_happens_so_often_and_no_more()
    {
        await using FaultProxy proxy = FaultProxy.OnTcp(Target, new FaultPlan(FaultKind.Cut, 20) { Times = 1 });
        using (Socket first = await ConnectAsync(proxy))
            Assert.Equal(20, (await AskAsync(first, "/a", int.MaxValue)).Length);
        using Socket second = await ConnectAsync(proxy);
        Assert.Equal(Answer("/a"), await AskAsync(second, "/a", AnswerLength));
    }

    [Fact]
    public async Task CutAll_ends_what_is_open_and_takes_new_connections()
    {
        await using FaultProxy proxy = FaultProxy.OnTcp(Target);
        using (Socket first = await ConnectAsync(proxy))
        {
            Assert.Equal(Answer("/a"), await AskAsync(first, "/a", AnswerLength));
            proxy.CutAll();
            Assert.Equal(0, await first.ReceiveAsync(new byte[1]));
        }

        using Socket second = await ConnectAsync(proxy);
        Assert.Equal(Answer("/b"), await AskAsync(second, "/b", AnswerLength));
    }

    [Fact]
    public async Task A_unix_socket_is_proxied_and_removed()
    {
        using TemporaryFolder folder = new();
        string file = folder.Combine("proxy.sock");
        await using (FaultProxy proxy = FaultProxy.OnUnix(Target, file))
        {
            using Socket client = await ConnectAsync(proxy);
            Assert.Equal(Answer("/a"), await AskAsync(client, "/a", AnswerLength));
        }

        Assert.False(File.Exists(file));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _server.Dispose();
        await _serving;
        _end.Dispose();
    }

    private static string Answer(string path) => $"HTTP/1.1 200 OK {path} ".PadRight(AnswerLength, '.');

    private static async Task<Socket> ConnectAsync(FaultProxy proxy)
    {
        EndPoint address = FaultProxy.ParseAddress(proxy.Address);
        Socket client = new(address.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(address);
        return client;
    }

    /// <summary>Sends a request and reads so many bytes, or fewer when the connection ends.</summary>
    private static async Task<string> AskAsync(Socket client, string path, int count)
    {
        await client.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n"));
        StringBuilder text = new();
        byte[] buffer = new byte[1000];
        while (text.Length < count)
        {
            int got = await client.ReceiveAsync(buffer.AsMemory(0, Math.Min(buffer.Length, count - text.Length)));
            if (got == 0)
                break;
            text.Append(Encoding.Latin1.GetString(buffer, 0, got));
        }

        return text.ToString();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _server.AcceptTcpClientAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private static async Task AnswerAsync(TcpClient client)
    {
        using (client)
        using (StreamReader reader = new(client.GetStream()))
        {
            try
            {
                while (await reader.ReadLineAsync() is { } line)
                {
                    if (line.StartsWith("GET ", StringComparison.Ordinal))
                        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(Answer(line.Split(' ')[1])));
                }
            }
            catch (IOException)
            {
                // A proxy that harms may close at any time.
            }
        }
    }
}
