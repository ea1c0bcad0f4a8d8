namespace DockerPS.Engine.Compose;

/// <summary>The short form of a service's volume in its parts: source:target:options, where the source may be left out.</summary>
/// <param name="Source">A path, or a volume's name; null for a volume without a name.</param>
/// <param name="Rest">What stands behind the source: the target, and a colon and options where there are some.</param>
internal readonly record struct ShortVolume(string? Source, string Rest)
{
    /// <summary>The path in the container.</summary>
    public string Target => Rest.Length == 0 ? "" : Split(Rest, 1)[0];

    /// <summary>True where the source is a path of the engine's machine.</summary>
    public bool IsPath => Source is not null && IsHostPath(Source);

    /// <summary>Takes a text apart; a colon behind a drive's letter or within ${...} parts nothing.</summary>
    public static ShortVolume Parse(string text)
    {
        string[] parts = Split(text, 2);
        return parts.Length == 1 ? new ShortVolume(null, text) : new ShortVolume(parts[0], parts[1]);
    }

    /// <summary>True for what begins with . / ~ \\ or a drive.</summary>
    public static bool IsHostPath(string source) =>
        source is ['.' or '/' or '~', ..] or ['\\', '\\', ..] || (source is [_, ':', ..] && char.IsLetter(source[0]));

    private static string[] Split(string text, int count)
    {
        int depth = 0;
        for (int index = 0; index < text.Length; index++)
        {
            char c = text[index];
            bool isDrive = index == 1 && char.IsLetter(text[0]);
            if (c == '{' && index > 0 && text[index - 1] == '$')
                depth++;
            else if (c == '}' && depth > 0)
                depth--;
            else if (c == ':' && depth == 0 && !isDrive)
                return count == 1 ? [text[..index]] : [text[..index], text[(index + 1)..]];
        }
        return [text];
    }
}
