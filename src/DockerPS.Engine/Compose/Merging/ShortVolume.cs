namespace DockerPS.Engine.Compose;

/// <summary>The short form of a service's volume in its parts: source:target:options, where the source may be left out.</summary>
/// <param name="Source">A path, or a volume's name; null for a volume without a name.</param>
/// <param name="Rest">What stands behind the source: the target, and a colon and options where there are some.</param>
internal readonly record struct ShortVolume(string? Source, string Rest)
{
    /// <summary>The path in the container.</summary>
    public string Target => Rest.Length == 0 ? "" : Split(Rest)[0];

    /// <summary>True where the source is a path of the engine's machine.</summary>
    public bool IsPath => Source is not null && IsHostPath(Source);

    /// <summary>Takes a text apart; a colon behind a drive's letter or within ${...} parts nothing.</summary>
    public static ShortVolume Parse(string text)
    {
        string first = Split(text)[0];
        return first.Length == text.Length ? new ShortVolume(null, text) : new ShortVolume(first, text[(first.Length + 1)..]);
    }

    /// <summary>True for what begins with . / ~ \\ or a drive.</summary>
    public static bool IsHostPath(string source) =>
        source is ['.' or '/' or '~', ..] or ['\\', '\\', ..] || (source is [_, ':', ..] && char.IsLetter(source[0]));

    /// <summary>All parts: cuts at colons, but not behind the letter of a Windows drive and not in ${A:-b}.</summary>
    public static List<string> Split(string text)
    {
        List<string> parts = [];
        int start = 0;
        int depth = 0;
        for (int index = 0; index < text.Length; index++)
        {
            char c = text[index];
            if (c == '{' && index > 0 && text[index - 1] == '$')
            {
                depth++;
            }
            else if (c == '}' && depth > 0)
            {
                depth--;
            }
            else if (c == ':' && depth == 0 && !(index == start + 1 && char.IsLetter(text[start])))
            {
                parts.Add(text[start..index]);
                start = index + 1;
            }
        }
        parts.Add(text[start..]);
        return parts;
    }
}
