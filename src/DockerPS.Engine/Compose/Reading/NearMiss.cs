namespace DockerPS.Engine.Compose.Reading;

/// <summary>Finds what was probably meant by a mistyped word.</summary>
internal static class NearMiss
{
    /// <summary>The word that is nearest to a text; null where none is near.</summary>
    public static string? Find(string text, IEnumerable<string> words)
    {
        string wanted = Simple(text);
        return words
            .Select(word => (Word: word, Distance: Distance(wanted, Simple(word))))
            .Where(candidate => candidate.Distance <= Math.Max(1, Math.Min(wanted.Length, candidate.Word.Length) / 4))
            .OrderBy(static candidate => candidate.Distance)
            .ThenBy(static candidate => candidate.Word, StringComparer.Ordinal)
            .Select(static candidate => candidate.Word)
            .FirstOrDefault();
    }

    /// <summary>containerName, container-name and container_name are the same mistake.</summary>
    private static string Simple(string text) =>
        string.Concat((text.Length > 64 ? text[..64] : text).Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant().TrimEnd('s');

    /// <summary>How many letters must be put in, taken out, replaced or exchanged with the next.</summary>
    private static int Distance(string left, string right)
    {
        int[,] steps = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                steps[i, j] = (i, j) switch
                {
                    (_, 0) => i,
                    (0, _) => j,
                    _ => Math.Min(Math.Min(steps[i - 1, j] + 1, steps[i, j - 1] + 1), steps[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)),
                };
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
                }
            }
        }

        return steps[left.Length, right.Length];
    }
}
