namespace DockerPS;

/// <summary>A port of a service, and where it is published (ports).</summary>
public sealed class ComposePort : ComposeElement
{
    /// <summary>A name for people (name).</summary>
    public string? Name { get; init; }

    /// <summary>ingress, on every node of a swarm, or host, on the task's node only (mode).</summary>
    public string Mode { get; init; } = "ingress";

    /// <summary>The address it is published on; null is all (host_ip).</summary>
    public string? HostAddress { get; init; }

    /// <summary>The port in the container (target).</summary>
    public int Target { get; init; }

    /// <summary>The port on the engine's machine, or a range to choose from; null is any free one (published).</summary>
    public string? Published { get; init; }

    /// <summary>tcp, udp or sctp (protocol).</summary>
    public string Protocol { get; init; } = "tcp";

    /// <summary>What is spoken there, such as http (app_protocol).</summary>
    public string? ApplicationProtocol { get; init; }

    /// <summary>As docker writes it: 127.0.0.1:8080->80/tcp.</summary>
    public override string ToString() => $"{(HostAddress is null ? "" : (HostAddress.Contains(':') ? $"[{HostAddress}]" : HostAddress) + ":")}{(Published is null ? "" : Published + "->")}{Target}/{Protocol}";
}
