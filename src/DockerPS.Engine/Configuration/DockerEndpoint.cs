using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace DockerPS.Engine.Configuration;

/// <summary>Where an engine listens, parsed and checked. Value equality makes it the key of a client.</summary>
internal sealed record DockerEndpoint
{
    public const string DefaultUnixSocket = "/var/run/docker.sock";

    public const string DefaultNamedPipe = "//./pipe/docker_engine";

    public const int DefaultPort = 2375;

    public const int DefaultTlsPort = 2376;

    private static readonly TlsOptions s_systemTls = new(null, null, null);

    public required EndpointScheme Scheme { get; init; }

    /// <summary>The path of the socket (unix), the pipe's path as //server/pipe/name (npipe), or the host (tcp, ssh).</summary>
    public required string Address { get; init; }

    /// <summary>The port of tcp and ssh; 0 where the scheme has none, or where ssh's own configuration decides.</summary>
    public int Port { get; init; }

    /// <summary>The user of ssh://user@host; null lets ssh's own configuration decide.</summary>
    public string? User { get; init; }

    /// <summary>For ssh, the remote socket of ssh://host/path; for tcp a path before every request; else empty.</summary>
    public string Path { get; init; } = "";

    /// <summary>TLS material of tcp; null is plain TCP.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>True where everyone on the way can read what is sent: plain TCP to another machine.</summary>
    public bool IsReadableOnTheWay => Scheme == EndpointScheme.Tcp && Tls is null && !IsLoopback(Address);

    /// <summary>True where the same text is another engine on another machine: sockets, pipes, loopback.</summary>
    public bool IsLocal => Scheme is EndpointScheme.Unix || (Scheme is EndpointScheme.NamedPipe
        ? Address.StartsWith("//./", StringComparison.Ordinal)
        : IsLoopback(Address));

    /// <summary>True where a host is this machine itself.</summary>
    public static bool IsLoopback(string host)
    {
        string bare = host.TrimStart('[').TrimEnd(']');
        return bare.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(bare, out IPAddress? address) && IPAddress.IsLoopback(address));
    }

    /// <summary>Reads an endpoint as the docker CLI writes it; a host without a scheme is tcp.</summary>
    /// <param name="text">unix:///path, npipe:////./pipe/name, tcp://host:port/prefix, ssh://user@host:port/path, http://, https://.</param>
    /// <param name="tls">The TLS identity for tcp; sockets, pipes and ssh do not use it.</param>
    /// <exception cref="FormatException">The text is no endpoint; the message says what to write.</exception>
    public static DockerEndpoint Parse(string text, TlsOptions? tls = null) =>
        TryParse(text, tls, out DockerEndpoint? endpoint, out string? error) ? endpoint : throw new FormatException(error);

    /// <summary>As <see cref="Parse"/>, telling what is wrong in <paramref name="error"/>.</summary>
    public static bool TryParse(
        string? text,
        TlsOptions? tls,
        [NotNullWhen(true)] out DockerEndpoint? endpoint,
        [NotNullWhen(false)] out string? error)
    {
        (endpoint, error) = EndpointParser.Parse(text, tls);
        return error is null;
    }

    /// <summary>The canonical text: what <see cref="Parse"/> reads again.</summary>
    public override string ToString() => Scheme switch
    {
        EndpointScheme.Unix => "unix://" + Address,
        EndpointScheme.NamedPipe => "npipe://" + Address,
        EndpointScheme.Ssh => "ssh://" + (User is null ? "" : User + "@") + HostAndPort(Address, Port) + EndpointParser.EscapePath(Path),
        // TLS without files is wholly told by https; files are named by the environment or the context.
        _ => (Tls == s_systemTls ? "https://" : "tcp://") + HostAndPort(Address, Port) + Path,
    };

    /// <summary>A host as it stands in an address: IPv6 in brackets, and the port where there is one.</summary>
    public static string HostAndPort(string host, int port)
    {
        string bracketed = host.Contains(':') && !host.StartsWith('[') ? $"[{host}]" : host;
        return port == 0 ? bracketed : string.Create(CultureInfo.InvariantCulture, $"{bracketed}:{port}");
    }
}
