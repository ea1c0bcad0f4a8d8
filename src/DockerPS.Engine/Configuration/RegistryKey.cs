using System.Globalization;

namespace DockerPS.Engine.Configuration;

/// <summary>The names under which credentials of registries are kept.</summary>
internal static class RegistryKey
{
    /// <summary>The key of Docker Hub: the address of an index long gone.</summary>
    public const string DockerHub = "https://index.docker.io/v1/";

    /// <summary>The key for a registry's host as image references have it.</summary>
    public static string Of(string registryHost) => registryHost is "docker.io" or "index.docker.io" ? DockerHub : registryHost;

    /// <summary>The key for what a user writes: a host, host:port, or an address, of which scheme and path are left out as docker login does.</summary>
    /// <exception cref="InvalidRequestException">No host is in it.</exception>
    public static string FromText(string text)
    {
        string host = HostOf(text.Trim());
        bool isHost = host.Length > 0 && (char.IsAsciiLetterOrDigit(host[0]) || host[0] == '[')
            && host.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '[' or ']');
        return isHost && host[^1] != ':'
            ? Of(host)
            : throw new InvalidRequestException("BadParameter", $"'{DisplayText.Of(text)}' is not a registry. Give its host, or host:port, such as registry.example:5000.");
    }

    /// <summary>The registry that a key is for, as image references name it: docker.io, host or host:port.</summary>
    public static string RegistryOf(string key) => HostOf(key) is "index.docker.io" ? ImageReference.DefaultRegistry : HostOf(key);

    /// <summary>The registry that BuildKit asks credentials for, as image references name it: Docker Hub's is another host there.</summary>
    public static string RegistryOfBuildKit(string host) => host == "registry-1.docker.io" ? ImageReference.DefaultRegistry : host;

    /// <summary>The host and port of a key that old tools wrote as a URL; a bare host is kept.</summary>
    public static string HostOf(string key)
    {
        int separator = key.IndexOf("://", StringComparison.Ordinal);
        if (separator < 0)
        {
            return BeforeSlash(key);
        }

        string authority = BeforeSlash(key[(separator + 3)..]);
        if (authority.Length == 0)
        {
            return BeforeSlash(key);
        }

        string host = authority[(authority.LastIndexOf('@') + 1)..];
        int colon = host.LastIndexOf(':');
        bool isBareIPv6 = !host.StartsWith('[') && host.IndexOf(':') != colon;
        bool hasPort = isBareIPv6 && int.TryParse(host[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return hasPort ? $"[{host[..colon]}]{host[colon..]}" : host.TrimEnd(':');
    }

    private static string BeforeSlash(string text) => text.Split('/', 2)[0];
}
