namespace DockerPS;

/// <summary>A network of a project.</summary>
public sealed class ComposeNetwork : ComposeElement, IComposeNamed
{
    /// <summary>What the file calls it.</summary>
    public string Key { get; init; } = "";

    /// <summary>The name on the engine: the one given, or the project's name, an underscore and the key (name).</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether the file gives the name.</summary>
    public bool IsNameGiven { get; init; }

    /// <summary>The driver; null is the engine's own choice (driver).</summary>
    public string? Driver { get; init; }

    /// <summary>Options of the driver (driver_opts).</summary>
    public StringMap DriverOptions { get; init; } = [];

    /// <summary>Its addresses (ipam).</summary>
    public ComposeIpam? Ipam { get; init; }

    /// <summary>Whether it must be there already and is not made (external).</summary>
    public bool External { get; init; }

    /// <summary>Whether it does not lead outside (internal).</summary>
    public bool? Internal { get; init; }

    /// <summary>Whether containers that are no tasks can join it (attachable).</summary>
    public bool? Attachable { get; init; }

    /// <summary>Its labels (labels).</summary>
    public StringMap Labels { get; init; } = [];

    /// <summary>Whether it has IPv4 addresses (enable_ipv4).</summary>
    public bool? EnableIPv4 { get; init; }

    /// <summary>Whether it has IPv6 addresses (enable_ipv6).</summary>
    public bool? EnableIPv6 { get; init; }

    string IComposeNamed.Name => Key;

    /// <summary>The name on the engine.</summary>
    public override string ToString() => Name;
}
