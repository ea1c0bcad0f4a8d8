using System.Text;

namespace DockerPS.Engine.Transport;

/// <summary>Makes foreign text fit for a message.</summary>
internal static class MessageText
{
    private const int MaxLength = 4096;

    /// <summary>Trims, replaces control characters (line ends and tabs stay in the form of blanks or line feeds), and shortens.</summary>
    public static string Clean(string text)
    {
        string trimmed = text.Trim();
        bool cut = trimmed.Length > MaxLength;
        ReadOnlySpan<char> source = cut ? trimmed.AsSpan(0, MaxLength) : trimmed;
        var result = new StringBuilder(source.Length + 3);
        foreach (char c in source)
        {
            switch (c)
            {
                case '\n':
                    result.Append('\n');
                    break;
                case '\r':
                    break;
                case '\t':
                    result.Append(' ');
                    break;
                default:
                    result.Append(IsUnsafe(c) ? '\uFFFD' : c);
                    break;
            }
        }

        return cut ? result.Append("...").ToString() : result.ToString();
    }

    // Beside control characters: the marks that turn the direction of text and so fake what it says.
    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F';
}
