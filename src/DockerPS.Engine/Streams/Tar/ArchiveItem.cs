namespace DockerPS.Engine.Streams.Tar;

/// <summary>One entry of an archive.</summary>
/// <param name="Name">The path in the archive, with forward slashes; where it is written, without one at the end.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">The permission bits, setuid, setgid and sticky.</param>
/// <param name="Modified">When it was changed last, in seconds since 1970.</param>
internal sealed record ArchiveItem(string Name, ArchiveItemKind Kind, int Mode, long Modified)
{
    /// <summary>The length of a file, in bytes; of one that is to be sent, as it was when it was looked at.</summary>
    public long Size { get; init; }

    /// <summary>Where a symbolic link points to, or the entry that a hard link is another name of.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>The content of a file that is not on disk.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>The owner's number.</summary>
    public long UserId { get; init; }

    /// <summary>The group's number.</summary>
    public long GroupId { get; init; }

    /// <summary>The major number of a device.</summary>
    public int DeviceMajor { get; init; }

    /// <summary>The minor number of a device.</summary>
    public int DeviceMinor { get; init; }

    /// <summary>False where the name, or the link's target, is not UTF-8: it cannot be written as it is.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>What the archive says beyond that and is to be handed on, such as extended attributes: PAX records by their key.</summary>
    public IReadOnlyDictionary<string, byte[]>? Records { get; init; }
}
