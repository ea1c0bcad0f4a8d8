using System.Runtime.InteropServices;

namespace DockerPS.Engine.Streams.Tar;

/// <summary>What Linux says of a file: struct statx, the same on every processor, which struct stat is not.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal readonly struct LinuxStatus
{
    private const int TypeMask = 0xf000;

    [FieldOffset(16)]
    public readonly uint Links;

    [FieldOffset(20)]
    public readonly uint UserId;

    [FieldOffset(24)]
    public readonly uint GroupId;

    [FieldOffset(28)]
    private readonly ushort _mode;

    [FieldOffset(32)]
    public readonly ulong Inode;

    [FieldOffset(40)]
    public readonly ulong Size;

    [FieldOffset(112)]
    public readonly long Modified;

    [FieldOffset(136)]
    public readonly uint FileSystemMajor;

    [FieldOffset(140)]
    public readonly uint FileSystemMinor;

    /// <summary>The permission bits, setuid, setgid and sticky.</summary>
    public int Mode => _mode & ~TypeMask;

    /// <summary>What it is; <see cref="ArchiveItemKind.Unknown"/> for a socket.</summary>
    public ArchiveItemKind Kind => (_mode & TypeMask) switch
    {
        0x8000 => ArchiveItemKind.File,
        0x4000 => ArchiveItemKind.Folder,
        0xa000 => ArchiveItemKind.SymbolicLink,
        0x1000 => ArchiveItemKind.Fifo,
        0x2000 => ArchiveItemKind.CharacterDevice,
        0x6000 => ArchiveItemKind.BlockDevice,
        _ => ArchiveItemKind.Unknown,
    };
}
