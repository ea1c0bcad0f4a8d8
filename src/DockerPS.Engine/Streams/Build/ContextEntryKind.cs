namespace DockerPS.Engine.Streams.Build;

/// <summary>What an entry of a build context is.</summary>
internal enum ContextEntryKind
{
    File,
    Folder,
    SymbolicLink,
    Fifo,
}
