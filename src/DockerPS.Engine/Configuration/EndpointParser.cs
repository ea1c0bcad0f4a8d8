using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace DockerPS.Engine.Configuration;

/// <summary>Reads the text of an endpoint: docker's own rules, stricter where a mistake would reach another engine or a command line.</summary>
internal static partial class EndpointParser
{
    private const string DefaultHost = "127.0.0.1";

    private const string Forms =
        "Write it as unix:///var/run/docker.sock, npipe:////./pipe/docker_engine, tcp://host:2376 or ssh://user@host.";

    private static readonly string[] s_schemes = ["unix", "npipe", "tcp", "ssh", "http", "https"];

    public static (DockerEndpoint? Endpoint, string? Error) Parse(string? text, TlsOptions? tls)
    {
        string trimmed = (text ?? "").Trim();
        if (trimmed.Length == 0)
        {
            return Fail("The endpoint is empty. " + Forms);
        }

        string shown = DisplayText.OfEndpoint(trimmed);
        if (trimmed.Any(char.IsControl))
        {
            return Fail($"The endpoint '{shown}' has a control character. {Forms}");
        }

        int separator = trimmed.IndexOf("://", StringComparison.Ordinal);
        if (separator < 0)
        {
            return ParseBare(trimmed, shown, tls);
        }

        string scheme = trimmed[..separator].ToLowerInvariant();
        string rest = trimmed[(separator + 3)..];
        if (scheme is not ("unix" or "npipe") && rest.Contains("://", StringComparison.Ordinal))
        {
            return Fail($"The endpoint '{shown}' has two schemes. {Forms}");
        }

        return scheme switch
        {
            "unix" => ParseUnix(rest, shown),
            "npipe" => ParseNamedPipe(rest, shown),
            "ssh" => ParseSsh(rest, shown),
            "tcp" => ParseTcp(rest, shown, tls),
            "https" => ParseTcp(rest, shown, tls ?? new TlsOptions(null, null, null)),
            "http" when tls is not null => Fail(
                $"The endpoint '{shown}' says http, which is without TLS, but TLS was asked for. Write tcp:// or https://."),
            "http" => ParseTcp(rest, shown, null),
            "fd" => Fail($"The endpoint '{shown}' is a file descriptor, which only the engine's own side can use. {Forms}"),
            _ => Fail($"The endpoint '{shown}' has the scheme '{DisplayText.Of(scheme)}', which is not known. {Forms}"),
        };
    }

    /// <summary>The path of an ssh endpoint as its URL writes it.</summary>
    public static string EscapePath(string path) =>
        path.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("?", "%3F", StringComparison.Ordinal)
            .Replace("#", "%23", StringComparison.Ordinal);

    private static (DockerEndpoint? Endpoint, string? Error) ParseBare(string text, string shown, TlsOptions? tls)
    {
        if (text[0] is '/' or '.' or '~')
        {
            return Fail($"The endpoint '{shown}' is a path without a scheme. Write a socket as unix:// and its full path, such as unix:///var/run/docker.sock.");
        }

        if (text[0] == '\\')
        {
            return Fail($"The endpoint '{shown}' is a path without a scheme. Write a pipe as npipe:////./pipe/docker_engine.");
        }

        int end = text.IndexOfAny([':', '/']);
        string first = end < 0 ? text : text[..end];
        bool forgotSlashes = end >= 0 && text[end] == ':' && s_schemes.Contains(first, StringComparer.OrdinalIgnoreCase);
        return forgotSlashes
            ? Fail($"The endpoint '{shown}' has '{first}:' without '//'. {Forms}")
            : ParseTcp(text, shown, tls);
    }

    private static (DockerEndpoint? Endpoint, string? Error) ParseUnix(string path, string shown)
    {
        if (path.Length == 0)
        {
            path = DockerEndpoint.DefaultUnixSocket;
        }

        bool isAbsolute = path[0] == '/' || (OperatingSystem.IsWindows() && Path.IsPathFullyQualified(path));
        if (!isAbsolute || path.Contains("://", StringComparison.Ordinal))
        {
            return Fail($"The endpoint '{shown}' needs the full path of the socket. Write it with three slashes, such as unix:///var/run/docker.sock.");
        }

        return Made(new DockerEndpoint { Scheme = EndpointScheme.Unix, Address = path });
    }

    private static (DockerEndpoint? Endpoint, string? Error) ParseNamedPipe(string path, string shown)
    {
        string pipe = path.Length == 0 ? DockerEndpoint.DefaultNamedPipe : path.Replace('\\', '/');
        return PipePattern().IsMatch(pipe)
            ? Made(new DockerEndpoint { Scheme = EndpointScheme.NamedPipe, Address = pipe })
            : Fail($"The endpoint '{shown}' is not a pipe's path. Write it as npipe:////./pipe/docker_engine.");
    }

