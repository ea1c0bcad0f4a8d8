using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Engine.Streams.Build;

/// <summary>What a build request sends: an archive, and the name of the Dockerfile in it.</summary>
internal sealed class BuildContext
{
    private const string DefaultDockerfile = "Dockerfile";
    private const string IgnoreFile = ".dockerignore";
    private const int ExtraFileMode = 0b110_000_000;
    private const int CopyBufferSize = 128 * 1024;

    private readonly Func<Stream, IProgress<ArchiveProgress>?, CancellationToken, Task> _write;

    // An archive may be compressed already; it is sent as it is.
    private readonly bool _isReadyMade;

    private BuildContext(string dockerfile, string? dockerfileText, Func<Stream, IProgress<ArchiveProgress>?, CancellationToken, Task> write)
    {
        Dockerfile = dockerfile;
        DockerfileText = dockerfileText;
        _isReadyMade = dockerfileText is null;
        _write = write;
    }

    /// <summary>The Dockerfile's path in the archive: the parameter "dockerfile" of POST /build.</summary>
    public string Dockerfile { get; }

    /// <summary>True where it is known that there is nothing in the archive.</summary>
    public bool IsEmpty { get; private init; }

    /// <summary>What is in the Dockerfile; null where the archive came ready-made.</summary>
    public string? DockerfileText { get; }

    /// <summary>
    /// A folder, without what its ignore file names: that of the Dockerfile (its path and ".dockerignore") or else the
    /// folder's own. A Dockerfile from elsewhere goes into the archive under a name that nobody has, and a line in the
    /// archive's .dockerignore has the engine drop it from the build's files, as the docker CLI does it.
    /// </summary>
    /// <param name="folder">The folder's full path.</param>
    /// <param name="dockerfile">The Dockerfile's full path, inside or outside of the folder; null for Dockerfile (or dockerfile) in it.</param>
    /// <param name="dockerfileText">A Dockerfile that is in no file; <paramref name="dockerfile"/> is then not looked at.</param>
    /// <param name="files">Opens the files; null for the real ones.</param>
    /// <param name="cancellationToken">Ends the scan of the folder.</param>
    /// <exception cref="BuildContextException">The folder or the Dockerfile is missing, a file cannot be read, or the ignore file is malformed.</exception>
    public static BuildContext FromFolder(
        string folder, string? dockerfile = null, string? dockerfileText = null, ContextFiles? files = null, CancellationToken cancellationToken = default)
    {
        files ??= new ContextFiles();
        string root = ResolveFolder(folder);
        string? path = dockerfileText is null ? ResolveDockerfile(root, dockerfile) : null;
        string? name = path is null ? null : NameInside(root, path);
        DockerIgnore ignore = ReadIgnoreFile(root, path, out bool isOfDockerfile);

        // The engine knows only the .dockerignore in the archive: where another file says that the build shall not see
        // the Dockerfile, it travels as one from elsewhere.
        if (name is not null && isOfDockerfile && ignore.IsIgnored(name))
            name = null;

        byte[] text = dockerfileText is null ? ReadFile(path!) : Encoding.UTF8.GetBytes(dockerfileText);
        var extras = new List<ArchiveItem>();
        if (name is null)
        {
            name = ".dockerfile." + Convert.ToHexString(RandomNumberGenerator.GetBytes(10)).ToLowerInvariant();
            extras.Add(Extra(IgnoreFile, IgnoreFileNaming(root, ignore, name)));
            extras.Add(Extra(name, text));
        }
        else
        {
            ignore.Keep(name);
            if (!isOfDockerfile)
                ignore.Keep(IgnoreFile);
        }

        using var scanner = new ContextScanner(root, ignore, files, extras.Select(extra => extra.Name).ToHashSet());
        List<ArchiveItem> entries = scanner.Scan(cancellationToken);
        entries.AddRange(extras);
        return new BuildContext(
            name,
            Encoding.UTF8.GetString(text),
            (stream, progress, token) => WriteAsync(stream, root, files, entries, progress, token));
    }

    /// <summary>A folder of files beside the build's own, without what its .dockerignore names; it has no Dockerfile.</summary>
    /// <param name="folder">The folder's full path.</param>
    /// <param name="files">Opens the files; null for the real ones.</param>
    /// <param name="cancellationToken">Ends the scan of the folder.</param>
    /// <exception cref="BuildContextException">The folder is missing, a file cannot be read, or the ignore file is malformed.</exception>
    public static BuildContext FromFiles(string folder, ContextFiles? files = null, CancellationToken cancellationToken = default)
    {
        files ??= new ContextFiles();
        string root = ResolveFolder(folder);
        using var scanner = new ContextScanner(root, ReadIgnoreFile(root, null, out _), files, new HashSet<string>());
        List<ArchiveItem> entries = scanner.Scan(cancellationToken);
        return new BuildContext(DefaultDockerfile, "", (stream, progress, token) => WriteAsync(stream, root, files, entries, progress, token))
        {
            IsEmpty = entries.Count == 0,
        };
    }

    /// <summary>A Dockerfile and nothing else: a build without files.</summary>
    public static BuildContext FromDockerfileText(string text)
    {
        ArchiveItem[] entries = [Extra(DefaultDockerfile, Encoding.UTF8.GetBytes(text))];
        return new BuildContext(
            DefaultDockerfile,
            text,
            (stream, progress, token) => WriteAsync(stream, "", new ContextFiles(), entries, progress, token));
    }

