using DockerPS.Engine;
using DockerPS.Engine.Streams;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Copy;
using DockerPS.Engine.Streams.Tar;
using DockerPS.Hosting.Output;

namespace DockerPS.Hosting;

/// <summary>Where an archive for Import-Image comes from.</summary>
internal sealed class ImportSource
{
    private ImportSource(string display, object? target, string? label = null)
    {
        Display = DisplayText.Of(display);
        Label = label is { Length: > 0 } ? DisplayText.Of(label) : Display;
        Target = target;
    }

    /// <summary>What messages call it.</summary>
    public string Display { get; }

    /// <summary>What the progress bar calls it, which has little room.</summary>
    public string Label { get; }

    /// <summary>The target of error records.</summary>
    public object? Target { get; }

    /// <summary>Where the engine fetches it; null where it is sent.</summary>
    public string? Url { get; private init; }

    /// <summary>What is told before it is sent.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>Writes it to an engine; null with a URL.</summary>
    public Func<Stream, IProgress<ArchiveProgress>, CancellationToken, Task>? SendAsync { get; private init; }

    /// <summary>A file, as it is.</summary>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ImportSource FromFile(string path, object target)
    {
        // A missing file is told before anything is asked or sent.
        new FileInput(path).Dispose();
        return new ImportSource(path, target, Path.GetFileName(path))
        {
            SendAsync = async (stream, progress, token) =>
            {
                using var file = new FileInput(path);
                await file.CopyToAsync(new MeteredStream(stream, file.Length, progress), token).ConfigureAwait(false);
            },
        };
    }

    /// <summary>What is in a folder, as an archive.</summary>
    /// <exception cref="InvalidRequestException">It cannot be read.</exception>
    public static ImportSource FromFolder(string path, object target, CancellationToken cancellationToken)
    {
        var tree = LocalTree.Scan(CopyPath.OfLocal(path, path), followLink: true, cancellationToken);
        return new ImportSource(path, target, Path.GetFileName(path))
        {
            Warnings = [.. tree.LeftOut.Select(static left => $"'{DisplayText.Of(left)}' was left out: it is a device or a socket.")],
            SendAsync = (stream, progress, token) => tree.WriteAsync(stream, [], progress, token),
        };
    }

    /// <summary>Bytes that come through the pipeline: they can be sent once.</summary>
    public static ImportSource FromPipeline(CommandInput input)
    {
        int sent = 0;
        return new ImportSource("the piped archive", null)
        {
            SendAsync = async (stream, progress, token) =>
            {
                if (Interlocked.Exchange(ref sent, 1) != 0)
                {
                    throw new InvalidRequestException("InputGone", "The engine asked for the piped archive once more, and it is gone: write it to a file, and give that.");
                }

                await input.CopyToAsync(new MeteredStream(stream, total: null, progress), token).ConfigureAwait(false);
            },
        };
    }

    /// <summary>An archive that the engine fetches by itself.</summary>
    public static ImportSource FromUrl(string url) => new(RemoteContext.Display(url), RemoteContext.Display(url)) { Url = url };
}
