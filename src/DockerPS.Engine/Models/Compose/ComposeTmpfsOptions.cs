using DockerPS.Engine;

namespace DockerPS;

/// <summary>A file system in memory (volumes.tmpfs).</summary>
public sealed class ComposeTmpfsOptions : ComposeElement
{
    /// <summary>Bytes (size).</summary>
    public long? Size { get; init; }

    /// <summary>The rights of its root, as a number (mode).</summary>
    public int? Mode { get; init; }

    /// <summary>The size.</summary>
    public override string ToString() => DataSize.OfMemory(Size);
}
