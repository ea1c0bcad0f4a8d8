using DockerPS.Engine.Api.Wire;

namespace DockerPS;

/// <summary>A file, folder or link in a container (GET and HEAD /containers/{id}/archive). It knows its container: piped into
/// Copy-ContainerFile it is copied from there.</summary>
public sealed class ContainerFile : DockerObject
{
    internal ContainerFile()
    {
    }

    /// <summary>The full path in the container.</summary>
    public string FullName { get; internal init; } = "";

    /// <summary>The last part of the path; / for the root.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The folder that it is in.</summary>
    public string DirectoryName { get; internal init; } = "";

    /// <summary>What it is: File, Directory, SymbolicLink, Fifo, CharacterDevice, BlockDevice or Socket.</summary>
    public string Type { get; internal init; } = "";

    /// <summary>The length of a file in bytes; null for all else.</summary>
    public long? Length { get; internal init; }

    /// <summary>When its content was changed last, local time, to the second.</summary>
    public DateTime LastWriteTime { get; internal init; }

    /// <summary>Type and permissions as ls writes them, such as drwxr-xr-x.</summary>
    public string Mode { get; internal init; } = "";

    /// <summary>The owner's number in the container; null where it was not told.</summary>
    public long? UserId { get; internal init; }

    /// <summary>The group's number in the container; null where it was not told.</summary>
    public long? GroupId { get; internal init; }

    /// <summary>Where a symbolic link points to, as it is written in it; null for all else.</summary>
    public string? LinkTarget { get; internal init; }

    /// <summary>The container's name.</summary>
    public string Container { get; internal init; } = "";

    /// <summary>The container's full id.</summary>
    public string ContainerId { get; internal init; } = "";

    /// <summary>The full path.</summary>
    public override string ToString() => FullName;

    internal static string ModeText(ContainerFileType type, int mode)
    {
        Span<char> text = stackalloc char[10];
        text[0] = type switch
        {
            ContainerFileType.Directory => 'd',
            ContainerFileType.SymbolicLink => 'l',
            ContainerFileType.Fifo => 'p',
            ContainerFileType.CharacterDevice => 'c',
            ContainerFileType.BlockDevice => 'b',
            ContainerFileType.Socket => 's',
            _ => '-',
        };
        for (int i = 0; i < 9; i++)
        {
            text[i + 1] = (mode & (1 << (8 - i))) != 0 ? "rwx"[i % 3] : '-';
        }

        // setuid, setgid and sticky stand in the place of the x, in capitals where that is not set.
        MarkBit(text, 3, (mode & 0b100_000_000_000) != 0, 's');
        MarkBit(text, 6, (mode & 0b010_000_000_000) != 0, 's');
        MarkBit(text, 9, (mode & 0b001_000_000_000) != 0, 't');
        return new string(text);
    }

    private static void MarkBit(Span<char> text, int place, bool isSet, char mark)
    {
        if (isSet)
        {
            text[place] = text[place] == 'x' ? mark : char.ToUpperInvariant(mark);
        }
    }
}
