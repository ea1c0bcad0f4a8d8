namespace DockerPS.Engine;

/// <summary>Makes text that came from outside fit for a message.</summary>
internal static class DisplayText
{
    private const int MaximumLength = 200;
    private const int MaximumMessageLength = 4096;

    /// <summary>A value within a message: on one line, without control characters, and cut where it is very long.</summary>
    public static string Of(string text) => ControlCharacters.ReplaceAll(Cut(text, MaximumLength));

    /// <summary>A message of the other side: trimmed, cut, without control characters but for line feeds and tabs.</summary>
    public static string OfMessage(string text) => Safe(Cut(text.Trim(), MaximumMessageLength));

    /// <summary>A text of any length and many lines that is shown as it is, without what a terminal would obey. A carriage return counts as a line's end: alone it would write over the line.</summary>
    public static string Safe(string text) => ControlCharacters.Replace(text.Contains('\r', StringComparison.Ordinal) ? text.ReplaceLineEndings("\n") : text);

    /// <summary>An endpoint's text without what may be a password or a token: all before its @, except the mere user of ssh.</summary>
    public static string OfEndpoint(string text)
    {
        int separator = text.IndexOf("://", StringComparison.Ordinal);
        string scheme = separator < 0 ? "" : text[..separator].Trim().ToLowerInvariant();
        int start = separator < 0 ? 0 : separator + 3;
        int at = text.LastIndexOf('@');
        bool isHarmless = scheme is "unix" or "npipe"
            || at < start
            || (scheme == "ssh" && !text.AsSpan(start, at - start).Contains(':'));
        return isHarmless ? Of(text) : Of(string.Concat(text.AsSpan(0, start), "***", text.AsSpan(at)));
    }

    private static string Cut(string text, int length) => text.Length > length ? string.Concat(text.AsSpan(0, length), "...") : text;
}
