using Microsoft.Win32.SafeHandles;

namespace DockerPS.Engine.Streams.Tar;

/// <summary>
/// Unpacks an archive that is not trusted. Nothing is written outside the target: no absolute path, no "..", no name that was not
/// asked for, and no way through a link, be it the archive's or one that was there. Links are made as they are in the archive, as docker does,
/// and never followed. Devices and fifos are left out. A file takes its place when it is whole.
/// </summary>
/// <remarks>It does not guard against another local process that puts links into the target while it works.</remarks>
internal sealed class TarExtractor
{
    private const UnixFileMode OwnerMayAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode ImpliedFolderMode = OwnerMayAll | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode SetIdBits = UnixFileMode.SetUser | UnixFileMode.SetGroup;

    private readonly string _target;
    private readonly ExtractOptions _options;

    // Folders that were found or made here: no part of a path to them is a link.
    private readonly HashSet<string> _folders = [];

    // What was written here, by its path; where case does not count, with the name that it came under.
    private readonly Dictionary<string, string> _names;
    private readonly HashSet<string> _files = [];
    private readonly HashSet<string> _leftOut = [];
    private readonly List<(string Path, ArchiveItem Item)> _finish = [];
    private int _count;

    /// <param name="target">The path that the archive's base becomes. The folder that it is in is there, and its links are resolved.</param>
    /// <param name="options">How to unpack.</param>
    public TarExtractor(string target, ExtractOptions options)
    {
        _target = target;
        _options = options;
        _names = new(options.IgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
    }

    /// <summary>Unpacks the whole archive.</summary>
    /// <exception cref="ArchiveException">The archive is broken or unsafe. What came before the entry that is, stays.</exception>
    /// <exception cref="IOException">Something is in the way: a folder where a file goes, or a file where a folder goes; or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">A right is missing.</exception>
    public async Task ExtractAsync(ArchiveReader reader, CancellationToken cancellationToken)
    {
        if (_options.IntoTarget)
        {
            _folders.Add(_target);
        }

        while (await reader.NextAsync(cancellationToken).ConfigureAwait(false) is { } item)
        {
            string[] parts = ArchiveName.Below(item.Name, _options.Base);
            if (parts.Length == 0 && _options.IntoTarget)
            {
                continue;
            }

            if (Obstacle(item, parts) is { } obstacle)
            {
                _leftOut.Add(PathOf(parts));
                _options.Warn?.Invoke($"'{DisplayText.Of(item.Name)}' was left out: {obstacle}");
                continue;
            }

            string path = PathOf(parts);
            CheckCase(path, item);
            MakeParents(parts);
            await WriteAsync(item, path, reader, cancellationToken).ConfigureAwait(false);
            _count++;
            Report(reader, item);
        }

        FinishFolders();
    }

    private string PathOf(ReadOnlySpan<string> parts)
    {
        string path = _target;
        foreach (string part in parts)
        {
            path = Path.Join(path, part);
        }

        return path;
    }

    private string? Obstacle(ArchiveItem item, string[] parts) => item.Kind switch
    {
        _ when !item.IsReadable => "its name is not UTF-8.",
        _ when _options.WindowsNames && !Array.TrueForAll(parts, ArchiveName.IsWindowsName) => "Windows can have no file of that name.",
        ArchiveItemKind.Fifo => "it is a named pipe.",
        ArchiveItemKind.CharacterDevice or ArchiveItemKind.BlockDevice => "it is a device.",
        ArchiveItemKind.Unknown => "it is of a type that is not known.",
        _ => null,
    };

    /// <summary>Two names that are one here would be one file, with the content of the one and what is said of the other.</summary>
    private void CheckCase(string path, ArchiveItem item)
    {
        if (!_options.IgnoreCase)
        {
            return;
        }

        if (_names.TryGetValue(path, out string? other) && other != path)
        {
            throw ArchiveException.Unsafe(
                $"The archive has '{DisplayText.Of(item.Name)}' and a name that differs from it in case only, which is the same here.", item.Name);
        }

        _names[path] = path;
    }

    private void MakeParents(ReadOnlySpan<string> parts)
    {
        if (parts.IsEmpty)
        {
            return;
        }

        // Mostly the entry before was in the same folder.
        if (!_folders.Contains(PathOf(parts[..^1])))
        {
            for (int depth = 0; depth < parts.Length; depth++)
            {
                EnsureFolder(PathOf(parts[..depth]), ImpliedFolderMode);
            }
        }
    }

    /// <summary>Makes a folder where there is none. What is there and is none, or a link to one, is in the way.</summary>
    private void EnsureFolder(string path, UnixFileMode mode)
    {
        if (_folders.Contains(path))
        {
            return;
        }

        if (AttributesOf(path) is { } attributes)
        {
            if (IsLink(path, attributes))
            {
                throw new IOException($"'{DisplayText.Of(path)}' is a link; nothing is written through it.");
            }

            if (!attributes.HasFlag(FileAttributes.Directory))
            {
                throw new IOException($"'{DisplayText.Of(path)}' is a file, and a folder cannot take its place.");
            }
        }
        else if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, mode);
        }

