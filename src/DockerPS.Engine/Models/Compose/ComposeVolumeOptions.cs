namespace DockerPS;

/// <summary>How a volume is mounted (volumes.volume).</summary>
public sealed class ComposeVolumeOptions : ComposeElement
{
    /// <summary>Labels of a volume that is made for this (labels).</summary>
    public StringMap Labels { get; init; } = [];

    /// <summary>Whether the image's files are not copied into a new volume (nocopy).</summary>
    public bool? NoCopy { get; init; }

    /// <summary>The path in the volume that is mounted (subpath).</summary>
    public string? Subpath { get; init; }

    /// <summary>The path in it.</summary>
    public override string ToString() => Subpath ?? "";
}
