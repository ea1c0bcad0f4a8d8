using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Engine.Streams.Build;

/// <summary>An archive on disk that is sent as a context as it is.</summary>
internal static class ContextArchive
{
    private const int DockerfileLimit = 1024 * 1024;
    private const int ChecksumField = 148;
    private const int ChecksumLength = 8;

    private static readonly byte[][] s_compressions =
    [
        [0x1f, 0x8b],
        "BZh"u8.ToArray(),
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0],
        [0x28, 0xb5, 0x2f, 0xfd],
    ];

    /// <summary>True where a file begins as a tar archive does, or as one that is compressed by gzip, bzip2, xz or zstd.</summary>
    /// <exception cref="BuildContextException">The file cannot be read.</exception>
    public static bool IsArchive(string path)
    {
        byte[] head = new byte[TarHeader.BlockSize];
        using FileStream file = Open(path);
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return s_compressions.Any(magic => head.AsSpan(0, read).StartsWith(magic)) || (read == head.Length && IsTarHeader(head));
    }

    /// <exception cref="BuildContextException">The file cannot be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.SequentialScan });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ContextFiles.Unreadable(path, exception);
        }
    }

    /// <summary>The Dockerfile's text in a plain or gzip archive; null where it is not found or the archive cannot be read here.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="dockerfile">The Dockerfile's path in it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<string?> ReadDockerfileAsync(string path, string dockerfile, CancellationToken cancellationToken)
    {
        try
        {
            FileStream file = Open(path);
            await using (file.ConfigureAwait(false))
            {
                bool isGzip = file.ReadByte() == s_compressions[0][0];
                file.Position = 0;
                Stream plain = isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
                await using (plain.ConfigureAwait(false))
                {
                    return await FindAsync(plain, SlashPath.Clean(dockerfile), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or NotSupportedException or FormatException)
        {
            // Whether it is a context is the engine's to say; here it only means that no credentials go along.
            return null;
        }
    }

    private static async Task<string?> FindAsync(Stream archive, string dockerfile, CancellationToken cancellationToken)
    {
        var reader = new TarReader(archive);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                if (entry.DataStream is { } content && SlashPath.Clean(entry.Name) == dockerfile && entry.Length <= DockerfileLimit)
                {
                    using var text = new StreamReader(content, Encoding.UTF8);
                    return await text.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return null;
    }

    /// <summary>Archives of the oldest kind carry no mark, but the sum of their header's bytes.</summary>
    private static bool IsTarHeader(ReadOnlySpan<byte> head)
    {
        int sum = 0, noted = 0;
        for (int i = 0; i < head.Length; i++)
            sum += i is >= ChecksumField and < ChecksumField + ChecksumLength ? ' ' : head[i];

        foreach (byte digit in head.Slice(ChecksumField, ChecksumLength))
        {
            if (digit is >= (byte)'0' and <= (byte)'7')
                noted = noted * 8 + (digit - '0');
            else if (noted != 0)
                break;
        }

        return sum == noted && head[0] != 0;
    }
}
