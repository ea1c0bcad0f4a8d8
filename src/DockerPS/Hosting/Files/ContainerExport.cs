using DockerPS.Engine;
using DockerPS.Engine.Http;

namespace DockerPS.Hosting.Files;

/// <summary>Takes the archive of a container's file system out of the engine, to a file or to the pipeline.</summary>
internal sealed class ContainerExport(DockerCmdlet cmdlet, ResolvedContainer container)
{
    /// <summary>Writes the archive to a file, which takes its place when it is whole.</summary>
    public Task SaveAsync(string path) => ReadAsync((output, archive) => output.SaveAsync(archive, path));

    /// <summary>Writes the archive to the pipeline, in pieces.</summary>
    public Task StreamAsync() => ReadAsync(static (output, archive) => output.StreamAsync(archive));

    private async Task ReadAsync(Func<ArchiveOutput, Stream, Task> read)
    {
        string label = DisplayText.Safe(container.Label);
        using var bar = new CopyBar(cmdlet.Progress, $"Exporting {label}");
        DockerResponse archive = await container.Engine.Containers.OpenExportAsync(container.Id, cmdlet.StopToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            await read(new ArchiveOutput(cmdlet, bar), archive.Body).ConfigureAwait(false);
        }

        await cmdlet.VerboseAsync($"Exported {label} from {container.Engine.Connection.Name}: {ViewText.Size(bar.State.Bytes)}.").ConfigureAwait(false);
    }
}
