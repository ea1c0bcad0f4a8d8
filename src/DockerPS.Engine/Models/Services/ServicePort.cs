using System.Globalization;

namespace DockerPS;

/// <summary>A port of a service, and where it is published (Ports).</summary>
public sealed class ServicePort
{
    /// <summary>A name that somebody gave it; mostly empty (Name).</summary>
    public string Name { get; set; } = "";

    /// <summary>tcp, udp or sctp (Protocol).</summary>
    public string Protocol { get; set; } = "tcp";

    /// <summary>The port in the container (TargetPort).</summary>
    public int TargetPort { get; set; }

    /// <summary>The port on the nodes; 0 is one that the swarm or the node chooses (PublishedPort).</summary>
    public int PublishedPort { get; set; }

    /// <summary>ingress: on every node of the swarm. host: on the nodes that run a task (PublishMode).</summary>
    public string PublishMode { get; set; } = "";

    /// <summary>As docker writes it: *:8080->80/tcp.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"*:{(PublishedPort == 0 ? "" : PublishedPort.ToString(CultureInfo.InvariantCulture))}->{TargetPort}/{Protocol}");
}
