namespace DockerPS.Hosting.Output;

/// <summary>Writes standard output to the pipeline as byte[] chunks, which native commands get as they are.</summary>
internal sealed class ByteStreamCommandOutput(DockerCmdlet cmdlet, OutputOptions options, StandardErrorWriter errors)
    : ByteCommandOutput(cmdlet, options, errors, collectedErrors: null)
{
    // Frames are as small as the program's writes; chunks of this size keep the pipeline's cost per byte low.
    private const int ChunkSize = 64 * 1024;

    private readonly byte[] _chunk = new byte[ChunkSize];
    private int _length;

    protected override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            int count = Math.Min(bytes.Length, ChunkSize - _length);
            bytes[..count].CopyTo(_chunk.AsMemory(_length));
            _length += count;
            bytes = bytes[count..];
            if (_length == ChunkSize)
            {
                await FlushAsync().ConfigureAwait(false);
            }
        }
    }

    protected override ValueTask FlushAsync()
    {
        if (_length == 0)
        {
            return ValueTask.CompletedTask;
        }

        byte[] chunk = _chunk.AsSpan(0, _length).ToArray();
        _length = 0;
        return Cmdlet.WriteAsync(chunk);
    }
}
