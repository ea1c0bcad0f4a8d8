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
    private readonly StringBuilder _pending = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

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
    /// <returns>The lines that it completes.</returns>
    public IEnumerable<string> Add(ReadOnlySpan<byte> piece)
    {
        char[] text = new char[_decoder.GetCharCount(piece, flush: false)];
        _decoder.GetChars(piece, text, flush: false);
        List<string> lines = [];
        int start = 0;
        for (int end; (end = Array.IndexOf(text, '\n', start)) >= 0; start = end + 1)
        {
            _pending.Append(text, start, end - start);
            lines.Add(TakeLine());
        }

        _pending.Append(text, start, text.Length - start);
        if (_pending.Length > LongestLine)
        {
            lines.Add(TakeLine());
        }

        return lines;
    }

    /// <summary>The line that was not ended; null where there is none.</summary>
    public string? Complete() => _pending.Length > 0 ? TakeLine() : null;

    private string TakeLine()
    {
        string line = Clean(_pending.ToString());
        _pending.Clear();
        Keep(line);
        return line;
    }

    // CSI sequences (colours, cursor, erasing) and OSC sequences (titles, links).
    [GeneratedRegex(@"\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();
}
