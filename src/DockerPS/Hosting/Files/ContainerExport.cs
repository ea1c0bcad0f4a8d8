using DockerPS.Engine;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams.Tar;
using DockerPS.Hosting.Output;

namespace DockerPS.Hosting.Files;

/// <summary>Takes the archive of a container's file system out of the engine, to a file or to the pipeline.</summary>
internal sealed class ContainerExport(DockerCmdlet cmdlet, ResolvedContainer container)
{
    private const int BufferSize = 256 * 1024;
    private const int ChunkSize = 64 * 1024;

    /// <summary>Writes the archive to a file, which takes its place when it is whole.</summary>
    public Task SaveAsync(string path) => ReadAsync(async (archive, bar) =>
    {
        OutputFile file = OutputFile.Create(path);
        await using (file.ConfigureAwait(false))
        {
            byte[] buffer = new byte[BufferSize];
            long done = 0;
            int read;
            while ((read = await archive.ReadAsync(buffer, cmdlet.StopToken).ConfigureAwait(false)) > 0)
            {
                // On the thread that read it: handing each piece to another costs more than the writing.
                file.Stream.Write(buffer, 0, read);
                bar.Report(new ArchiveProgress(done += read, null, 0, null));
            }

            await file.CommitAsync().ConfigureAwait(false);
        }
    });

    /// <summary>Writes the archive to the pipeline, in pieces.</summary>
    public Task StreamAsync() => ReadAsync(async (archive, bar) =>
    {
        long done = 0;
        while (true)
        {
            // A piece belongs to who gets it.
            byte[] chunk = new byte[ChunkSize];
            int read = await archive.ReadAtLeastAsync(chunk, ChunkSize, throwOnEndOfStream: false, cmdlet.StopToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            await cmdlet.WriteAsync(read == ChunkSize ? chunk : chunk[..read]).ConfigureAwait(false);
            bar.Report(new ArchiveProgress(done += read, null, 0, null));
        }
    });

    private async Task ReadAsync(Func<Stream, CopyBar, Task> read)
    {
        string label = DisplayText.Safe(container.Label);
        using var bar = new CopyBar(cmdlet.Progress, $"Exporting {label}");
        DockerResponse archive = await container.Engine.Containers.OpenExportAsync(container.Id, cmdlet.StopToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            await read(archive.Body, bar).ConfigureAwait(false);
        }

        await cmdlet.VerboseAsync($"Exported {label} from {container.Engine.Connection.Name}: {ViewText.Size(bar.State.Bytes)}.").ConfigureAwait(false);
    }
}
