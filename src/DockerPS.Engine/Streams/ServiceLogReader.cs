using System.Text;

namespace DockerPS.Engine.Streams;

/// <summary>
/// Reads the merged log of a service's tasks as lines (the query has timestamps=1 and details=1). Each message begins with its time and its
/// context; what a task writes without an end of line yet comes together from its own messages only, whatever others write meanwhile.
/// </summary>
internal sealed class ServiceLogReader(OutputReader source, bool keepTimestamps)
{
    // A context is a few hundred bytes; what has none by then has none.
    private const int LongestHead = 64 * 1024;

    private readonly LogTimestamp _timestamps = new();
    private readonly Dictionary<(OutputStream Stream, string Word), Part> _parts = [];
    private readonly Queue<ServiceLogLine> _lines = new();
    private byte[] _head = [];
    private Part? _part;
    private OutputStream _stream;
    private bool _inHead;
    private bool _ended;

    /// <summary>The line that was read last.</summary>
    public ServiceLogLine Current { get; private set; }

    /// <summary>Reads the next line, waiting for it.</summary>
    /// <returns>False at the end of the log.</returns>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (_lines.Count == 0 && !_ended && source.TryRead())
        {
            Append(source.Current);
        }

        return _lines.Count > 0 || _ended ? new ValueTask<bool>(TryTake()) : ReadSlowAsync(cancellationToken);
    }

    private async ValueTask<bool> ReadSlowAsync(CancellationToken cancellationToken)
    {
        while (_lines.Count == 0)
        {
            if (!await source.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                End();
                break;
            }

            Append(source.Current);
        }

        return TryTake();
    }

    private bool TryTake()
    {
        bool any = _lines.TryDequeue(out ServiceLogLine line);
        Current = line;
        return any;
    }

    private void Append(OutputChunk chunk)
    {
        ReadOnlyMemory<byte> data = chunk.Data;
        if (chunk.StartsMessage)
        {
            EndHead();
            _stream = chunk.Stream;
            _inHead = true;
        }

        while (!data.IsEmpty)
        {
            if (_inHead || _part is null)
            {
                data = AppendHead(data);
            }
            else if (IsFramed)
            {
                _part.Append(data, _lines);
                data = default;
            }
            else
            {
                data = AppendLine(data);
            }
        }
    }

    // Of a terminal's raw output every line is a message.
    private bool IsFramed => source is not RawOutputReader;

    private ReadOnlyMemory<byte> AppendLine(ReadOnlyMemory<byte> data)
    {
        int end = data.Span.IndexOf((byte)'\n');
        ReadOnlyMemory<byte> line = end < 0 ? data : data[..(end + 1)];
        _part!.Append(line, _lines);
        if (end >= 0)
        {
            _part = null;
        }

        return data[line.Length..];
    }

    /// <summary>Takes bytes until time and context are whole; what is behind them is the message.</summary>
    private ReadOnlyMemory<byte> AppendHead(ReadOnlyMemory<byte> data)
    {
        byte[] head = [.. _head, .. data.Span];
        int kept = _head.Length;
        bool hasTime = _timestamps.TryRead(head, out DateTime time, out int start);
        int blank = hasTime ? head.AsSpan(start).IndexOf((byte)' ') : -1;
        if (hasTime && blank >= 0)
        {
            int end = start + blank + 1;
            Begin(Encoding.UTF8.GetString(head, start, blank), time, Encoding.UTF8.GetString(head, 0, start));
            return data[Math.Max(0, end - kept)..];
        }

        if (head.Length < LongestHead && head.AsSpan().IndexOf((byte)'\n') < 0)
        {
            _head = head;
            _inHead = true;
            return default;
        }

        // A message that has none of them, such as what the engine says itself.
        Begin("", null, "");
        _part!.Append(head, _lines);
        _part = IsFramed ? _part : null;
        return default;
    }

    private void Begin(string word, DateTime? time, string timeText)
    {
        _head = [];
        _inHead = false;
        string prefix = keepTimestamps ? timeText : "";
        if (!_parts.TryGetValue((_stream, word), out Part? part) && ServiceLogContext.Parse(word) is { } context)
        {
            _parts.Add((_stream, word), part = new Part(_stream, context));
        }

        if (part is null)
        {
            // What is no context belongs to the line.
            prefix += word.Length > 0 ? word + " " : "";
            if (!_parts.TryGetValue((_stream, ""), out part))
            {
                _parts.Add((_stream, ""), part = new Part(_stream, context: null));
            }
        }

        part.Begin(time, prefix);
        _part = part;
    }

    private void EndHead()
    {
        if (_head.Length > 0)
        {
            byte[] head = _head;
            Begin("", null, "");
            _part!.Append(head, _lines);
        }
    }

    private void End()
    {
        _ended = true;
        EndHead();
        foreach (Part part in _parts.Values)
        {
            part.End(_lines);
        }
    }

    /// <summary>What one task writes to one of its streams.</summary>
    private sealed class Part(OutputStream stream, ServiceLogContext? context)
    {
        private readonly LineSplitter _splitter = new();
        private DateTime? _time;
        private string _prefix = "";

        /// <summary>Begins a message; one that goes on with a line that has begun keeps that line's time.</summary>
        public void Begin(DateTime? time, string prefix)
        {
            if (!_splitter.IsInLine)
            {
                (_time, _prefix) = (time, prefix);
            }
        }

        public void Append(ReadOnlyMemory<byte> data, Queue<ServiceLogLine> lines)
        {
            _splitter.Append(data);
            while (_splitter.TryReadLine(out ReadOnlySpan<byte> line))
            {
                Add(line, lines);
            }
        }

        public void End(Queue<ServiceLogLine> lines)
        {
            if (_splitter.TryReadRest(out ReadOnlySpan<byte> line))
            {
                Add(line, lines);
            }
        }

        private void Add(ReadOnlySpan<byte> line, Queue<ServiceLogLine> lines) =>
            lines.Enqueue(new ServiceLogLine(new OutputLine(stream, _prefix + Encoding.UTF8.GetString(line), _time), context));
    }
}
