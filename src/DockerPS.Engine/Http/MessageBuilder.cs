using System.Net;
using System.Net.Http.Headers;
using System.Reflection;

namespace DockerPS.Engine.Http;

/// <summary>Makes the HTTP message of a request.</summary>
internal sealed class MessageBuilder
{
    // A refusal then comes before the upload; small bodies are not worth the round trip.
    private const int ExpectContinueFrom = 1024 * 1024;

    private static readonly string s_userAgent = CreateUserAgent();

    private readonly string _baseAddress;
    private readonly string? _host;
    private readonly List<KeyValuePair<string, string>> _headers;

    /// <param name="baseAddress">What goes before the path.</param>
    /// <param name="host">The Host header, which is also the name that TLS expects; null takes it from the address.</param>
    /// <param name="headers">Headers of every request, as "Name: value" lines.</param>
    public MessageBuilder(string baseAddress, string? host, string headers)
    {
        _baseAddress = baseAddress;
        _host = host;
        _headers = [.. Parse(headers)];
    }

    public HttpRequestMessage Build(DockerRequest request, ApiVersion? version, bool upgrade, RequestClock clock)
    {
        string prefix = version is null ? "" : $"/v{version}";
        var message = new HttpRequestMessage(request.Method, new Uri(_baseAddress + prefix + request.Path + request.Query, UriKind.Absolute))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Headers.Host = _host;
        Set(message.Headers, KeyValuePair.Create("User-Agent", s_userAgent));
        foreach (KeyValuePair<string, string> header in _headers.Concat(request.Headers))
        {
            Set(message.Headers, header);
        }

        if (upgrade)
        {
            message.Headers.Connection.Add("Upgrade");
            if (message.Headers.Upgrade.Count == 0)
            {
                message.Headers.Upgrade.Add(new ProductHeaderValue("tcp"));
            }
        }

        if (request.Content is { } make)
        {
            HttpContent content = make();
            message.Content = new UploadContent(content, clock);
            message.Headers.ExpectContinue = content.Headers.ContentLength is not { } length || length >= ExpectContinueFrom ? true : null;
        }

        return message;
    }

    private static void Set(HttpRequestHeaders headers, KeyValuePair<string, string> header)
    {
        headers.Remove(header.Key);
        headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    private static IEnumerable<KeyValuePair<string, string>> Parse(string headers)
    {
        foreach (string line in headers.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                yield return KeyValuePair.Create(line[..colon].TrimEnd(), line[(colon + 1)..].TrimStart());
            }
        }
    }

    private static string CreateUserAgent()
    {
        string version = typeof(MessageBuilder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        string system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return $"DockerPS/{version} ({system})";
    }
}
