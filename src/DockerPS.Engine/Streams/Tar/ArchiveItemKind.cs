namespace DockerPS.Engine.Streams.Tar;

/// <summary>What an entry of an archive is.</summary>
internal enum ArchiveItemKind
{
    File,
    Folder,
    SymbolicLink,

    /// <summary>Another name of a file that the archive has before it.</summary>
    HardLink,
    Fifo,
    CharacterDevice,
    BlockDevice,

    /// <summary>A type that no archive of an engine has.</summary>
    Unknown,
}
