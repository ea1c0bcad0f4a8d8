using System.Text;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Tests.Streams.Tar;

/// <summary>Makes archives byte by byte, such as no decent program writes.</summary>
internal sealed class TarBytes
{
    private readonly List<byte> _bytes = [];

    public TarBytes Add(string name, ArchiveItemKind kind, string content = "", string? link = null, int mode = 0b110_100_100, long modified = 1_000_000_000) =>
        Add(new ArchiveItem(name, kind, mode, modified) { LinkTarget = link }, content);

    public TarBytes Add(ArchiveItem item, string content = "")
    {
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        return Raw(TarHeader.Create(item, bytes.Length)).Raw(bytes).Raw(new byte[TarHeader.Padding(bytes.Length)]);
    }

    public TarBytes File(string name, string content = "bad") => Add(name, ArchiveItemKind.File, content);

    public TarBytes Folder(string name) => Add(name, ArchiveItemKind.Folder, mode: 0b111_101_101);

    public TarBytes Link(string name, string target) => Add(name, ArchiveItemKind.SymbolicLink, link: target);

    public TarBytes HardLink(string name, string target) => Add(name, ArchiveItemKind.HardLink, link: target);

    /// <summary>A header with some of its bytes changed; its sum is right unless it is the sum that is changed.</summary>
    public TarBytes Header(ArchiveItem item, long size, Action<byte[]> change, bool sum = true)
    {
        byte[] header = TarHeader.Create(item, size);
        change(header);
        if (sum)
        {
            header.AsSpan(148, 8).Fill((byte)' ');
            Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(static b => b), 8).PadLeft(6, '0') + "\0").CopyTo(header, 148);
        }

        return Raw(header);
    }

    public TarBytes Raw(byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>The archive with its end.</summary>
    public byte[] ToArray() => Raw(new byte[2 * TarHeader.BlockSize])._bytes.ToArray();

    /// <summary>The archive without its end.</summary>
    public byte[] Cut(int left = 0) => _bytes.ToArray()[..^left];
}
