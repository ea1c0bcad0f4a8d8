using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>A port of a container, and where it is published.</summary>
public sealed class PortMapping
{
    /// <summary>The address on the engine's machine; null where the port is not published (IP).</summary>
    [JsonPropertyName("IP")]
    public string? HostAddress { get; set; }

    /// <summary>The port on the engine's machine; null where it is not published (PublicPort).</summary>
    [JsonPropertyName("PublicPort")]
    public int? HostPort { get; set; }

    /// <summary>The port in the container (PrivatePort).</summary>
    [JsonPropertyName("PrivatePort")]
    public int ContainerPort { get; set; }

    /// <summary>tcp, udp or sctp (Type).</summary>
    [JsonPropertyName("Type")]
    public string Protocol { get; set; } = "tcp";

    /// <summary>As docker writes it: 0.0.0.0:8080->80/tcp, or 80/tcp where it is not published.</summary>
    public override string ToString()
    {
        if (HostPort is not int port)
        {
            return $"{ContainerPort}/{Protocol}";
        }

        string address = HostAddress is { } text && text.Contains(':') ? $"[{text}]" : HostAddress ?? "";
        return $"{address}:{port}->{ContainerPort}/{Protocol}";
    }
}
