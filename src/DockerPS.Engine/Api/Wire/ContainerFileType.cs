namespace DockerPS.Engine.Api.Wire;

/// <summary>What a path in a container is.</summary>
internal enum ContainerFileType
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Directory,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>A named pipe.</summary>
    Fifo,

    /// <summary>A character device.</summary>
    CharacterDevice,

    /// <summary>A block device.</summary>
    BlockDevice,

    /// <summary>A socket; the engine tells of one only when it is asked for by its path.</summary>
    Socket,
}
