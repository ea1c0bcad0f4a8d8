namespace DockerPS;

/// <summary>A container as the list shows it (GET /containers/json).</summary>
public sealed class ContainerSummary : Container
{
    internal ContainerSummary()
    {
    }

    /// <summary>All names without their leading slash; the first is the container's own, others come from links (Names).</summary>
    public ReadableList<string> Names { get; internal init; } = [];

    /// <summary>The manifest that it was made from, of those that an image of several platforms has; null where the engine does not tell:
    /// only the containerd image store does, from API 1.48 (ImageManifestDescriptor).</summary>
    public ImageDescriptor? ImageManifest { get; internal init; }

    /// <summary>The command that it runs, as one text (Command).</summary>
    public string Command { get; internal init; } = "";

    /// <summary>The engine's own sentence about the state, such as "Up 2 hours (healthy)" (Status).</summary>
    public string Status { get; internal init; } = "";

    /// <summary>The networks that it is attached to, by name (NetworkSettings.Networks).</summary>
    public ReadableList<string> Networks { get; internal init; } = [];

    /// <summary>The main network mode: bridge, host, none, a network's name, or container:id (HostConfig.NetworkMode).</summary>
    public string NetworkMode { get; internal init; } = "";
}
