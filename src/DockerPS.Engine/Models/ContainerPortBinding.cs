namespace DockerPS;

/// <summary>A port of a container that is published on its engine's machine (NetworkSettings.Ports of GET /containers/{id}/json).</summary>
public sealed class ContainerPortBinding : DockerObject
{
    internal ContainerPortBinding()
    {
    }

    /// <summary>The container's name.</summary>
    public string Container { get; internal init; } = "";

    /// <summary>The container's full id.</summary>
    public string ContainerId { get; internal init; } = "";

    /// <summary>The port in the container.</summary>
    public int ContainerPort { get; internal init; }

    /// <summary>tcp, udp or sctp.</summary>
    public string Protocol { get; internal init; } = "tcp";

    /// <summary>The address on the engine's machine; 0.0.0.0 and :: stand for all of them (HostIp).</summary>
    public string HostAddress { get; internal init; } = "";

    /// <summary>The port on the engine's machine (HostPort).</summary>
    public int HostPort { get; internal init; }

    /// <summary>As docker port writes it: 80/tcp -> 0.0.0.0:8080.</summary>
    public override string ToString() =>
        $"{ContainerPort}/{Protocol} -> {(HostAddress.Contains(':', StringComparison.Ordinal) ? $"[{HostAddress}]" : HostAddress)}:{HostPort}";
}
