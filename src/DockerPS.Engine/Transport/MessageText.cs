namespace DockerPS.Engine.Transport;

/// <summary>Makes text from the other side fit for a message.</summary>
internal static class MessageText
{
    private const int MaxLength = 4096;

    /// <summary>Trims, shortens, and replaces control characters but for line feeds and tabs.</summary>
    public static string Clean(string text)
    {
        string trimmed = text.Trim();
        string cut = trimmed.Length > MaxLength ? string.Concat(trimmed.AsSpan(0, MaxLength), "...") : trimmed;

        // A carriage return alone would write over the beginning of the line.
        return ControlCharacters.Replace(cut.ReplaceLineEndings("\n"));
    }
}