    /// <summary>An archive that exists already, plain or compressed: it is sent as it is.</summary>
    /// <param name="open">Opens it, anew for every request.</param>
    /// <param name="dockerfile">The Dockerfile's path in the archive; null for Dockerfile.</param>
    public static BuildContext FromArchive(Func<Stream> open, string? dockerfile = null) =>
        new(dockerfile ?? DefaultDockerfile, dockerfileText: null, (stream, progress, token) => CopyAsync(open, stream, progress, token));

    /// <summary>The body of the request; one for every try.</summary>
    /// <param name="progress">Told how far the sending is; null for nobody.</param>
    /// <param name="compress">True to send it by gzip.</param>
    public HttpContent CreateContent(IProgress<ArchiveProgress>? progress = null, bool compress = false) =>
        new ArchiveContent((stream, token) => WriteAsync(stream, progress, compress, token));

    /// <summary>Writes the archive.</summary>
    public async Task WriteAsync(Stream stream, IProgress<ArchiveProgress>? progress, bool compress, CancellationToken cancellationToken)
    {
        if (!compress || _isReadyMade)
        {
            await _write(stream, progress, cancellationToken).ConfigureAwait(false);
            return;
        }

        var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        await using (gzip.ConfigureAwait(false))
        {
            await _write(gzip, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task WriteAsync(
        Stream stream, string root, ContextFiles files, IReadOnlyList<ArchiveItem> items, IProgress<ArchiveProgress>? progress, CancellationToken cancellationToken) =>
        new ArchiveWriter(stream, progress, ArchiveWriter.EstimateLength(items), items.Count).WriteAsync(
            async writer =>
            {
                foreach (ArchiveItem item in PlainFirst(items))
                {
                    await (item.Kind == ArchiveItemKind.File && item.Content is null
                        ? writer.WriteFileAsync(item, Path.Join(root, item.Name), files, cancellationToken)
                        : writer.WriteItemAsync(item, cancellationToken)).ConfigureAwait(false);
                }
            },
            cancellationToken);

    // BuildKit tells an archive from a Dockerfile by its first two blocks, in which the records of a long name leave no room for the header itself.
    private static IEnumerable<ArchiveItem> PlainFirst(IReadOnlyList<ArchiveItem> items)
    {
        int first = 0;
        while (first < items.Count && !IsPlain(items[first]))
            first++;

        return first == 0 || first == items.Count ? items : items.Skip(first).Take(1).Concat(items.Take(first)).Concat(items.Skip(first + 1));
    }

    private static bool IsPlain(ArchiveItem item) =>
        item.Kind is ArchiveItemKind.File or ArchiveItemKind.Folder && !item.Name.Contains('/', StringComparison.Ordinal) && TarHeader.Create(item, 0).Length == TarHeader.BlockSize;

    private static async Task CopyAsync(Func<Stream> open, Stream destination, IProgress<ArchiveProgress>? progress, CancellationToken cancellationToken)
    {
        Stream source = open();
        await using (source.ConfigureAwait(false))
        {
            var state = new ArchiveProgress(0, source.CanSeek ? source.Length : null, 0, null);
            byte[] buffer = new byte[CopyBufferSize];
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                state = state with { Bytes = state.Bytes + read };
                progress?.Report(state);
            }
        }
    }

    private static string ResolveFolder(string folder)
    {
        string root = Resolve(folder);
        return Directory.Exists(root)
            ? root
            : throw new BuildContextException(File.Exists(root) ? $"The build context '{folder}' is not a folder." : $"The build context '{folder}' does not exist.", folder);
    }

    private static string ResolveDockerfile(string root, string? dockerfile)
    {
        string path = dockerfile ?? Path.Join(root, DefaultDockerfile);
        if (dockerfile is null && !File.Exists(path) && File.Exists(Path.Join(root, "dockerfile")))
            path = Path.Join(root, "dockerfile");

        string resolved = Resolve(path);
        return File.Exists(resolved) ? resolved : throw new BuildContextException($"There is no Dockerfile at '{path}'.", path)
        {
            Advice = dockerfile is null ? "Name the Dockerfile if it is elsewhere." : null,
        };
    }

    private static string Resolve(string path)
    {
        try
        {
            return RealPath.Resolve(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ContextFiles.Unreadable(path, exception);
        }
    }

    private static string? NameInside(string root, string path)
    {
        string relative = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }

    private static DockerIgnore ReadIgnoreFile(string root, string? dockerfile, out bool isOfDockerfile)
    {
        string own = dockerfile + IgnoreFile;
        isOfDockerfile = dockerfile is not null && File.Exists(own);
        string path = isOfDockerfile ? own : Path.Join(root, IgnoreFile);
        return File.Exists(path)
            ? DockerIgnore.Parse(Encoding.UTF8.GetString(ReadFile(path)), path, OperatingSystem.IsWindows())
            : DockerIgnore.CreateEmpty();
    }

    private static byte[] IgnoreFileNaming(string root, DockerIgnore ignore, string dockerfile)
    {
        string path = Path.Join(root, IgnoreFile);
        byte[] before = File.Exists(path) && !ignore.IsIgnored(IgnoreFile) ? ReadFile(path) : Encoding.UTF8.GetBytes(IgnoreFile);
        return [.. before, .. Encoding.UTF8.GetBytes($"\n{dockerfile}\n")];
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ContextFiles.Unreadable(path, exception);
        }
    }

    private static ArchiveItem Extra(string name, byte[] content) =>
        new(name, ArchiveItemKind.File, ExtraFileMode, DateTimeOffset.UtcNow.ToUnixTimeSeconds()) { Content = content, Size = content.Length };
}
