using System.Text;
using System.Text.RegularExpressions;

namespace DockerPS.Engine.Streams.Build;

/// <summary>What a step writes, as lines; the last ones are kept.</summary>
internal sealed partial class BuildOutput
{
    /// <summary>How many lines are kept.</summary>
    public const int KeptLines = 20;

    private const int LongestLine = 64 * 1024;

    private readonly Queue<string> _last = new();
    // What of each stream is no line yet: both write whenever they like.
    private readonly Pending _output = new();
    private readonly Pending _error = new();

    /// <summary>The last lines that were written.</summary>
    public IReadOnlyCollection<string> Last => _last;

    /// <summary>A line as a terminal would end up with it: colours taken off, and of a bar that was redrawn its last state.</summary>
    public static string Clean(string line)
    {
        string plain = line.Contains('\u001b', StringComparison.Ordinal) ? Escapes().Replace(line, "") : line;
        plain = plain.TrimEnd('\r');
        return ControlCharacters.Replace(plain[(plain.LastIndexOf('\r') + 1)..]);
    }

    /// <summary>Keeps a line that is one already.</summary>
    public void Keep(string line)
    {
        _last.Enqueue(line);
        if (_last.Count > KeptLines)
        {
            _last.Dequeue();
        }
    }

    /// <summary>Takes a piece of output, cut anywhere.</summary>
    /// <param name="piece">The bytes.</param>
    /// <param name="isError">True for the standard error stream.</param>
    /// <returns>The lines that it completes.</returns>
    public IReadOnlyList<string> Add(ReadOnlySpan<byte> piece, bool isError)
    {
        Pending pending = isError ? _error : _output;
        char[] text = new char[pending.Decoder.GetCharCount(piece, flush: false)];
        pending.Decoder.GetChars(piece, text, flush: false);
        List<string> lines = [];
        int start = 0;
        for (int end; (end = Array.IndexOf(text, '\n', start)) >= 0; start = end + 1)
        {
            pending.Text.Append(text, start, end - start);
            lines.Add(TakeLine(pending));
        }

        pending.Text.Append(text, start, text.Length - start);
        if (pending.Text.Length > LongestLine)
        {
            lines.Add(TakeLine(pending));
        }

        return lines;
    }

    /// <summary>The lines that were not ended.</summary>
    public IEnumerable<string> Complete()
    {
        foreach (Pending pending in new[] { _output, _error })
        {
            if (pending.Text.Length > 0)
            {
                yield return TakeLine(pending);
            }
        }
    }

    private string TakeLine(Pending pending)
    {
        string line = Clean(pending.Text.ToString());
        pending.Text.Clear();
        Keep(line);
        return line;
    }

    // CSI sequences (colours, cursor, erasing) and OSC sequences (titles, links).
    [GeneratedRegex(@"\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();

    private sealed class Pending
    {
        public StringBuilder Text { get; } = new();

        public Decoder Decoder { get; } = Encoding.UTF8.GetDecoder();
    }
}
