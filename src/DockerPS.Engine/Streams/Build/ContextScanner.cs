using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Engine.Streams.Build;

/// <summary>
/// Lists what a context folder contributes to a build, in the order of names, and opens every file once, so that one
/// that cannot be read is reported before anything is sent. Symbolic links are listed, never followed.
/// </summary>
internal sealed class ContextScanner : IDisposable
{
    private const int AllPermissions = 0b111_111_111;
    private const int WindowsMode = 0b111_101_101;

    private static readonly EnumerationOptions s_everything = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        MatchType = MatchType.Simple,
        ReturnSpecialDirectories = false,
    };

    private readonly string _root;
    private readonly DockerIgnore _ignore;
    private readonly ContextFiles _files;
    private readonly IReadOnlySet<string> _without;
    private readonly SpecialFileProbe _probe = new();
    private readonly List<ArchiveItem> _entries = [];
    private readonly List<ArchiveItem> _unlistedFolders = [];

    /// <param name="root">The context folder.</param>
    /// <param name="ignore">What is left out.</param>
    /// <param name="files">Opens the files.</param>
    /// <param name="without">Names that are left out because they come from elsewhere.</param>
    public ContextScanner(string root, DockerIgnore ignore, ContextFiles files, IReadOnlySet<string> without)
    {
        _root = root;
        _ignore = ignore;
        _files = files;
        _without = without;
    }

    /// <summary>Walks the folder.</summary>
    /// <exception cref="BuildContextException">A file or folder cannot be read.</exception>
    public List<ArchiveItem> Scan(CancellationToken cancellationToken)
    {
        Walk(new DirectoryInfo(_root), "", parentMatched: null, cancellationToken);
        return _entries;
    }

    public void Dispose() => _probe.Dispose();

    private void Walk(DirectoryInfo folder, string prefix, bool[]? parentMatched, CancellationToken cancellationToken)
    {
        bool[] matched = _ignore.NewMatched();
        foreach (FileSystemInfo child in Children(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string name = prefix + child.Name;
            bool ignored = _ignore.IsIgnored(name, parentMatched, matched);
            if (_without.Contains(name))
                continue;

            // A link to a folder is a DirectoryInfo too.
            string? target = LinkTarget(child);
            if (child is not DirectoryInfo below || target is not null)
            {
                if (!ignored)
                    AddFile(child, name, target);
                continue;
            }

            if (ignored && !_ignore.MayKeepBelow(name))
                continue;

            WalkFolder(below, name, ignored, matched, cancellationToken);
            matched = _ignore.NewMatched();
        }
    }

    private void WalkFolder(DirectoryInfo folder, string name, bool ignored, bool[] matched, CancellationToken cancellationToken)
    {
        _unlistedFolders.Add(new ArchiveItem(name, ArchiveItemKind.Folder, Mode(folder), Modified(folder)));
        if (!ignored)
            ListFolders();

        Walk(folder, name + "/", matched, cancellationToken);

        // An ignored folder is listed with the first thing below it that is kept, or not at all.
        if (_unlistedFolders.Count > 0 && _unlistedFolders[^1].Name == name)
            _unlistedFolders.RemoveAt(_unlistedFolders.Count - 1);
    }

    private void ListFolders()
    {
        _entries.AddRange(_unlistedFolders);
        _unlistedFolders.Clear();
    }

    private void AddFile(FileSystemInfo file, string name, string? target)
    {
        ArchiveItem? entry = target is null ? RegularEntry(file, name) : new ArchiveItem(name, ArchiveItemKind.SymbolicLink, LinkMode(), Modified(file))
        {
            LinkTarget = OperatingSystem.IsWindows() ? target.Replace('\\', '/') : target,
        };
        if (entry is null)
            return;

        ListFolders();
        _entries.Add(entry);
    }

    private ArchiveItem? RegularEntry(FileSystemInfo file, string name)
    {
        long size = Stat(file, static file => ((FileInfo)file).Length);
        ArchiveItemKind? kind = size > 0 ? ArchiveItemKind.File : _probe.KindOf(file.FullName);
        if (kind is null)
            return null;

        if (kind == ArchiveItemKind.File)
            _files.Open(file.FullName).Dispose();

        return new ArchiveItem(name, kind.Value, Mode(file), Modified(file)) { Size = size };
    }

    private static FileSystemInfo[] Children(DirectoryInfo folder)
    {
        try
        {
            FileSystemInfo[] children = [.. folder.EnumerateFileSystemInfos("*", s_everything)];
            Array.Sort(children, static (left, right) => string.CompareOrdinal(left.Name, right.Name));
            return children;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ContextFiles.Unreadable(folder.FullName, exception);
        }
    }

    private static string? LinkTarget(FileSystemInfo file) =>
        Stat(file, static file => file.Attributes.HasFlag(FileAttributes.ReparsePoint) ? file.LinkTarget : null);

    private static long Modified(FileSystemInfo file) =>
        Stat(file, static file => new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero).ToUnixTimeSeconds());

    private static int Mode(FileSystemInfo file) =>
        OperatingSystem.IsWindows() ? WindowsMode : Stat(file, static file => (int)file.UnixFileMode);

    private static int LinkMode() => OperatingSystem.IsWindows() ? WindowsMode : AllPermissions;

    private static T Stat<T>(FileSystemInfo file, Func<FileSystemInfo, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ContextFiles.Unreadable(file.FullName, exception);
        }
    }
}
