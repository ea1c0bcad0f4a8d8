using System.Text;

namespace DockerPS.Engine.Streams.Build;

/// <summary>Replaces variables in a word of a Dockerfile, and takes its quotes off, as the engine does.</summary>
internal static class DockerfileVariables
{
    /// <summary>Expands $NAME, ${NAME}, ${NAME:-default} and ${NAME:+alternative}; what is not set is empty.</summary>
    public static string Expand(string word, IReadOnlyDictionary<string, string> variables, char escape)
    {
        var text = new StringBuilder();
        char quote = '\0';
        for (int at = 0; at < word.Length; at++)
        {
            char c = word[at];
            if (c == escape && quote != '\'' && at + 1 < word.Length)
                text.Append(word[++at]);
            else if (quote == '\0' ? c is '"' or '\'' : c == quote)
                quote = quote == '\0' ? c : '\0';
            else if (c == '$' && quote != '\'')
                at = ExpandAt(word, at, variables, escape, text);
            else
                text.Append(c);
        }

        return text.ToString();
    }

    /// <returns>The place of the last character that was read.</returns>
    private static int ExpandAt(string word, int dollar, IReadOnlyDictionary<string, string> variables, char escape, StringBuilder text)
    {
        bool isBraced = dollar + 1 < word.Length && word[dollar + 1] == '{';
        int start = dollar + (isBraced ? 2 : 1);
        int end = start;
        while (end < word.Length && (char.IsAsciiLetterOrDigit(word[end]) || word[end] == '_'))
            end++;

        string value = variables.GetValueOrDefault(word[start..end]) ?? "";
        if (!isBraced)
        {
            text.Append(end == start ? "$" : value);
            return end - 1;
        }

        int close = ClosingBrace(word, start);
        string modifier = word[end..close];
        if (modifier.StartsWith(":-", StringComparison.Ordinal) && value.Length == 0)
            value = Expand(modifier[2..], variables, escape);
        else if (modifier.StartsWith(":+", StringComparison.Ordinal) && value.Length > 0)
            value = Expand(modifier[2..], variables, escape);
        else if (modifier.StartsWith(":+", StringComparison.Ordinal))
            value = "";

        text.Append(value);
        return close;
    }

    private static int ClosingBrace(string word, int start)
    {
        int depth = 1;
        for (int at = start; at < word.Length; at++)
        {
            depth += word[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return at;
        }

        // It is not closed: the engine will say so.
        return word.Length;
    }
}
