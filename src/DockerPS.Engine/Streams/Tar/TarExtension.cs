using System.Globalization;
using System.Text;

namespace DockerPS.Engine.Streams.Tar;

/// <summary>What stands before an entry because its header has no room for it: PAX records, and GNU's long names.</summary>
internal sealed class TarExtension
{
    /// <summary>The name, in bytes; null where the header has it.</summary>
    public byte[]? Name { get; set; }

    /// <summary>The link's target, in bytes; null where the header has it.</summary>
    public byte[]? LinkTarget { get; set; }

    public long? Size { get; private set; }

    public long? Modified { get; private set; }

    public long? UserId { get; private set; }

    public long? GroupId { get; private set; }

    /// <summary>Records that are handed on as they are: extended attributes.</summary>
    public Dictionary<string, byte[]>? Records { get; private set; }

    /// <summary>Reads PAX records: "length key=value\n", the length that of the whole record.</summary>
    /// <exception cref="ArchiveException">They are malformed, or tell of a sparse file.</exception>
    public void ReadRecords(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int blank = bytes.IndexOf((byte)' ');
            if (blank <= 0
                || !int.TryParse(Encoding.ASCII.GetString(bytes[..blank]), NumberStyles.None, CultureInfo.InvariantCulture, out int length)
                || length <= blank + 1 || length > bytes.Length || bytes[length - 1] != '\n')
            {
                throw Malformed();
            }

            ReadOnlySpan<byte> record = bytes[(blank + 1)..(length - 1)];
            int equals = record.IndexOf((byte)'=');
            if (equals <= 0)
            {
                throw Malformed();
            }

            Add(Encoding.UTF8.GetString(record[..equals]), record[(equals + 1)..].ToArray());
            bytes = bytes[length..];
        }
    }

    private static ArchiveException Malformed() => ArchiveException.Broken("The archive has an extended header that cannot be read.");

    private void Add(string key, byte[] value)
    {
        switch (key)
        {
            case "path":
                Name = value.Length > 0 ? value : null;
                break;
            case "linkpath":
                LinkTarget = value.Length > 0 ? value : null;
                break;
            case "size":
                Size = value.Length > 0 ? Number(value) : null;
                break;
            case "mtime":
                Modified = value.Length > 0 ? Time(value) : null;
                break;
            case "uid":
                UserId = value.Length > 0 ? Number(value) : null;
                break;
            case "gid":
                GroupId = value.Length > 0 ? Number(value) : null;
                break;
            default:
                if (key.StartsWith("GNU.sparse.", StringComparison.Ordinal))
                {
                    throw TarBlock.Sparse();
                }

                if (key.StartsWith("SCHILY.xattr.", StringComparison.Ordinal))
                {
                    (Records ??= [])[key] = value;
                }

                break;
        }
    }

    private static long Number(byte[] value) =>
        long.TryParse(Encoding.ASCII.GetString(value), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : throw Malformed();

    private static long Time(byte[] value) =>
        decimal.TryParse(Encoding.ASCII.GetString(value), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal time)
        && time is > long.MinValue and < long.MaxValue
            ? (long)decimal.Floor(time)
            : throw Malformed();
}
