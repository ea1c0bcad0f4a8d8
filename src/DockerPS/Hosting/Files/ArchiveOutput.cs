using DockerPS.Engine.Streams.Tar;
using DockerPS.Hosting.Output;

namespace DockerPS.Hosting.Files;

/// <summary>Takes an archive out of the engine as it is, to a file or to the pipeline.</summary>
internal sealed class ArchiveOutput(DockerCmdlet cmdlet, CopyBar bar)
{
    private const int BufferSize = 256 * 1024;
    private const int ChunkSize = 64 * 1024;

    private long _done;

    /// <summary>Writes it to a file, which takes its place when it is whole.</summary>
    public async Task SaveAsync(Stream archive, string path)
    {
        OutputFile file = OutputFile.Create(path);
        await using (file.ConfigureAwait(false))
        {
            await SaveAsync(archive, file).ConfigureAwait(false);
        }
    }

    /// <summary>Writes it to a file that is open already, and puts that in its place.</summary>
    public async Task SaveAsync(Stream archive, OutputFile file)
    {
        await CopyAsync(archive, file).ConfigureAwait(false);
        await file.CommitAsync().ConfigureAwait(false);
    }

    /// <summary>Writes it to a file that is open already; whether it is whole, others have to say.</summary>
    public async Task CopyAsync(Stream archive, OutputFile file)
    {
        byte[] buffer = new byte[BufferSize];
        int read;
        while ((read = await archive.ReadAsync(buffer, cmdlet.StopToken).ConfigureAwait(false)) > 0)
        {
            // On the thread that read it: handing each piece to another costs more than the writing.
            file.Stream.Write(buffer, 0, read);
            Report(read);
        }
    }

    /// <summary>Writes it to the pipeline, in pieces.</summary>
    public async Task StreamAsync(Stream archive)
    {
        while (true)
        {
            // A piece belongs to who gets it.
            byte[] chunk = new byte[ChunkSize];
            int read = await archive.ReadAtLeastAsync(chunk, ChunkSize, throwOnEndOfStream: false, cmdlet.StopToken).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            await cmdlet.WriteAsync(read == ChunkSize ? chunk : chunk[..read]).ConfigureAwait(false);
            Report(read);
        }
    }

    private void Report(int read) => bar.Report(new ArchiveProgress(_done += read, null, 0, null));
}
