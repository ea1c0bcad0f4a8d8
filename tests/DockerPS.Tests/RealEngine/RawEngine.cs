using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.RealEngine;

/// <summary>Plain HTTP to an engine, without the client under test: prepares what a test needs and looks at what it did.</summary>
internal sealed class RawEngine : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="address">unix:///path or tcp://host:port.</param>
    public RawEngine(string address)
    {
        Address = address;
        EndPoint target = FaultProxy.ParseAddress(address);
        SocketsHttpHandler handler = new()
        {
            UseProxy = false,
            ConnectCallback = async (_, cancel) =>
            {
                Socket socket = new(target is UnixDomainSocketEndPoint ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(target, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://engine/"), Timeout = TimeSpan.FromMinutes(2) };
    }

    public string Address { get; }

    /// <summary>Sends a request and returns the answer's text.</summary>
    /// <exception cref="HttpRequestException">The engine refused; the message holds its words.</exception>
    public async Task<string> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using HttpRequestMessage request = new(method, path) { Content = content };
        using HttpResponseMessage response = await _http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? text
            : throw new HttpRequestException($"{method} {path}: {(int)response.StatusCode} {text.Trim()}", null, response.StatusCode);
    }

    public Task<string> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<JsonNode> GetJsonAsync(string path) => JsonNode.Parse(await GetAsync(path))!;

    /// <summary>Posts JSON; the answer's JSON, or null where there is none.</summary>
    public async Task<JsonNode?> PostAsync(string path, JsonNode? body = null)
    {
        using StringContent content = new(body?.ToJsonString() ?? "", Encoding.UTF8, "application/json");
        string answer = await SendAsync(HttpMethod.Post, path, content);
        return answer.Length == 0 ? null : JsonNode.Parse(answer);
    }

    /// <summary>Deletes; what is not there any more is no error.</summary>
    public async Task DeleteAsync(string path)
    {
        try
        {
            await SendAsync(HttpMethod.Delete, path);
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            // Somebody else was faster.
        }
    }

    /// <summary>Whether the image is there.</summary>
    public async Task<bool> HasImageAsync(string reference)
    {
        try
        {
            await GetAsync($"images/{reference}/json");
            return true;
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();
}
