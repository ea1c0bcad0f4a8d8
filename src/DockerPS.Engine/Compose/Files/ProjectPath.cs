namespace DockerPS.Engine.Compose;

/// <summary>Paths in compose files.</summary>
internal static class ProjectPath
{
    private static readonly string[] s_remotePrefixes = ["http://", "https://", "git://", "ssh://", "oci://", "oci:", "git@", "github.com/"];

    /// <summary>True where the text names something on another machine.</summary>
    public static bool IsRemote(string text) => text.Contains("://", StringComparison.Ordinal) || Array.Exists(s_remotePrefixes, prefix => text.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>A path made absolute. What is absolute on either Windows or Unix stays as it is, since the engine may be on the other; ~ is the user's folder.</summary>
    /// <param name="path">The path.</param>
    /// <param name="folder">The folder that it counts from.</param>
    public static string Resolve(string path, string folder)
    {
        if (path is ['~', ..])
        {
            string home = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
            if (home.Length > 0)
                return Clean(Path.Join(home, path[1..]));
        }
        return path is ['/' or '\\', ..] || IsDrive(path) || path.Length == 0 ? path : Clean(Path.Join(folder, path));
    }

    /// <summary>A path without . and .. and without a separator at its end.</summary>
    public static string Clean(string path)
    {
        try
        {
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        }
        catch (ArgumentException)
        {
            // A null character: whoever opens it says so.
            return path;
        }
    }

    private static bool IsDrive(string path) => path is [_, ':', '/' or '\\', ..] && char.IsAsciiLetter(path[0]);
}
