namespace DockerPS.Engine.Streams.Build;

/// <summary>One entry of a build context.</summary>
/// <param name="Name">The path in the context, with forward slashes, without one at the end.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">The permission bits, setuid, setgid and sticky.</param>
/// <param name="Modified">When it was changed last, in seconds since 1970.</param>
internal sealed record ContextEntry(string Name, ContextEntryKind Kind, int Mode, long Modified)
{
    /// <summary>The length that a file had when it was looked at, in bytes.</summary>
    public long Size { get; init; }

    /// <summary>Where a symbolic link points to.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>The content of a file that is not on disk.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }
}
