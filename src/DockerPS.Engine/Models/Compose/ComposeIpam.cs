namespace DockerPS;

/// <summary>The addresses of a network (ipam).</summary>
public sealed class ComposeIpam : ComposeElement
{
    /// <summary>The driver (driver).</summary>
    public string? Driver { get; init; }

    /// <summary>Blocks of addresses (config).</summary>
    public ReadableList<ComposeIpamPool> Pools { get; init; } = [];

    /// <summary>Options of the driver (options).</summary>
    public StringMap Options { get; init; } = [];

    /// <summary>The blocks.</summary>
    public override string ToString() => Pools.ToString();
}
