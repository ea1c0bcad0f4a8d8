using System.Text;

namespace DockerPS.Engine.Requests.Services;

/// <summary>Splits a line into words as docker does with --args and --entrypoint of services: by blanks, with quotes and backslashes of a shell,
/// and without anything else of one.</summary>
internal static class ShellWords
{
    /// <exception cref="InvalidRequestException">A quote does not end.</exception>
    public static IReadOnlyList<string> Split(string parameter, string line)
    {
        List<string> words = [];
        StringBuilder? word = null;
        char quote = '\0';
        for (int index = 0; index < line.Length; index++)
        {
            char c = line[index];
            if (c == '\\' && quote != '\'')
            {
                index++;
                (word ??= new StringBuilder()).Append(index < line.Length ? line[index] : throw Wrong("the backslash at its end escapes nothing"));
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is '\'' or '"')
            {
                quote = c;
                word ??= new StringBuilder();
            }
            else if (quote == '\0' && c is ' ' or '\t' or '\r' or '\n')
            {
                End();
            }
            else if (quote == '\0' && c == '#' && word is null)
            {
                // The rest of the line is a comment.
                int end = line.IndexOf('\n', index);
                index = end < 0 ? line.Length : end;
            }
            else
            {
                (word ??= new StringBuilder()).Append(c);
            }
        }

        End();
        return quote == '\0' ? words : throw Wrong($"a quote ({quote}) does not end");

        void End()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }

        InvalidRequestException Wrong(string reason) =>
            RequestText.Wrong(parameter, line, reason, "one line that is split into words, 'sh -c \"echo hi\"', or as a list of words, sh, -c, 'echo hi'");
    }
}
