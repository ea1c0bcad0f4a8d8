namespace DockerPS.Engine.Configuration;

/// <summary>Makes text that came from outside fit for a message.</summary>
internal static class DisplayText
{
    private const int MaximumLength = 200;

    /// <summary>The text without control characters, and cut where it is very long.</summary>
    public static string Of(string text)
    {
        string cut = text.Length > MaximumLength ? string.Concat(text.AsSpan(0, MaximumLength), "...") : text;
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (int index = 0; index < span.Length; index++)
            {
                span[index] = char.IsControl(source[index]) ? '?' : source[index];
            }
        });
    }

    /// <summary>An endpoint's text without what may be a password or a token: all before its @, except the mere user of ssh.</summary>
    public static string OfEndpoint(string text)
    {
        int separator = text.IndexOf("://", StringComparison.Ordinal);
        string scheme = separator < 0 ? "" : text[..separator].Trim().ToLowerInvariant();
        int start = separator < 0 ? 0 : separator + 3;
        int at = text.LastIndexOf('@');
        bool isHarmless = scheme is "unix" or "npipe"
            || at < start
            || (scheme == "ssh" && !text.AsSpan(start, at - start).Contains(':'));
        return isHarmless ? Of(text) : Of(string.Concat(text.AsSpan(0, start), "***", text.AsSpan(at)));
    }
}
