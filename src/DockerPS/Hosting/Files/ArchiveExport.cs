using DockerPS.Engine;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams.Tar;
using DockerPS.Hosting.Output;

namespace DockerPS.Hosting.Files;

/// <summary>Takes an archive of containers or images out of the engine, to a file or to the pipeline.</summary>
/// <param name="cmdlet">The cmdlet whose streams are written to.</param>
/// <param name="engine">The engine's name.</param>
/// <param name="label">What is taken, for the progress bar.</param>
/// <param name="total">About how many bytes there will be; null where that is not known.</param>
/// <param name="open">Asks for the archive.</param>
internal sealed class ArchiveExport(DockerCmdlet cmdlet, string engine, string label, long? total, Func<Task<DockerResponse>> open)
{
    private readonly string _label = DisplayText.Safe(label);

    /// <summary>Writes the archive to a file, which takes its place when it is whole.</summary>
    public async Task SaveAsync(string path)
    {
        // Opened first: the engine may take minutes to gather the archive, and a wrong path should be told before.
        OutputFile file = OutputFile.Create(path);
        await using (file.ConfigureAwait(false))
        {
            await ReadAsync((output, archive) => output.SaveAsync(archive, file)).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the archive to the pipeline, in pieces.</summary>
    public Task StreamAsync() => ReadAsync(static (output, archive) => output.StreamAsync(archive));

    private async Task ReadAsync(Func<ArchiveOutput, Stream, Task> read)
    {
        using var bar = new CopyBar(cmdlet.Progress, $"Exporting {_label}", total);
        bar.Report(new ArchiveProgress(0, null, 0, null));
        DockerResponse archive = await open().ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            await read(new ArchiveOutput(cmdlet, bar), archive.Body).ConfigureAwait(false);
        }

        await cmdlet.VerboseAsync($"Exported {_label} from {engine}: {ViewText.Size(bar.State.Bytes)}.").ConfigureAwait(false);
    }
}
