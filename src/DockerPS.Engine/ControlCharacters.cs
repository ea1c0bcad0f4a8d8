namespace DockerPS.Engine;

/// <summary>Text from an engine goes to a terminal: control characters in it would be obeyed there.</summary>
internal static class ControlCharacters
{
    /// <summary>Replaces control characters except tab and line ends by U+FFFD.</summary>
    public static string Replace(string text) => Replace(text, kept: "\t\n\r");

    /// <summary>Replaces all control characters by U+FFFD, so that the text stays on one line.</summary>
    public static string ReplaceAll(string text) => Replace(text, kept: "");

    private static string Replace(string text, string kept)
    {
        return text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && text.AsSpan().IndexOfAnyInRange('\u007f', '\u009f') < 0
            ? text
            : string.Create(text.Length, (text, kept), static (span, source) =>
            {
                for (int i = 0; i < span.Length; i++)
                {
                    char c = source.text[i];
                    span[i] = char.IsControl(c) && !source.kept.Contains(c) ? '\uFFFD' : c;
                }
            });
    }
}
