namespace DockerPS.Engine.Streams;

/// <summary>The output of a container with a TTY: bytes without frames, standard output and error in one.</summary>
internal sealed class RawOutputReader : OutputReader
{
    public RawOutputReader(Stream stream)
        : base(stream)
    {
    }

    protected override bool TryTake(out OutputChunk chunk)
    {
        if (Buffer.Length == 0)
        {
            chunk = default;
            return false;
        }

        chunk = new OutputChunk(OutputStream.StandardOutput, Buffer.Memory, StartsMessage: false);
        Buffer.Consume(Buffer.Length);
        return true;
    }

    protected override void AtEnd()
    {
    }
}
