using System.ComponentModel;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Transport;

namespace DockerPS.Engine.Http;

/// <summary>Turns what the HTTP handler throws before the head of an answer into an error that says what happened.</summary>
internal static class RequestFailure
{
    public static EngineTimeoutException TimedOut(string phase, TimeSpan limit) =>
        new(phase, limit, $"The engine took the connection, but {phase} did not come within {ConnectErrors.Seconds(limit)}.")
        {
            Advice = "The engine may be frozen or overloaded. -RequestTimeout gives it more time.",
        };

    public static EngineTimeoutException Silent(string what, TimeSpan limit) =>
        new($"the first byte of the answer to {what}", limit, $"The engine took {what}, which may last, but it does not answer GET /_ping within {ConnectErrors.Seconds(limit)}, either.")
        {
            Advice = "The engine may be frozen or overloaded, and whether it did what was asked is not known. -RequestTimeout gives it more time.",
        };

    /// <summary>The error to throw. Cancellation and the limit are the caller's to look at first.</summary>
    /// <param name="error">What the handler threw.</param>
    /// <param name="clock">The request's clock.</param>
    /// <param name="endpoint">The engine's endpoint.</param>
    /// <param name="tls">The TLS material in use; null without TLS.</param>
    /// <param name="connectLimit">How long connecting was allowed to take.</param>
    /// <param name="what">The request, for messages: "GET /info".</param>
    /// <param name="isPing">True for the question that comes before all others.</param>
    public static Exception Explain(Exception error, RequestClock clock, DockerEndpoint endpoint, TlsMaterial? tls, TimeSpan connectLimit, string what, bool isPing)
    {
        if (clock.ContentError is { } contentError)
        {
            return contentError;
        }

        if (Chain(error).OfType<DockerException>().FirstOrDefault() is { } known)
        {
            return known;
        }

        if (error is OperationCanceledException)
        {
            // Transports name their own phase; what is left of connecting is the handler's.
            return tls is null ? error : ConnectErrors.TimedOut(endpoint, "the TLS handshake", connectLimit, error);
        }

        // Some close without the alert that would say why; then nothing else explains an end right after the handshake.
        if (tls is not null && clock.Connection is not { HasReceived: true } && (RefusesCertificate(error) || (isPing && clock.Connection is not null && StreamFailure.IsLoss(error))))
        {
            return tls.ClientCertificateRefused(error);
        }

        return error switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => ConnectErrors.Handshake(endpoint, error.InnerException ?? error),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
                ConnectErrors.Create(endpoint, ConnectFailure.HostUnreachable, "the proxy on the way refused to connect.", "Check HTTPS_PROXY, or put the host into NO_PROXY.", error),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } =>
                new InvalidResponseException($"The answer to {what} is not HTTP as an engine speaks it: {DisplayText.OfMessage(ConnectErrors.Innermost(error).Message)}", error),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
                ConnectErrors.Create(endpoint, ConnectFailure.Other, $"connecting failed: {ConnectErrors.Innermost(error).Message}", "Check that the engine runs, and that the address is the right one.", error),
            _ when StreamFailure.IsLoss(error) => StreamFailure.Lost($"the answer to {what}", error),
            _ => error,
        };
    }

    private static bool RefusesCertificate(Exception error) => Chain(error).Any(e =>
        (e is CryptographicException or AuthenticationException or (Win32Exception and not SocketException))
        && (e.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("unknown ca", StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<Exception> Chain(Exception error)
    {
        for (Exception? e = error; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }
}
