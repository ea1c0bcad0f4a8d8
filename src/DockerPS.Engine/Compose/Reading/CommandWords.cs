using System.Text;

namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads commands: a list of words, or a line that is cut into words as compose does it, with quotes and backslashes and nothing else of a shell.</summary>
internal static class CommandWords
{
    private const string Expected = "a list of words, or a line in which every quote is closed";

    /// <summary>The words of a command; null where nothing is given.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public static ReadableList<string>? Read(ComposeNode? node, ComposeWarnings warnings) => node switch
    {
        null or ComposeScalar { IsNull: true } => null,
        ComposeSequence list => ScalarValue.Texts(list, mayRepeat: true),
        ComposeScalar { Kind: ComposeScalarKind.String } line => Cut(line, warnings),
        ComposeScalar scalar => throw node.Wrong($"{scalar.Text} is no text", $"a text, in quotes: \"{scalar.Text}\""),
        _ => throw node.Expected("a list of words, or a line"),
    };

    private static ReadableList<string> Cut(ComposeScalar line, ComposeWarnings warnings)
    {
        if (!TryCut(line.Text, out List<string> words, out string? rest))
        {
            throw line.IsNo("command", Expected);
        }

        if (rest is not null)
        {
            // As compose does: there is no shell, and the engine could not run it.
            warnings.Add(line, $"\"{DisplayText.Of(rest)}\" is left out: there is no shell that reads the line. Write [\"sh\", \"-c\", \"...\"], or quote it.");
        }

        return [.. words];
    }

    /// <summary>Cuts a line into words; what begins with an unquoted ; &amp; | &lt; or &gt; is left over.</summary>
    /// <returns>False where a quote, a bracket or a backslash is left open.</returns>
    internal static bool TryCut(string line, out List<string> words, out string? rest)
    {
        words = [];
        rest = null;
        var word = new StringBuilder();
        bool hasWord = false;
        bool isEscaped = false;
        char quote = '\0';
        bool isBackquoted = false;
        bool isSubstitution = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (isEscaped)
            {
                word.Append(c);
                isEscaped = false;
                hasWord = true;
                continue;
            }

            if (c == '\\' && quote != '\'')
            {
                isEscaped = true;
                continue;
            }

            bool isInside = quote != '\0' || isBackquoted || isSubstitution;
            switch (c)
            {
                case ' ' or '\t' or '\r' or '\n':
                    if (isInside)
                    {
                        word.Append(c);
                    }
                    else if (hasWord)
                    {
                        words.Add(word.ToString());
                        word.Clear();
                        hasWord = false;
                    }

                    continue;
                case '"' or '\'' when !isSubstitution && (quote == '\0' || quote == c):
                    hasWord |= quote == c;
                    quote = quote == c ? '\0' : c;
                    continue;
                case ';' or '&' or '|' or '<' or '>' when !isInside:
                    // A number before > is the number of a stream.
                    if (hasWord && !(c == '>' && word.Length > 0 && char.IsAsciiDigit(word[0])))
                    {
                        words.Add(word.ToString());
                    }

                    rest = line[i..];
                    return true;
                case '`' when quote == '\0' && !isSubstitution:
                    isBackquoted = !isBackquoted;
                    break;
                case '(' when quote == '\0' && !isBackquoted:
                    if (isSubstitution || word.Length == 0 || word[^1] != '$')
                    {
                        return false;
                    }

                    isSubstitution = true;
                    break;
                case ')' when quote == '\0' && !isBackquoted:
                    isSubstitution = !isSubstitution;
                    break;
            }

            word.Append(c);
            hasWord = true;
        }

        if (hasWord)
        {
            words.Add(word.ToString());
        }

        return !(isEscaped || quote != '\0' || isBackquoted || isSubstitution);
    }
}
