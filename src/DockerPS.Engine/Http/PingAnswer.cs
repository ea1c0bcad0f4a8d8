using System.Net;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Transport;

namespace DockerPS.Engine.Http;

/// <summary>Reads what /_ping answered, and settles the version to speak.</summary>
internal static class PingAnswer
{
    /// <summary>The identity in the headers. Whatever answers without Api-Version is no engine.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="text">The body as an error message would show it.</param>
    /// <param name="endpoint">Where it came from.</param>
    /// <param name="pinned">The version to speak in any case; null settles on one that both sides know.</param>
    public static EngineIdentity Read(HttpResponseMessage response, string text, DockerEndpoint endpoint, ApiVersion? pinned)
    {
        if (!ApiVersion.TryParse(Header(response, "Api-Version"), out ApiVersion theirs))
        {
            throw NotAnEngine(response.StatusCode, text, endpoint);
        }

        return new EngineIdentity(
            pinned ?? Settle(theirs, endpoint),
            theirs,
            DisplayText.OfMessage(Header(response, "Ostype")).ToLowerInvariant(),
            DisplayText.OfMessage(Version(Header(response, "Server"))),
            DisplayText.OfMessage(Header(response, "Builder-Version")))
        {
            IsPodman = Header(response, "Server").StartsWith("Libpod/", StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>The version out of a Server header such as "Docker/20.10.24 (linux)" or "Libpod/5.8.6 (linux)".</summary>
    internal static string Version(string server)
    {
        string product = server.Split(' ', 2)[0];
        int slash = product.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "" : product[(slash + 1)..];
    }

    private static ApiVersion Settle(ApiVersion theirs, DockerEndpoint endpoint)
    {
        if (theirs < ApiVersion.Oldest)
        {
            throw new NotSupportedByEngineException($"The engine at {endpoint} speaks Docker API {theirs} at most; DockerPS needs {ApiVersion.Oldest} (engine 19.03) or newer.")
            {
                Advice = "Upgrade the engine, or pin a version with -ApiVersion or DOCKER_API_VERSION at your own risk.",
            };
        }

        return theirs < ApiVersion.Newest ? theirs : ApiVersion.Newest;
    }

    private static EngineUnreachableException NotAnEngine(HttpStatusCode status, string text, DockerEndpoint endpoint)
    {
        if (text.Contains("HTTP request to an HTTPS server", StringComparison.Ordinal))
        {
            return ConnectErrors.Tls(endpoint, "it wants TLS.", "Use TLS: DOCKER_TLS_VERIFY with DOCKER_CERT_PATH, or a context with TLS files.");
        }

        string said = text.Length == 0 ? "" : $" '{Shorten(text)}'";
        return ConnectErrors.Create(
            endpoint, ConnectFailure.NotAnEngine, $"what answers there is not a Docker engine (/_ping answered {(int)status}{said}).",
            "Check the address and the port, and that no proxy stands between (NO_PROXY).");
    }

    private static string Shorten(string text)
    {
        const int Max = 120;
        string line = text.Split('\n')[0];
        return line.Length > Max ? line[..Max] + "..." : line;
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() ?? "" : "";
}
