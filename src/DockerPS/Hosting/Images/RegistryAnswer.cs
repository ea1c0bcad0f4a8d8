namespace DockerPS.Hosting;

/// <summary>Tells what a registry's failure means, which engines pass on by its text alone.</summary>
internal static class RegistryAnswer
{
    private static readonly string[] s_unreachable =
    [
        "dial tcp",
        "connection refused",
        "no such host",
        "i/o timeout",
        "Client.Timeout",
        "TLS handshake",
        "x509:",
        "server gave HTTP response to HTTPS client",
        "tls:",
        ": EOF",
    ];

    /// <summary>The failure of a call that the engine answers by asking a registry.</summary>
    /// <param name="registry">The registry as host or host:port.</param>
    /// <param name="what">What could not be done: "'redis' could not be searched for".</param>
    /// <param name="message">The engine's words.</param>
    public static RegistryException ToException(string registry, string what, string message) => new(registry, $"{what}: {message}")
    {
        IsUnreachable = !ErrorMapper.IsRegistryRefusal(message) && s_unreachable.Any(text => message.Contains(text, StringComparison.Ordinal)),
        Advice = AdviceOn(message, registry),
    };

    /// <summary>What the user can do about it, where that is known.</summary>
    public static string? AdviceOn(string message, string registry)
    {
        if (ErrorMapper.IsRegistryRefusal(message))
        {
            return $"The registry {registry} wants a login that may do this: log in with Connect-DockerRegistry {registry}, or give -Credential.";
        }

        if (message.Contains("x509:", StringComparison.Ordinal))
        {
            return $"The engine does not trust the certificate of {registry}: put its authority into /etc/docker/certs.d/{registry}/ca.crt where the engine runs.";
        }

        return message.Contains("server gave HTTP response to HTTPS client", StringComparison.Ordinal)
            || message.Contains("first record does not look like a TLS handshake", StringComparison.Ordinal)
            ? $"{registry} speaks no TLS: the engine takes it only as one of its insecure-registries."
            : null;
    }
}
