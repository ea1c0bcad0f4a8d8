namespace DockerPS.Hosting.Output;

/// <summary>A file that takes output byte for byte. It is written beside its place and renamed when it is whole, so that a failure
/// or a full disk leaves what was there before. Devices and pipes are written to themselves.</summary>
internal sealed class OutputFile : IAsyncDisposable
{
    private const int BufferSize = 128 * 1024;

    private readonly string _target;
    private readonly string? _temporary;
    private readonly FileStream _stream;

    private OutputFile(string target, string? temporary, FileStream stream)
    {
        _target = target;
        _temporary = temporary;
        _stream = stream;
    }

    public Stream Stream => _stream;

    /// <summary>Opens the file.</summary>
    /// <param name="path">The full path; a link is followed.</param>
    /// <param name="inPlace">True to write into the file itself: for output that has no end, of which the user keeps what has come.</param>
    public static OutputFile Create(string path, bool inPlace = false)
    {
        string target = TargetOf(path);
        if (Directory.Exists(target))
        {
            throw new UnauthorizedAccessException($"'{target}' is a folder, not a file.");
        }

        bool special = IsSpecial(target);
        if (inPlace || special)
        {
            // A device is everybody's: no lock of ours keeps others from it.
            FileShare share = special ? FileShare.ReadWrite : FileShare.Read;
            return new(target, null, new FileStream(target, FileMode.Create, FileAccess.Write, share, inPlace ? 1 : BufferSize));
        }

        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = BufferSize };
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            options.UnixCreateMode = File.GetUnixFileMode(target);
        }

        return new(target, temporary, new FileStream(temporary, options));
    }

    /// <summary>The file that a path leads to, which need not be there.</summary>
    public static string TargetOf(string path)
    {
        // Asked of a path that is not there, ResolveLinkTarget throws; of a link that leads nowhere it does not.
        FileSystemInfo? linked = new FileInfo(path).LinkTarget is null ? null : File.ResolveLinkTarget(path, returnFinalTarget: true);
        return Path.GetFullPath(linked?.FullName ?? path);
    }

    /// <summary>Writes what is left and puts the file in its place.</summary>
    public async Task CommitAsync()
    {
        await _stream.FlushAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        if (_temporary is not null)
        {
            File.Move(_temporary, _target, overwrite: true);
        }
    }

    /// <summary>Closes the file; what was not committed is deleted.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The disk is full: what could not be written is deleted with the rest, and the write has told of it.
        }

        if (_temporary is not null)
        {
            File.Delete(_temporary);
        }
    }

    /// <summary>True for devices and pipes.</summary>
    public static bool IsSpecial(string target)
    {
        if (OperatingSystem.IsWindows())
        {
            return target.StartsWith(@"\\.\", StringComparison.Ordinal);
        }

        if (target.StartsWith("/dev/", StringComparison.Ordinal) || target.StartsWith("/proc/", StringComparison.Ordinal))
        {
            return true;
        }

        if (!File.Exists(target) || new FileInfo(target).Length > 0)
        {
            return false;
        }

        try
        {
            // For reading and writing: that opens a named pipe without waiting for its other end.
            using var probe = new FileStream(target, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return !probe.CanSeek;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
