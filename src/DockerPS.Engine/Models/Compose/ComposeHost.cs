namespace DockerPS;

/// <summary>An entry of /etc/hosts (extra_hosts).</summary>
public sealed class ComposeHost
{
    /// <summary>The host.</summary>
    public string Name { get; init; } = "";

    /// <summary>The address, or host-gateway.</summary>
    public string Address { get; init; } = "";

    /// <summary>As compose writes it: host=1.2.3.4.</summary>
    public override string ToString() => $"{Name}={Address}";
}
