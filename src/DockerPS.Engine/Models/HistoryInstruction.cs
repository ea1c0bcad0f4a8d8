using System.Globalization;

namespace DockerPS;

/// <summary>Reads what builders write into an image's history.</summary>
internal static class HistoryInstruction
{
    // The classic builder's mark of a step that runs nothing, behind the shell that would have run it.
    private const string NoOperation = "#(nop)";
    private const string BuildKitMark = "# buildkit";

    private static readonly string[] s_shells =
    [
        "/bin/sh -c ",
        "cmd /S /C ",
        "cmd.exe /S /C ",
        "powershell -Command ",
    ];

    private static readonly HashSet<string> s_configuration = new(StringComparer.OrdinalIgnoreCase)
    {
        "ARG", "CMD", "ENTRYPOINT", "ENV", "EXPOSE", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    };

    /// <summary>As a line of a Dockerfile.</summary>
    public static string Of(string createdBy)
    {
        string text = createdBy.Trim();
        if (text.EndsWith(BuildKitMark, StringComparison.Ordinal))
        {
            text = text[..^BuildKitMark.Length].TrimEnd();
        }

        bool isRun = TakeWord(ref text, "RUN");
        isRun |= TakeBuildArguments(ref text);
        int mark = text.IndexOf(NoOperation, StringComparison.Ordinal);
        if (mark >= 0 && (mark == 0 || Array.Exists(s_shells, shell => text.AsSpan(0, mark).TrimEnd().Equals(shell.AsSpan().TrimEnd(), StringComparison.OrdinalIgnoreCase))))
        {
            return text[(mark + NoOperation.Length)..].TrimStart();
        }

        if (Array.Find(s_shells, shell => text.StartsWith(shell, StringComparison.OrdinalIgnoreCase)) is { } prefix)
        {
            (isRun, text) = (true, text[prefix.Length..].TrimStart());
        }

        return isRun ? "RUN " + text : text;
    }

    /// <summary>True for instructions that change no files; WORKDIR may make a folder.</summary>
    public static bool IsConfiguration(string instruction) => s_configuration.Contains(FirstWord(instruction));

    /// <summary>"|2 A=1 B=2 /bin/sh -c ...": so many build arguments stand before the shell. Their values may have blanks in them,
    /// so the shell is looked for; without a known one the words are counted.</summary>
    private static bool TakeBuildArguments(ref string text)
    {
        if (text.Length < 2 || text[0] != '|')
        {
            return false;
        }

        string head = FirstWord(text[1..]);
        if (!int.TryParse(head, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return false;
        }

        string rest = text[(1 + head.Length)..].TrimStart();
        int[] starts = [.. s_shells.Select(shell => rest.IndexOf(shell, StringComparison.OrdinalIgnoreCase)).Where(static start => start >= 0)];
        if (starts.Length > 0)
        {
            text = rest[starts.Min()..];
            return true;
        }

        for (; count > 0 && rest.Length > 0; count--)
        {
            rest = rest[FirstWord(rest).Length..].TrimStart();
        }

        text = rest;
        return true;
    }

    private static bool TakeWord(ref string text, string word)
    {
        if (!FirstWord(text).Equals(word, StringComparison.Ordinal))
        {
            return false;
        }

        text = text[word.Length..].TrimStart();
        return true;
    }

    private static string FirstWord(string text)
    {
        int end = text.AsSpan().IndexOfAny(" \t\n");
        return end < 0 ? text : text[..end];
    }
}
