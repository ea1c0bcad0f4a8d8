using System.Formats.Tar;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Engine.Streams.Build;

/// <summary>
/// Tells empty files from fifos, sockets and devices, which look the same to .NET's file classes and of which a fifo
/// would block whoever opens it. The tar writer knows them, so it is asked for the header of such a file.
/// </summary>
internal sealed class SpecialFileProbe : IDisposable
{
    private const int TypeOffset = 156;

    private readonly MemoryStream _header = new();
    private readonly TarWriter _writer;

    public SpecialFileProbe()
    {
        _writer = new TarWriter(_header, TarEntryFormat.Ustar, leaveOpen: true);
    }

    /// <returns>The kind; null for sockets and devices, which no context contains.</returns>
    public ArchiveItemKind? KindOf(string path)
    {
        if (OperatingSystem.IsWindows())
            return ArchiveItemKind.File;

        _header.SetLength(0);
        try
        {
            _writer.WriteEntry(path, "x");
        }
        catch (UnauthorizedAccessException)
        {
            return ArchiveItemKind.File;
        }
        catch (IOException)
        {
            return null;
        }

        return (TarEntryType)_header.GetBuffer()[TypeOffset] switch
        {
            TarEntryType.RegularFile => ArchiveItemKind.File,
            TarEntryType.Fifo => ArchiveItemKind.Fifo,
            _ => null,
        };
    }

    public void Dispose()
    {
        _writer.Dispose();
        _header.Dispose();
    }
}
