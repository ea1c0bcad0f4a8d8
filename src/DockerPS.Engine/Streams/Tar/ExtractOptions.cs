namespace DockerPS.Engine.Streams.Tar;

/// <summary>How an archive is unpacked.</summary>
internal sealed record ExtractOptions
{
    /// <summary>What the names in the archive begin with, which the target's path takes the place of; "." and "/" stand for the folder itself.</summary>
    public required string Base { get; init; }

    /// <summary>True where the target is a folder that is there: what is in the archive goes into it, and the folder stays as it is.</summary>
    public bool IntoTarget { get; init; }

    /// <summary>True to set owner, group, setuid and setgid.</summary>
    public bool KeepOwner { get; init; }

    /// <summary>True where two names that differ in case only are one.</summary>
    public bool IgnoreCase { get; init; } = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();

    /// <summary>True where names have to be such as Windows can have.</summary>
    public bool WindowsNames { get; init; } = OperatingSystem.IsWindows();

    /// <summary>Told of what was left out.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Told how far it is.</summary>
    public IProgress<ArchiveProgress>? Progress { get; init; }
}
