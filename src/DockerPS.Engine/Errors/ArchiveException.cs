namespace DockerPS;

/// <summary>An archive that was received is broken, or would write where nobody asked it to. What was refused was not written.</summary>
public sealed class ArchiveException : DockerException
{
    internal ArchiveException(string errorId, string message, string? entry = null)
        : base(message)
    {
        ErrorId = errorId;
        Entry = entry;
    }

    /// <summary>The stable id of the error record that reports it: BadArchive or UnsafeArchive.</summary>
    public string ErrorId { get; }

    /// <summary>The entry that it is about, by its name in the archive; null where it is about none.</summary>
    public string? Entry { get; }

    internal static ArchiveException Broken(string message, string? entry = null) => new("BadArchive", message, entry);

    internal static ArchiveException Unsafe(string message, string entry) => new("UnsafeArchive", message, entry);
}
