using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Transport;

/// <summary>Words for what goes wrong while connecting: what failed, and what to check.</summary>
internal static class ConnectErrors
{
    private const string CheckEngine = "Check that the engine runs, and that the address is the right one (-HostAddress, -Context, DOCKER_HOST).";

    public static EngineUnreachableException Create(DockerEndpoint endpoint, ConnectFailure failure, string reason, string advice, Exception? innerException = null)
    {
        string text = endpoint.ToString();
        return new EngineUnreachableException(text, failure, $"Cannot reach the Docker engine at {text}: {reason}", innerException) { Advice = advice };
    }

    public static EngineUnreachableException Socket(DockerEndpoint endpoint, string target, SocketException error) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => Create(endpoint, ConnectFailure.Refused, $"nothing listens at {target} (connection refused).", CheckEngine, error),
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
            Create(endpoint, ConnectFailure.HostUnreachable, $"the host name of {target} cannot be resolved.", "Check the spelling of the host and the name server.", error),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown =>
            Create(endpoint, ConnectFailure.HostUnreachable, $"there is no route to {target}.", "Check the network, a VPN, and the firewall between here and the engine.", error),
        SocketError.TimedOut => Create(endpoint, ConnectFailure.Timeout, $"{target} did not answer.", "Check the network and the firewall between here and the engine.", error),
        SocketError.AccessDenied => Create(endpoint, ConnectFailure.PermissionDenied, $"this system does not allow a connection to {target}.", "Check the firewall of this machine.", error),
        _ => Create(endpoint, ConnectFailure.Other, $"connecting to {target} failed: {error.Message}", CheckEngine, error),
    };

    public static EngineUnreachableException SocketFileMissing(DockerEndpoint endpoint, Exception? error = null) => Create(
        endpoint, ConnectFailure.NotFound, $"the socket {endpoint.Address} does not exist.", "Check that the engine is installed and running, or name another one (-HostAddress, -Context, DOCKER_HOST).", error);

    public static EngineUnreachableException PipeMissing(DockerEndpoint endpoint, Exception? error = null) => Create(
        endpoint, ConnectFailure.NotFound, $"the pipe {endpoint.Address} does not exist.", "Check that Docker Desktop or the engine's service is running, or name another engine (-HostAddress, -Context, DOCKER_HOST).", error);

    public static EngineUnreachableException NoRight(DockerEndpoint endpoint, Exception error) => Create(
        endpoint, ConnectFailure.PermissionDenied, $"you have no right to {endpoint.Address} (permission denied).",
        OperatingSystem.IsWindows()
            ? "Add your user to the group docker-users and sign in again, or use an elevated shell."
            : "Add your user to the group that owns the socket (usually docker) and log in again, or use a rootless engine.",
        error);

    public static EngineUnreachableException TimedOut(DockerEndpoint endpoint, string phase, TimeSpan limit, Exception? error = null) => Create(
        endpoint, ConnectFailure.Timeout, $"{phase} took longer than {Seconds(limit)}.", "Check the network and the firewall between here and the engine; -ConnectTimeout gives it more time.", error);

    public static EngineUnreachableException Tls(DockerEndpoint endpoint, string reason, string advice, Exception? error = null) =>
        Create(endpoint, ConnectFailure.Tls, reason, advice, error);

    /// <summary>A handshake that ended before any certificate could be judged.</summary>
    public static EngineUnreachableException Handshake(DockerEndpoint endpoint, Exception error)
    {
        string detail = Innermost(error).Message;
        bool notTls = error is AuthenticationException && (detail.Contains("frame size", StringComparison.OrdinalIgnoreCase) || detail.Contains("wrong version number", StringComparison.OrdinalIgnoreCase));
        return notTls
            ? Tls(endpoint, "the other side does not speak TLS.", "Check the port (2376 is usual with TLS, 2375 without), or leave TLS away.", error)
            : Tls(endpoint, $"the TLS handshake failed: {detail}", "Check that the port is the engine's TLS port, and that it speaks TLS 1.2 or newer.", error);
    }

    /// <summary>The engine ended the connection right after the handshake: with TLS 1.3 it judges our certificate only then.</summary>
    public static EngineUnreachableException ClientCertificateRefused(DockerEndpoint endpoint, DateTime? validUntil, Exception error)
    {
        if (validUntil is not { } end)
        {
            return Tls(endpoint, "the engine wants a client certificate, and none is configured.", "Put cert.pem and key.pem beside ca.pem (DOCKER_CERT_PATH, or the context's TLS files).", error);
        }

        string file = endpoint.Tls!.CertificateFile!;
        return end < DateTime.Now
            ? Tls(endpoint, string.Create(CultureInfo.InvariantCulture, $"the engine refused the client certificate {file}: it expired on {end:yyyy-MM-dd HH:mm}."), "Renew the client certificate.", error)
            : Tls(endpoint, $"the engine refused the client certificate {file}.", "Check that it is signed by the CA that the engine trusts (its --tlscacert).", error);
    }

    public static string Seconds(TimeSpan limit) => string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0.###} s");

    public static Exception Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error;
    }
}
