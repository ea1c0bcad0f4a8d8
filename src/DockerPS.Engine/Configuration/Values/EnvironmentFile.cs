using System.Buffers;
using System.Globalization;
using System.Text;

namespace DockerPS.Engine.Configuration.Values;

/// <summary>Files of docker's --env-file and --label-file: NAME=VALUE a line, taken as they are, without quotes or escapes.</summary>
internal static class EnvironmentFile
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> s_blanks = SearchValues.Create(" \t");

    /// <summary>Reads a file's lines as NAME=VALUE, in order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lookup">Gives the value of a line that is only a name, null where it has none, and the line is left out; null leaves out all such lines.</param>
    /// <exception cref="FormatException">A line cannot be used; the message names file and line and not the value.</exception>
    public static IReadOnlyList<string> Read(string path, Func<string, string?>? lookup) => Parse(File.ReadAllBytes(path), path, lookup);

    /// <summary>As <see cref="Read"/>, from the file's content.</summary>
    public static IReadOnlyList<string> Parse(ReadOnlySpan<byte> content, string path, Func<string, string?>? lookup)
    {
        List<string> variables = [];
        ReadOnlySpan<byte> rest = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        for (int number = 1; !rest.IsEmpty; number++)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (ParseLine(Decode(line, path, number), path, number, lookup) is { } variable)
            {
                variables.Add(variable);
            }
        }

        return variables;
    }

    private static string? ParseLine(string line, string path, int number, Func<string, string?>? lookup)
    {
        string text = line.TrimStart();
        if (text.Length == 0 || text[0] == '#')
        {
            return null;
        }

        int equals = text.IndexOf('=');
        string name = equals < 0 ? text : text[..equals];
        if (name.Length == 0)
        {
            throw Wrong(path, number, "has no name before '='. Write it as NAME=VALUE.");
        }

        if (name.AsSpan().ContainsAny(s_blanks))
        {
            throw Wrong(path, number, "has a blank in its name. Write it as NAME=VALUE, without blanks around '=', and begin a comment with '#'.");
        }

        if (text.Contains('\0'))
        {
            throw Wrong(path, number, "has a zero byte. Write the file as UTF-8 text.");
        }

        if (equals >= 0)
        {
            return text;
        }

        return lookup?.Invoke(name) is { } value ? $"{name}={value}" : null;
    }

    private static string Decode(ReadOnlySpan<byte> line, string path, int number)
    {
        try
        {
            return s_utf8.GetString(line.EndsWith("\r"u8) ? line[..^1] : line);
        }
        catch (DecoderFallbackException)
        {
            throw Wrong(path, number, "is not UTF-8. Save the file as UTF-8.");
        }
    }

    private static FormatException Wrong(string path, int number, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Line {number} of '{path}' {problem}"));
}
