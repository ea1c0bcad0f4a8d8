namespace DockerPS.Hosting.Output;

/// <summary>A file as standard input, byte for byte. It is opened at once, so that a file that is not there is told before anything runs.</summary>
internal sealed class FileInput(string path) : CommandInput
{
    private const int BufferSize = 128 * 1024;

    private readonly FileStream _file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);

    /// <summary>How many bytes it has; null where it is a pipe or a device.</summary>
    public long? Length => _file.CanSeek ? _file.Length : null;

    public override Task CopyToAsync(Stream destination, CancellationToken cancellationToken) => _file.CopyToAsync(destination, BufferSize, cancellationToken);

    public override void Dispose() => _file.Dispose();
}
