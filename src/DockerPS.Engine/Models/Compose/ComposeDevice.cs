namespace DockerPS;

/// <summary>A device of the engine's machine in the container (devices).</summary>
public sealed class ComposeDevice : ComposeElement
{
    /// <summary>The device on the engine's machine, or a name by CDI such as vendor.com/gpu=0 (source).</summary>
    public string Source { get; init; } = "";

    /// <summary>The device in the container (target).</summary>
    public string? Target { get; init; }

    /// <summary>Of r, w and m (permissions).</summary>
    public string? Permissions { get; init; }

    /// <summary>As docker writes it: /dev/sda:/dev/xvda:rwm.</summary>
    public override string ToString() => $"{Source}:{Target ?? Source}{(Permissions is null ? "" : ":" + Permissions)}";
}
