using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Engine.Streams.Copy;

/// <summary>A file, folder or link on this side, with all below it, as it goes into an archive. Links are never followed.</summary>
internal sealed class LocalTree
{
    private const int AllPermissions = 0b111_111_111;
    private const int WindowsMode = 0b111_101_101;

    private static readonly EnumerationOptions s_everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, MatchType = MatchType.Simple };

    private readonly LocalFiles _files = new();
    private readonly List<(ArchiveItem Item, string Path)> _items = [];
    private readonly Dictionary<(uint, uint, ulong), string> _linked = [];
    private readonly List<string> _leftOut = [];

    private LocalTree()
    {
    }

    /// <summary>True for a folder.</summary>
    public bool IsFolder { get; private init; }

    /// <summary>What no archive can have: sockets and devices.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>The bytes of all files.</summary>
    public long Length => _items.Sum(static item => item.Item.Size);

    /// <summary>Lists what is to be copied, and looks whether it can be read.</summary>
    /// <param name="source">The path.</param>
    /// <param name="followLink">True to copy what a link at the path leads to.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="InvalidRequestException">There is nothing, or it cannot be read.</exception>
    public static LocalTree Scan(CopyPath source, bool followLink, CancellationToken cancellationToken)
    {
        // What ends in a separator is what a link leads to, for every program.
        string path = followLink || source.IsSaidToBeFolder ? RealPath.Resolve(source.Path) : source.Path;
        ArchiveItemKind? kind = KindOf(path);
        if (kind is null || (source.IsSaidToBeFolder && kind != ArchiveItemKind.Folder))
        {
            throw new InvalidRequestException("PathNotFound", kind is null ? $"'{DisplayText.Of(source.Path)}' does not exist here." : $"'{DisplayText.Of(source.Path)}' is not a folder.");
        }

        var tree = new LocalTree { IsFolder = kind == ArchiveItemKind.Folder };
        using var probe = new SpecialFileProbe();
        tree.Add(kind == ArchiveItemKind.Folder ? new DirectoryInfo(path) : new FileInfo(path), "", probe, cancellationToken);
        return tree;
    }

    /// <summary>Makes the body of a request.</summary>
    /// <param name="names">What the root is called in the archive; empty where only what is in it goes there.</param>
    /// <param name="progress">Told how far it is.</param>
    public HttpContent CreateContent(IReadOnlyList<string> names, IProgress<ArchiveProgress>? progress) =>
        new ArchiveContent((stream, token) => WriteAsync(stream, names, progress, token));

    /// <summary>Writes the archive.</summary>
    /// <param name="stream">Takes it.</param>
    /// <param name="names">What the root is called in the archive; empty where only what is in it goes there.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public Task WriteAsync(Stream stream, IReadOnlyList<string> names, IProgress<ArchiveProgress>? progress, CancellationToken cancellationToken) =>
        new ArchiveWriter(stream, progress, ArchiveWriter.EstimateLength([.. _items.Select(static item => item.Item)]), _items.Count)
            .WriteAsync(writer => WriteAsync(writer, string.Join('/', names), cancellationToken), cancellationToken);

    private static ArchiveItemKind? KindOf(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is not null ? ArchiveItemKind.SymbolicLink
            : Directory.Exists(path) ? ArchiveItemKind.Folder
            : file.Exists ? ArchiveItemKind.File
            : null;
    }

    private async Task WriteAsync(ArchiveWriter writer, string prefix, CancellationToken cancellationToken)
    {
        foreach ((ArchiveItem item, string path) in _items)
        {
            string name = Under(prefix, item.Name);
            if (name.Length == 0)
            {
                continue;
            }

            ArchiveItem named = item with { Name = name, LinkTarget = item.Kind == ArchiveItemKind.HardLink ? Under(prefix, item.LinkTarget!) : item.LinkTarget };
            await (item.Kind == ArchiveItemKind.File
                ? writer.WriteFileAsync(named, path, _files, cancellationToken)
                : writer.WriteItemAsync(named, cancellationToken)).ConfigureAwait(false);
        }
    }

    private static string Under(string prefix, string name) => prefix.Length == 0 ? name : name.Length == 0 ? prefix : prefix + "/" + name;

    private void Add(FileSystemInfo file, string name, SpecialFileProbe probe, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string path = file.FullName;
        try
        {
            ArchiveItem? item = ItemOf(file, name, probe);
            if (item is null)
            {
                _leftOut.Add(path);
                return;
            }

            _items.Add((item, path));
            if (item.Kind == ArchiveItemKind.Folder)
            {
                FileSystemInfo[] children = [.. ((DirectoryInfo)file).EnumerateFileSystemInfos("*", s_everything)];
                Array.Sort(children, static (left, right) => string.CompareOrdinal(left.Name, right.Name));
                foreach (FileSystemInfo child in children)
                {
                    Add(child, name.Length == 0 ? child.Name : name + "/" + child.Name, probe, cancellationToken);
                }
            }
            else if (item.Kind == ArchiveItemKind.File && !NativeFiles.MayRead(path))
            {
                throw new UnauthorizedAccessException();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw _files.Unreadable(path, exception);
        }
    }

    private ArchiveItem? ItemOf(FileSystemInfo file, string name, SpecialFileProbe probe)
    {
        if (NativeFiles.StatusOf(file.FullName) is not { } status)
        {
            return PortableItem(file, name, probe);
        }

        if (status.Kind is ArchiveItemKind.Unknown or ArchiveItemKind.CharacterDevice or ArchiveItemKind.BlockDevice)
        {
            return null;
        }

        var item = new ArchiveItem(name, status.Kind, status.Mode, status.Modified)
        {
            Size = status.Kind == ArchiveItemKind.File ? (long)status.Size : 0,
            LinkTarget = status.Kind == ArchiveItemKind.SymbolicLink ? file.LinkTarget : null,
            UserId = status.UserId,
            GroupId = status.GroupId,
        };
        if (status.Kind != ArchiveItemKind.File || status.Links < 2)
        {
            return item;
        }

        return _linked.TryAdd((status.FileSystemMajor, status.FileSystemMinor, status.Inode), name)
            ? item
            : item with { Kind = ArchiveItemKind.HardLink, Size = 0, LinkTarget = _linked[(status.FileSystemMajor, status.FileSystemMinor, status.Inode)] };
    }

    /// <summary>What .NET tells on every system: owners and other names of a file are not among it.</summary>
    private static ArchiveItem? PortableItem(FileSystemInfo file, string name, SpecialFileProbe probe)
    {
        bool isWindows = OperatingSystem.IsWindows();
        long modified = new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero).ToUnixTimeSeconds();
        if (file.Attributes.HasFlag(FileAttributes.ReparsePoint) && file.LinkTarget is { } target)
        {
            return new ArchiveItem(name, ArchiveItemKind.SymbolicLink, AllPermissions, modified) { LinkTarget = isWindows ? target.Replace('\\', '/') : target };
        }

        int mode = isWindows ? WindowsMode : (int)file.UnixFileMode;
        if (file is not FileInfo { Length: long length })
        {
            return new ArchiveItem(name, ArchiveItemKind.Folder, mode, modified);
        }

        return (length > 0 ? ArchiveItemKind.File : probe.KindOf(file.FullName)) is { } kind ? new ArchiveItem(name, kind, mode, modified) { Size = length } : null;
    }
}