        _folders.Add(path);
    }

    private async ValueTask WriteAsync(ArchiveItem item, string path, ArchiveReader reader, CancellationToken cancellationToken)
    {
        switch (item.Kind)
        {
            case ArchiveItemKind.Folder:
                EnsureFolder(path, ModeOf(item) | OwnerMayAll);
                _finish.Add((path, item));
                break;
            case ArchiveItemKind.File:
                await WriteFileAsync(item, path, reader, cancellationToken).ConfigureAwait(false);
                _files.Add(path);
                break;
            case ArchiveItemKind.SymbolicLink:
                Clear(path);
                MakeLink(item, path);
                _files.Add(path);
                break;
            case ArchiveItemKind.HardLink:
                MakeHardLink(item, path);
                break;
        }
    }

    private async ValueTask WriteFileAsync(ArchiveItem item, string path, ArchiveReader reader, CancellationToken cancellationToken)
    {
        // Made anew it cannot be a link; what is there is replaced when all has come.
        string written = path;
        SafeFileHandle? made = AttributesOf(path) is null ? TryCreate(path) : null;
        if (made is null)
        {
            CheckReplaceable(path);
            written = Path.Join(Path.GetDirectoryName(path), $".{Path.GetRandomFileName()}");
            made = File.OpenHandle(written, FileMode.CreateNew, FileAccess.Write);
        }

        try
        {
            using (SafeFileHandle file = made)
            {
                long at = 0;
                ReadOnlyMemory<byte> piece;
                if (!OperatingSystem.IsWindows())
                {
                    // Before the content: what only its owner may read shall not be open meanwhile.
                    File.SetUnixFileMode(file, ModeOf(item) & ~SetIdBits);
                }

                while (!(piece = await reader.ReadContentAsync(cancellationToken).ConfigureAwait(false)).IsEmpty)
                {
                    RandomAccess.Write(file, piece.Span, at);
                    at += piece.Length;
                    Report(reader, item);
                }

                FinishFile(file, written, item);
            }

            if (written != path)
            {
                File.Move(written, path, overwrite: true);
            }
        }
        catch
        {
            File.Delete(written);
            throw;
        }
    }

    private void FinishFile(SafeFileHandle file, string path, ArchiveItem item)
    {
        if (_options.KeepOwner)
        {
            NativeFiles.ChangeOwner(path, item.UserId, item.GroupId);
            if (!OperatingSystem.IsWindows() && (ModeOf(item) & SetIdBits) != 0)
            {
                // A change of the owner takes these bits away.
                File.SetUnixFileMode(file, ModeOf(item));
            }
        }

        File.SetLastWriteTimeUtc(file, TimeOf(item));
    }

    private static SafeFileHandle? TryCreate(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        }
        catch (IOException) when (AttributesOf(path) is not null)
        {
            return null;
        }
    }

    private static void CheckReplaceable(string path)
    {
        if (AttributesOf(path) is { } attributes && attributes.HasFlag(FileAttributes.Directory) && !IsLink(path, attributes))
        {
            throw new IOException($"'{DisplayText.Of(path)}' is a folder, and a file cannot take its place.");
        }
    }

    /// <summary>Takes away a file or a link whose place is needed.</summary>
    private static void Clear(string path)
    {
        CheckReplaceable(path);
        switch (AttributesOf(path))
        {
            case null:
                break;
            case { } attributes when OperatingSystem.IsWindows() && attributes.HasFlag(FileAttributes.Directory):
                // A link to a folder.
                Directory.Delete(path);
                break;
            default:
                File.Delete(path);
                break;
        }
    }

    private void MakeLink(ArchiveItem item, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            MakeWindowsLink(item, path);
            return;
        }

        File.CreateSymbolicLink(path, item.LinkTarget!);
        if (_options.KeepOwner)
        {
            NativeFiles.ChangeOwner(path, item.UserId, item.GroupId);
        }

        // Of the link itself: .NET does not follow one here.
        File.SetLastWriteTimeUtc(path, TimeOf(item));
    }

    private void MakeWindowsLink(ArchiveItem item, string path)
    {
        string link = item.LinkTarget!.Replace('/', Path.DirectorySeparatorChar);
        try
        {
            if (Directory.Exists(Path.Combine(Path.GetDirectoryName(path)!, link)))
            {
                Directory.CreateSymbolicLink(path, link);
            }
            else
            {
                File.CreateSymbolicLink(path, link);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows lets only administrators and developers make links; the rest of the tree is worth having.
            _options.Warn?.Invoke($"'{DisplayText.Of(item.Name)}' was left out: a link cannot be made here. {exception.Message}");
        }
    }

    private void MakeHardLink(ArchiveItem item, string path)
    {
        string existing = PathOf(ArchiveName.Below(item.LinkTarget!, _options.Base));
        if (existing == path)
        {
            return;
        }

        if (_leftOut.Contains(existing))
        {
            _leftOut.Add(path);
            _options.Warn?.Invoke($"'{DisplayText.Of(item.Name)}' was left out: it is another name of '{DisplayText.Of(item.LinkTarget!)}'.");
            return;
        }

        if (!_files.Contains(existing))
        {
            throw ArchiveException.Unsafe($"The archive has '{DisplayText.Of(item.Name)}' as another name of '{DisplayText.Of(item.LinkTarget!)}', which is no file that it has before.", item.Name);
        }

        Clear(path);
        _files.Add(path);
        if (new FileInfo(existing).LinkTarget is { } link)
        {
            // Another name of a link is as good as another link, and no call is asked to leave the first unfollowed.
            MakeLink(item with { LinkTarget = link }, path);
        }
        else if (!NativeFiles.TryLink(existing, path))
        {
            File.Copy(existing, path);
            File.SetLastWriteTimeUtc(path, TimeOf(item));
        }
    }

    /// <summary>Folders last: what is put into one changes its time, and one that may not be written to could not be filled.</summary>
    private void FinishFolders()
    {
        for (int i = _finish.Count - 1; i >= 0; i--)
        {
            (string path, ArchiveItem item) = _finish[i];
            if (_options.KeepOwner)
            {
                NativeFiles.ChangeOwner(path, item.UserId, item.GroupId);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, ModeOf(item));
            }

            Directory.SetLastWriteTimeUtc(path, TimeOf(item));
        }
    }

    private UnixFileMode ModeOf(ArchiveItem item) => (UnixFileMode)item.Mode & (_options.KeepOwner ? ~UnixFileMode.None : ~SetIdBits);

    private static DateTime TimeOf(ArchiveItem item) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(item.Modified, DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds())).UtcDateTime;

    private static bool IsLink(string path, FileAttributes attributes) =>
        attributes.HasFlag(FileAttributes.ReparsePoint) && (!OperatingSystem.IsWindows() || new FileInfo(path).LinkTarget is not null);

    /// <summary>Of the path itself, a link included; null where there is nothing.</summary>
    private static FileAttributes? AttributesOf(string path)
    {
        try
        {
            return File.GetAttributes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void Report(ArchiveReader reader, ArchiveItem item) =>
        _options.Progress?.Report(new ArchiveProgress(reader.Position, null, _count, null, item.Name));
}
