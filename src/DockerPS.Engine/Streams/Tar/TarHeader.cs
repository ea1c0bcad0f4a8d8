using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;
using DockerPS.Engine.Streams.Build;

namespace DockerPS.Engine.Streams.Tar;

/// <summary>
/// Writes the headers of an archive as docker's: ustar, and a PAX record only for what does not fit it. The framework's
/// writer gives every entry PAX records (three blocks for one) and reads each file by streams of its own.
/// </summary>
internal static class TarHeader
{
    /// <summary>The unit of an archive.</summary>
    public const int BlockSize = 512;

    private const int NameLimit = 100;
    private const long SizeLimit = 0x1_FFFF_FFFF;
    private const int NumberLimit = 0x1F_FFFF;
    private const byte PaxType = (byte)'x';

    /// <summary>The bytes that follow a content up to the next block.</summary>
    public static int Padding(long size) => (int)(-size & (BlockSize - 1));

    /// <summary>The header of an entry, the PAX header before it included.</summary>
    /// <param name="item">The item.</param>
    /// <param name="size">The length of its content.</param>
    public static byte[] Create(ArchiveItem item, long size)
    {
        string name = item.Kind == ArchiveItemKind.Folder ? item.Name + "/" : item.Name;
        string link = item.LinkTarget ?? "";
        var records = new MemoryStream();
        if (!SlashPath.FitsHeader(name, NameLimit))
            AddRecord(records, "path", name);
        if (!SlashPath.FitsHeader(link, NameLimit))
            AddRecord(records, "linkpath", link);
        if (size > SizeLimit)
            AddRecord(records, "size", size.ToString(CultureInfo.InvariantCulture));
        if (item.Modified is < 0 or > SizeLimit)
            AddRecord(records, "mtime", item.Modified.ToString(CultureInfo.InvariantCulture));
        if (item.UserId > NumberLimit)
            AddRecord(records, "uid", item.UserId.ToString(CultureInfo.InvariantCulture));
        if (item.GroupId > NumberLimit)
            AddRecord(records, "gid", item.GroupId.ToString(CultureInfo.InvariantCulture));
        foreach ((string key, byte[] value) in item.Records ?? ReadOnlyDictionary<string, byte[]>.Empty)
            AddRecord(records, key, value);

        int paxLength = (int)records.Length;
        int start = paxLength == 0 ? 0 : BlockSize + paxLength + Padding(paxLength);
        byte[] header = new byte[start + BlockSize];
        if (paxLength > 0)
        {
            WriteBlock(header, new ArchiveItem("PaxHeaders.0/" + name, ArchiveItemKind.File, 0, 0), "PaxHeaders.0/" + name, "", PaxType, paxLength);
            records.GetBuffer().AsSpan(0, paxLength).CopyTo(header.AsSpan(BlockSize));
        }

        WriteBlock(header.AsSpan(start), item, name, link, Type(item.Kind), size);
        return header;
    }

    private static byte Type(ArchiveItemKind kind) => kind switch
    {
        ArchiveItemKind.Folder => (byte)'5',
        ArchiveItemKind.SymbolicLink => (byte)'2',
        ArchiveItemKind.HardLink => (byte)'1',
        ArchiveItemKind.CharacterDevice => (byte)'3',
        ArchiveItemKind.BlockDevice => (byte)'4',
        ArchiveItemKind.Fifo => (byte)'6',
        _ => (byte)'0',
    };

    // "length name=value\n", where the length counts its own digits.
    private static void AddRecord(MemoryStream records, string name, string value) => AddRecord(records, name, Encoding.UTF8.GetBytes(value));

    private static void AddRecord(MemoryStream records, string name, byte[] value)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes($" {name}="), .. value, (byte)'\n'];
        int length = text.Length;
        while (length != text.Length + Digits(length))
            length = text.Length + Digits(length);

        records.Write(Encoding.ASCII.GetBytes(length.ToString(CultureInfo.InvariantCulture)));
        records.Write(text);
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    private static void WriteBlock(Span<byte> block, ArchiveItem item, string name, string link, byte type, long size)
    {
        WriteText(block[..NameLimit], name);
        WriteOctal(block.Slice(100, 8), item.Mode);
        WriteOctal(block.Slice(108, 8), item.UserId > NumberLimit ? 0 : item.UserId);
        WriteOctal(block.Slice(116, 8), item.GroupId > NumberLimit ? 0 : item.GroupId);
        WriteOctal(block.Slice(124, 12), size > SizeLimit ? 0 : size);
        WriteOctal(block.Slice(136, 12), item.Modified is < 0 or > SizeLimit ? 0 : item.Modified);
        block[156] = type;
        WriteText(block.Slice(157, NameLimit), link);
        "ustar\000"u8.CopyTo(block[257..]);
        WriteOctal(block.Slice(329, 8), item.DeviceMajor);
        WriteOctal(block.Slice(337, 8), item.DeviceMinor);

        // The sum is taken with its own field full of blanks.
        Span<byte> checksum = block.Slice(148, 8);
        checksum.Fill((byte)' ');
        int sum = 0;
        foreach (byte b in block[..BlockSize])
            sum += b;
        WriteOctal(checksum[..7], sum);
    }

    private static void WriteText(Span<byte> field, string text)
    {
        int length = 0;
        foreach (char character in text)
        {
            if (length == field.Length)
                break;
            if (char.IsAscii(character))
                field[length++] = (byte)character;
        }
    }

    private static void WriteOctal(Span<byte> field, long number)
    {
        field[^1] = 0;
        for (int i = field.Length - 2; i >= 0; i--)
        {
            field[i] = (byte)('0' + (number & 7));
            number >>= 3;
        }
    }
}
