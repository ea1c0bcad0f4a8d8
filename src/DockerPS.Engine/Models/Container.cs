namespace DockerPS;

/// <summary>A container, as far as every answer of the engine tells: what cmdlets take as -InputObject.</summary>
public abstract class Container : DockerObject
{
    private protected Container()
    {
    }

    /// <summary>The full id, 64 hexadecimal digits (Id).</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The name without the leading slash (the first of Names; Name when inspected).</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The reference of the image that it was made from, as the user gave it (Image; Config.Image when inspected).</summary>
    public string Image { get; internal init; } = "";

    /// <summary>The id of that image (ImageID; Image when inspected).</summary>
    public string ImageId { get; internal init; } = "";

    /// <summary>created, running, paused, restarting, removing, exited or dead (State; State.Status when inspected).</summary>
    public string State { get; internal init; } = "";

    /// <summary>The health check's word: healthy, unhealthy, starting, or null where there is no check
    /// (Health.Status from API 1.52, before it read from Status; State.Health.Status when inspected).</summary>
    public string? Health { get; internal init; }

    /// <summary>When it was made, local time (Created).</summary>
    public DateTime Created { get; internal init; }

    /// <summary>The labels (Labels; Config.Labels when inspected).</summary>
    public StringMap Labels { get; internal init; } = [];

    /// <summary>Published and exposed ports (Ports; NetworkSettings.Ports when inspected).</summary>
    public ReadableList<PortMapping> Ports { get; internal init; } = [];

    /// <summary>What is mounted (Mounts).</summary>
    public ReadableList<MountPoint> Mounts { get; internal init; } = [];

    /// <summary>Bytes that the container has written to its layer; null unless sizes were asked for (SizeRw).</summary>
    public long? SizeRw { get; internal init; }

    /// <summary>Bytes of the container's whole file system; null unless sizes were asked for (SizeRootFs).</summary>
    public long? SizeRootFs { get; internal init; }

    /// <summary>The name, or the short id where there is none.</summary>
    public override string ToString() => Name.Length > 0 ? Name : ShortId.Of(Id);
}
