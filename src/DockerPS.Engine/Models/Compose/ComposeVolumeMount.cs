namespace DockerPS;

/// <summary>A volume, folder or file in a container (volumes).</summary>
public sealed class ComposeVolumeMount : ComposeElement
{
    /// <summary>volume, bind, tmpfs, npipe, cluster or image (type).</summary>
    public string Type { get; init; } = "volume";

    /// <summary>A volume as the file calls it, a full path, an image; null is a volume without a name (source).</summary>
    public string? Source { get; init; }

    /// <summary>The path in the container (target).</summary>
    public string? Target { get; init; }

    /// <summary>Whether the container cannot write there (read_only).</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>A wish of Docker Desktop for Mac (consistency).</summary>
    public string? Consistency { get; init; }

    /// <summary>Options of a folder or file of the engine's machine (bind).</summary>
    public ComposeBindOptions? Bind { get; init; }

    /// <summary>Options of a volume (volume).</summary>
    public ComposeVolumeOptions? Volume { get; init; }

    /// <summary>Options of a file system in memory (tmpfs).</summary>
    public ComposeTmpfsOptions? Tmpfs { get; init; }

    /// <summary>Options of an image (image).</summary>
    public ComposeImageOptions? Image { get; init; }

    /// <summary>As docker writes it: data:/var/lib/data:ro.</summary>
    public override string ToString() => $"{(Source is null ? Type == "volume" ? "" : Type + ":" : Source + ":")}{Target}{(ReadOnly == true ? ":ro" : "")}";
}
