using System.Runtime.CompilerServices;
using System.Text;

namespace DockerPS.Engine.Streams;

/// <summary>Reads a container's output as lines of text, each output for itself. Bytes that are no UTF-8 become U+FFFD.</summary>
internal sealed class OutputLineReader
{
    private readonly OutputReader _source;
    private readonly LogTimestamp? _timestamps;
    private readonly bool _keepTimestamps;
    private readonly LineSplitter[] _splitters;
    private OutputStream _stream;
    private bool _ended;

    /// <param name="source">Where the bytes come from.</param>
    /// <param name="timestamps">True where each log entry begins with a timestamp (the query has timestamps=1).</param>
    /// <param name="keepTimestamps">True to leave each line's timestamp in its text, in the engine's own form.</param>
    /// <param name="lineLimit">The longest line in bytes; a longer one comes in pieces.</param>
    public OutputLineReader(OutputReader source, bool timestamps = false, bool keepTimestamps = false, int lineLimit = LineSplitter.DefaultLimit)
    {
        _source = source;
        _keepTimestamps = keepTimestamps;
        _timestamps = timestamps ? new LogTimestamp() : null;
        _splitters = [new LineSplitter(lineLimit), new LineSplitter(lineLimit)];
    }

    /// <summary>The line that was read last.</summary>
    public OutputLine Current { get; private set; }

    /// <summary>Reads the next line, waiting for it.</summary>
    /// <returns>False at the end of the output.</returns>
    /// <exception cref="ConnectionLostException">The stream ended in the middle of a frame.</exception>
    /// <exception cref="InvalidResponseException">The bytes are no frames.</exception>
    /// <exception cref="DockerApiException">The engine reports an error inside the stream.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (!TryTakeLine())
        {
            if (_ended)
                return new ValueTask<bool>(TryTakeRest());

            if (!_source.TryRead())
                return ReadSlowAsync(cancellationToken);

            Append();
        }

        return new ValueTask<bool>(true);
    }

    /// <inheritdoc cref="ReadAsync"/>
    public async IAsyncEnumerable<OutputLine> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return Current;
    }

    private async ValueTask<bool> ReadSlowAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (!await _source.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                _ended = true;
                return TryTakeRest();
            }

            Append();
        }
        while (!TryTakeLine());

        return true;
    }

    private void Append()
    {
        OutputChunk chunk = _source.Current;
        _stream = chunk.Stream;
        LineSplitter splitter = _splitters[(int)_stream];
        ReadOnlyMemory<byte> data = chunk.Data;

        // The engine logs a line of more than 16 KiB in parts, each with a timestamp of its own in the middle of the line.
        if (_timestamps is not null && chunk.StartsMessage && splitter.IsInLine
            && _timestamps.TryRead(data.Span, out _, out int length))
        {
            data = data[length..];
        }

        splitter.Append(data);
    }

    private bool TryTakeLine()
    {
        if (!_splitters[(int)_stream].TryReadLine(out ReadOnlySpan<byte> line))
            return false;

        Take(_stream, line);
        return true;
    }

    private bool TryTakeRest()
    {
        for (int i = 0; i < _splitters.Length; i++)
        {
            if (_splitters[i].TryReadRest(out ReadOnlySpan<byte> line))
            {
                Take((OutputStream)i, line);
                return true;
            }
        }

        return false;
    }

    private void Take(OutputStream stream, ReadOnlySpan<byte> line)
    {
        if (_timestamps is not null && _timestamps.TryRead(line, out DateTime timestamp, out int length))
            Current = new OutputLine(stream, Encoding.UTF8.GetString(_keepTimestamps ? line : line[length..]), timestamp);
        else
            Current = new OutputLine(stream, Encoding.UTF8.GetString(line));
    }
}
