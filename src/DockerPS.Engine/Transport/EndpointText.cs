using System.Globalization;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Transport;

/// <summary>An endpoint as messages name it.</summary>
internal static class EndpointText
{
    public static string Of(DockerEndpoint endpoint)
    {
        string port = endpoint.Port == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{endpoint.Port}");
        return endpoint.Scheme switch
        {
            EndpointScheme.Unix => "unix://" + endpoint.Address,
            EndpointScheme.NamedPipe => "npipe://" + endpoint.Address,
            EndpointScheme.Tcp => "tcp://" + Host(endpoint.Address) + port + endpoint.Path,
            EndpointScheme.Ssh => "ssh://" + (endpoint.User is null ? "" : endpoint.User + "@") + Host(endpoint.Address) + port + endpoint.Path,
            _ => throw new ArgumentOutOfRangeException(nameof(endpoint)),
        };
    }

    /// <summary>A host as it stands in an address: IPv6 in brackets.</summary>
    public static string Host(string host) =>
        host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
}
