using System.Formats.Tar;

namespace DockerPS.Bench.Raw;

/// <summary>Archives from memory: with one large file, or many small ones.</summary>
internal static class TarBody
{
    private const int PieceSize = 128 * 1024;

    /// <summary>A build context with a file of that size.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> OfBuildContext(string dockerfile, long bytes) =>
        Of([("Dockerfile", System.Text.Encoding.UTF8.GetBytes(dockerfile))], "large.bin", bytes);

    /// <summary>An archive of nothing but a file of that size.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> OfLargeFile(string name, long bytes) => Of([], name, bytes);

    /// <summary>An archive with so many small files, made before it is sent.</summary>
    public static byte[] OfSmallFiles(string dockerfile, int files)
    {
        using var body = new MemoryStream();
        using (var writer = new TarWriter(body, TarEntryFormat.Ustar, leaveOpen: true))
        {
            AddFile(writer, "Dockerfile", System.Text.Encoding.UTF8.GetBytes(dockerfile));
            for (int i = 0; i < files; i++)
            {
                (string name, byte[] content) = ContextFile.Small(i);
                AddFile(writer, name, content);
            }
        }

        return body.ToArray();
    }

    /// <summary>Cuts an archive into the pieces that it is sent in.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Pieces(byte[] archive)
    {
        for (int at = 0; at < archive.Length; at += PieceSize)
        {
            yield return archive.AsMemory(at, Math.Min(PieceSize, archive.Length - at));
        }
    }

    /// <summary>Reads an archive in the pieces that it is sent in. A piece is good until the next one is asked for.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Pieces(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        byte[] piece = new byte[PieceSize];
        int read;
        while ((read = stream.Read(piece)) > 0)
        {
            yield return piece.AsMemory(0, read);
        }
    }

    // The large file's bytes are made of one random block, over and over.
    private static IEnumerable<ReadOnlyMemory<byte>> Of((string Name, byte[] Content)[] small, string large, long bytes)
    {
        using var head = new MemoryStream();
        using (var writer = new TarWriter(head, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in small)
            {
                AddFile(writer, name, content);
            }

            AddFile(writer, large, []);
        }

        // The writer takes no length without its bytes: the size is put into the finished header, and the checksum corrected.
        int blocks = (int)(head.Length - 1024) / 512;
        byte[] start = head.GetBuffer()[..(blocks * 512)];
        SetSize(start.AsSpan(start.Length - 512), bytes);
        yield return start;

        byte[] piece = new byte[PieceSize];
        new Random(1).NextBytes(piece);
        for (long left = bytes; left > 0; left -= piece.Length)
        {
            yield return piece.AsMemory(0, (int)Math.Min(left, piece.Length));
        }

        yield return new byte[(512 - bytes % 512) % 512 + 1024];
    }

    private static void AddFile(TarWriter writer, string name, byte[] content) =>
        writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });

    private static void SetSize(Span<byte> header, long size)
    {
        WriteOctal(header.Slice(124, 11), size);
        header.Slice(148, 8).Fill((byte)' ');
        int sum = 0;
        foreach (byte b in header)
        {
            sum += b;
        }

        WriteOctal(header.Slice(148, 6), sum);
        header[154] = 0;
    }

    private static void WriteOctal(Span<byte> field, long value)
    {
        for (int i = field.Length - 1; i >= 0; i--)
        {
            field[i] = (byte)('0' + (value & 7));
            value >>= 3;
        }
    }
}
