namespace DockerPS.Engine;

/// <summary>Text from an engine goes to a terminal: control characters in it would be obeyed there.</summary>
internal static class ControlCharacters
{
    /// <summary>Replaces control characters except tab and line ends by U+FFFD.</summary>
    public static string Replace(string text)
    {
        return text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && text.AsSpan().IndexOfAnyInRange('\u007f', '\u009f') < 0
            ? text
            : string.Create(text.Length, text, static (span, source) =>
            {
                for (int i = 0; i < source.Length; i++)
                {
                    char c = source[i];
                    span[i] = char.IsControl(c) && c is not ('\t' or '\n' or '\r') ? '\uFFFD' : c;
                }
            });
    }
}
