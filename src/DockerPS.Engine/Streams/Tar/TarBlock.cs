namespace DockerPS.Engine.Streams.Tar;

/// <summary>One header block of an archive, as it was read.</summary>
internal sealed class TarBlock
{
    private const int ChecksumField = 148;
    private const int ChecksumLength = 8;
    private const int AllModeBits = 0b111_111_111_111;

    private byte[] _name = [];
    private byte[] _linkTarget = [];
    private int _mode;
    private long _modified;
    private long _userId;
    private long _groupId;
    private int _major;
    private int _minor;

    private TarBlock()
    {
    }

    /// <summary>True for a block of zeros, which ends an archive.</summary>
    public bool IsEnd { get; private init; }

    public byte Type { get; private init; }

    /// <summary>The length of what follows, in bytes.</summary>
    public long Size { get; private init; }

    /// <exception cref="ArchiveException">It is no header.</exception>
    public static TarBlock Read(ReadOnlySpan<byte> block)
    {
        if (!block.ContainsAnyExcept((byte)0))
        {
            return new TarBlock { IsEnd = true };
        }

        CheckSum(block);
        long size = Number(block.Slice(124, 12));
        if (size < 0)
        {
            throw Malformed();
        }

        bool isUstar = block.Slice(257, 6).SequenceEqual("ustar\0"u8);
        ReadOnlySpan<byte> prefix = isUstar ? Text(block.Slice(345, 155)) : [];
        ReadOnlySpan<byte> name = Text(block[..100]);
        return new TarBlock
        {
            Type = block[156],
            Size = size,
            _name = prefix.IsEmpty ? name.ToArray() : [.. prefix, (byte)'/', .. name],
            _linkTarget = Text(block.Slice(157, 100)).ToArray(),
            _mode = (int)(Number(block.Slice(100, 8)) & AllModeBits),
            _modified = Number(block.Slice(136, 12)),
            _userId = Number(block.Slice(108, 8)),
            _groupId = Number(block.Slice(116, 8)),
            _major = isUstar ? (int)Number(block.Slice(329, 8)) : 0,
            _minor = isUstar ? (int)Number(block.Slice(337, 8)) : 0,
        };
    }

    /// <summary>The entry that this block and what stood before it tell of.</summary>
    /// <exception cref="ArchiveException">It has a name that no file can have, or is a sparse file.</exception>
    public ArchiveItem ToItem(TarExtension extension)
    {
        if (Type == (byte)'S')
        {
            throw Sparse();
        }

        bool isReadable = true;
        string name = TarText.Read(extension.Name ?? _name, ref isReadable);
        string link = TarText.Read(extension.LinkTarget ?? _linkTarget, ref isReadable);
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal) || link.Contains('\0', StringComparison.Ordinal))
        {
            throw ArchiveException.Broken("The archive has an entry without a usable name.");
        }

        // In the oldest archives a folder is a file whose name ends in a slash.
        ArchiveItemKind kind = Kind(Type);
        kind = kind == ArchiveItemKind.File && name.EndsWith('/') ? ArchiveItemKind.Folder : kind;
        return new ArchiveItem(name, kind, _mode, extension.Modified ?? _modified)
        {
            Size = kind is ArchiveItemKind.File or ArchiveItemKind.Unknown ? extension.Size ?? Size : 0,
            LinkTarget = kind is ArchiveItemKind.SymbolicLink or ArchiveItemKind.HardLink ? link : null,
            UserId = extension.UserId ?? _userId,
            GroupId = extension.GroupId ?? _groupId,
            DeviceMajor = _major,
            DeviceMinor = _minor,
            IsReadable = isReadable,
            Records = extension.Records,
        };
    }

    internal static ArchiveException Sparse() => ArchiveException.Broken("The archive has a sparse file, which is not read here: no engine sends one.");

    private static ArchiveItemKind Kind(byte type) => type switch
    {
        0 or (byte)'0' or (byte)'7' => ArchiveItemKind.File,
        (byte)'1' => ArchiveItemKind.HardLink,
        (byte)'2' => ArchiveItemKind.SymbolicLink,
        (byte)'3' => ArchiveItemKind.CharacterDevice,
        (byte)'4' => ArchiveItemKind.BlockDevice,
        (byte)'5' => ArchiveItemKind.Folder,
        (byte)'6' => ArchiveItemKind.Fifo,
        _ => ArchiveItemKind.Unknown,
    };

    private static ArchiveException Malformed() => ArchiveException.Broken("The archive has a header that cannot be read: it is broken, or no tar archive.");

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }

    /// <summary>The sum of all bytes, its own field full of blanks; old programs took the bytes as signed.</summary>
    private static void CheckSum(ReadOnlySpan<byte> block)
    {
        int plain = 0, signed = 0;
        for (int i = 0; i < block.Length; i++)
        {
            byte value = i is >= ChecksumField and < ChecksumField + ChecksumLength ? (byte)' ' : block[i];
            plain += value;
            signed += (sbyte)value;
        }

        long noted = Number(block.Slice(ChecksumField, ChecksumLength));
        if (noted != plain && noted != signed)
        {
            throw Malformed();
        }
    }

    /// <summary>Octal digits; or, where the first bit is set, the number itself, as GNU tar has it for what is too large.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
        {
            return BinaryNumber(field);
        }

        ReadOnlySpan<byte> digits = field.Trim([(byte)' ', (byte)0]);
        long number = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                throw Malformed();
            }

            // Twelve digits at most: 36 bits.
            number = number * 8 + (digit - '0');
        }

        return number;
    }

    private static long BinaryNumber(ReadOnlySpan<byte> field)
    {
        bool isNegative = (field[0] & 0x40) != 0;
        long number = isNegative ? -1 : 0;
        for (int i = 0; i < field.Length; i++)
        {
            byte value = i > 0 ? field[i] : isNegative ? (byte)(field[0] | 0x80) : (byte)(field[0] & 0x7f);
            if (number is > (long.MaxValue >> 8) or < (long.MinValue >> 8))
            {
                throw Malformed();
            }

            number = (number << 8) | value;
        }

        return number;
    }
}
