namespace DockerPS.Engine.Streams;

/// <summary>Reads a container's output as it comes, in either of docker's two forms. It does not own the stream.</summary>
internal abstract class OutputReader
{
    /// <summary>64 KiB: enough to take what a socket holds in one call, and below the large object heap.</summary>
    protected const int BufferSize = 64 * 1024;

    private OutputChunk _current;

    protected OutputReader(Stream stream)
    {
        Buffer = new ReadBuffer(stream, BufferSize);
    }

    /// <summary>The piece that was read last; its bytes are valid until the next read.</summary>
    public OutputChunk Current => _current;

    protected ReadBuffer Buffer { get; }

    /// <summary>The reader that fits: without a TTY the engine sends frames, with one the raw bytes of the terminal.</summary>
    public static OutputReader Create(Stream stream, bool isTty) =>
        isTty ? new RawOutputReader(stream) : new StdCopyReader(stream);

    /// <summary>Takes the next piece out of what is buffered already.</summary>
    /// <returns>False where <see cref="ReadAsync"/> must be asked.</returns>
    /// <exception cref="InvalidResponseException">The bytes are no frames.</exception>
    /// <exception cref="DockerApiException">The engine reports an error inside the stream.</exception>
    public bool TryRead() => TryTake(out _current);

    /// <summary>Takes the next piece, waiting for it.</summary>
    /// <returns>False at the end of the output.</returns>
    /// <exception cref="ConnectionLostException">The stream ended in the middle of a frame.</exception>
    /// <exception cref="InvalidResponseException">The bytes are no frames.</exception>
    /// <exception cref="DockerApiException">The engine reports an error inside the stream.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken) =>
        TryRead() ? new ValueTask<bool>(true) : ReadSlowAsync(cancellationToken);

    /// <summary>Writes all that is left to the two streams, byte for byte; null drops that output.</summary>
    public async Task CopyToAsync(Stream? standardOutput, Stream? standardError, CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            Stream? target = _current.Stream == OutputStream.StandardError ? standardError : standardOutput;
            // .NET writes to a file on another thread of the pool and blocks that one: here nothing is gained by it.
            if (target is FileStream)
                target.Write(_current.Data.Span);
            else if (target is not null)
                await target.WriteAsync(_current.Data, cancellationToken).ConfigureAwait(false);
        }
    }

    protected abstract bool TryTake(out OutputChunk chunk);

    /// <summary>Called at the end of the stream with nothing left that could be taken.</summary>
    protected abstract void AtEnd();

    private async ValueTask<bool> ReadSlowAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (!await Buffer.FillAsync(cancellationToken).ConfigureAwait(false))
            {
                AtEnd();
                _current = default;
                return false;
            }
        }
        while (!TryRead());

        return true;
    }
}