    private static (DockerEndpoint? Endpoint, string? Error) ParseSsh(string rest, string shown)
    {
        if (rest.AsSpan().IndexOfAny('?', '#') >= 0)
        {
            return Fail($"The endpoint '{shown}' has a query or a fragment, which ssh:// cannot have. Write it as ssh://user@host:22/path.");
        }

        int slash = rest.IndexOf('/');
        string authority = slash < 0 ? rest : rest[..slash];
        string path = slash < 0 ? "" : Uri.UnescapeDataString(rest[slash..]);
        int at = authority.LastIndexOf('@');
        string? user = at < 0 ? null : authority[..at];
        if (user is not null && user.Contains(':'))
        {
            return Fail("An ssh endpoint has a password, which is not supported. Write it as ssh://user@host and let ssh's own keys, agent or configuration log in.");
        }

        if (user is not null && !NamePattern().IsMatch(user))
        {
            return Fail($"The endpoint '{shown}' has a user that is not allowed. A user has letters, digits, '_', '.', and '-', and does not begin with '-' or '.'.");
        }

        if (path.Trim('/').Length == 0)
        {
            path = "";
        }

        if (path.Any(char.IsControl))
        {
            return Fail($"The endpoint '{shown}' has a control character in its path. Write it as ssh://user@host:22/path.");
        }

        if (!TrySplitAuthority(authority[(at + 1)..], shown, out string host, out int port, out string? error))
        {
            return Fail(error);
        }

        if (host.Length == 0)
        {
            return Fail($"The endpoint '{shown}' has no host. Write it as ssh://user@host.");
        }

        if (!NamePattern().IsMatch(host) && !IsIPv6(host))
        {
            return Fail($"The endpoint '{shown}' has a host that is not allowed. A host has letters, digits, '_', '.', and '-', does not begin with '-' or '.', or is an address, IPv6 in brackets.");
        }

        return Made(new DockerEndpoint { Scheme = EndpointScheme.Ssh, Address = host, Port = port, User = user, Path = path });
    }

    private static (DockerEndpoint? Endpoint, string? Error) ParseTcp(string rest, string shown, TlsOptions? tls)
    {
        if (rest.Contains('@'))
        {
            return Fail($"The endpoint '{shown}' has a user or a password, which tcp cannot have. Write it as tcp://host:2376 and use TLS certificates.");
        }

        int slash = rest.IndexOf('/');
        string authority = slash < 0 ? rest : rest[..slash];
        string path = slash < 0 ? "" : rest[slash..].TrimEnd('/');
        if (!UrlPathPattern().IsMatch(path))
        {
            return Fail($"The endpoint '{shown}' has a path that a request cannot begin with. Leave it out, or write it percent-encoded, without a query.");
        }

        if (!TrySplitAuthority(authority, shown, out string host, out int port, out string? error))
        {
            return Fail(error);
        }

        if (host.Length > 0 && !HostPattern().IsMatch(host) && !IsIPv6(host))
        {
            return Fail($"The endpoint '{shown}' has a host that is neither a name nor an address. {Forms}");
        }

        return Made(new DockerEndpoint
        {
            Scheme = EndpointScheme.Tcp,
            Address = host.Length == 0 ? DefaultHost : host,
            Port = port != 0 ? port : tls is null ? DockerEndpoint.DefaultPort : DockerEndpoint.DefaultTlsPort,
            Path = path,
            Tls = tls,
        });
    }

    /// <summary>Splits host:port; the brackets of an IPv6 address go, a missing port is 0.</summary>
    private static bool TrySplitAuthority(string authority, string shown, out string host, out int port, [NotNullWhen(false)] out string? error)
    {
        (host, port, error) = (authority, 0, null);
        string portText = "";
        if (authority.StartsWith('['))
        {
            int close = authority.IndexOf(']');
            string address = close < 0 ? "" : authority[1..close];
            string after = close < 0 ? "" : authority[(close + 1)..];
            if (!IsIPv6(address) || (after.Length > 0 && after[0] != ':'))
            {
                error = $"The endpoint '{shown}' has brackets that do not hold an IPv6 address. Write it as tcp://[::1]:2375.";
                return false;
            }

            host = address;
            portText = after.TrimStart(':');
        }
        else
        {
            int colon = authority.IndexOf(':');
            if (colon >= 0 && authority.LastIndexOf(':') != colon)
            {
                error = $"The endpoint '{shown}' has more than one colon in its host. Write an IPv6 address in brackets, such as tcp://[::1]:2375.";
                return false;
            }

            if (colon >= 0)
            {
                (host, portText) = (authority[..colon], authority[(colon + 1)..]);
            }
        }

        bool isPort = portText.Length == 0
            || (int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= ushort.MaxValue);
        if (!isPort)
        {
            error = $"The endpoint '{shown}' has a port that is not a number from 1 to 65535. {Forms}";
        }

        return isPort;
    }

    private static bool IsIPv6(string text) =>
        text.Contains(':') && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6
        && !text.AsSpan().ContainsAny('[', ']', '/');

    private static (DockerEndpoint? Endpoint, string? Error) Made(DockerEndpoint endpoint) => (endpoint, null);

    private static (DockerEndpoint? Endpoint, string? Error) Fail(string error) => (null, error);

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A[\p{L}\p{N}_][\p{L}\p{N}._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex HostPattern();

    [GeneratedRegex(@"\A//[^/]+/pipe/[^/].*\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PipePattern();

    [GeneratedRegex(@"\A(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex UrlPathPattern();
}
