namespace DockerPS.Engine.Streams.Copy;

/// <summary>docker cp's arguments: CONTAINER:PATH, or a path on this side.</summary>
internal static class CopyArgument
{
    /// <summary>Tells the two apart as the docker CLI does: a path on this side is absolute, begins with a dot, or has no colon.</summary>
    /// <param name="text">The argument.</param>
    /// <param name="isWindows">True where paths may have a drive and backslashes.</param>
    /// <returns>The container, null for a path on this side; and the path.</returns>
    public static (string? Container, string Path) Split(string text, bool isWindows)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 || text[0] == '.' || IsAbsolute(text, isWindows) ? (null, text) : (text[..colon], text[(colon + 1)..]);
    }

    private static bool IsAbsolute(string text, bool isWindows) =>
        text[0] == '/' || (isWindows && (text[0] == '\\' || (text.Length > 2 && text[1] == ':' && char.IsAsciiLetter(text[0]) && text[2] is '\\' or '/')));
}
