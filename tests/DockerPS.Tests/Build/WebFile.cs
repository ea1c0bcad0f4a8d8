using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DockerPS.Tests.Build;

/// <summary>One file on the web, for engines to fetch; listens on an address that they reach.</summary>
internal sealed class WebFile : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly byte[] _content;
    private readonly string _type;
    private readonly Task _serving;

    public WebFile(IPAddress address, byte[] content, string type)
    {
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _content = content;
        _type = type;
        _serving = ServeAsync();
    }

    /// <summary>The URL of a name on it; every name is the file.</summary>
    public string Url(string name) => $"http://{_listener.LocalEndpoint}/{name}";

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
            catch (IOException)
            {
                // The engine has seen enough: it may look at the head only, first.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        string? first = await reader.ReadLineAsync();
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: {_type}\r\nContent-Length: {_content.Length}\r\nConnection: close\r\n\r\n"));
        if (first?.StartsWith("HEAD ", StringComparison.Ordinal) != true)
        {
            await stream.WriteAsync(_content);
        }
    }
}
