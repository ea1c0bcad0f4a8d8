using DockerPS.Engine.Requests.Build;
using DockerPS.Engine.Streams.Tar;
using DockerPS.Hosting.Files;
using DockerPS.Hosting.Output;

namespace DockerPS.Hosting;

/// <summary>Takes the files of a build's result, which come as a tar, to where -Output says.</summary>
internal sealed class BuildOutputReceiver(DockerCmdlet cmdlet, BuildRequest request, BuildOutputSpec output, DockerConnection connection) : IAsyncDisposable
{
    private readonly List<string> _warnings = [];
    private OutputFile? _file;

    /// <summary>What was left out, and why.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>What was written, by full paths: the folder's own entries, or the archive.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    /// <summary>Takes them all.</summary>
    public async Task ReceiveAsync(Stream archive, CancellationToken cancellationToken)
    {
        using var bar = new CopyBar(
            request.Options.ShowBars ? cmdlet.Progress : static _ => { }, $"Receiving the result of {request.Display} from {connection.Name}");
        var taken = new ArchiveOutput(cmdlet, bar);
        if (request.Options.OutputPath is not { } path)
        {
            await taken.StreamAsync(archive).ConfigureAwait(false);
            return;
        }

        if (output.Type == "tar")
        {
            _file = OutputFile.Create(path);
            await taken.CopyAsync(archive, _file).ConfigureAwait(false);
            Files = [path];
            return;
        }

        Directory.CreateDirectory(path);
        string target = RealPathOf(path);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var progress = new Tee(bar, names);
        await new TarExtractor(target, new ExtractOptions { Base = ".", IntoTarget = true, Warn = _warnings.Add, Progress = progress })
            .ExtractAsync(new ArchiveReader(archive), cancellationToken).ConfigureAwait(false);
        // The sender waits until all is read, the archive's padding too.
        await archive.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        Files = [.. names.Select(name => Path.Join(path, name))];
    }

    /// <summary>Puts the archive in its place. Called when the build has ended well: one that broke off ends its stream as a whole one does.</summary>
    public Task CommitAsync() => _file?.CommitAsync() ?? Task.CompletedTask;

    /// <summary>Drops an archive that was not put in its place.</summary>
    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string RealPathOf(string path) => Engine.Streams.Build.RealPath.Resolve(path);

    /// <summary>Notes what lies directly in the folder.</summary>
    private sealed class Tee(CopyBar bar, SortedSet<string> names) : IProgress<ArchiveProgress>
    {
        public void Report(ArchiveProgress value)
        {
            bar.Report(value);
            if (value.Current is { } entry && ArchiveName.Below(entry, ".") is [string name, ..])
            {
                names.Add(name);
            }
        }
    }
}
