using System.Text;

namespace DockerPS.Engine.Streams.Build;

/// <summary>Paths with forward slashes, as they stand in ignore files and archives.</summary>
internal static class SlashPath
{
    /// <summary>The shortest form of a path, as Go's path.Clean has it: no ".", no "..", no double or closing slash; "." for nothing.</summary>
    public static string Clean(string path)
    {
        bool rooted = path.StartsWith('/');
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part.Length == 0 || part == ".")
                continue;

            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0 && parts[^1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (!rooted)
                parts.Add(part);
        }

        string clean = string.Join('/', parts);
        return rooted ? "/" + clean : clean.Length == 0 ? "." : clean;
    }

    /// <summary>True where the text needs no PAX record: plain ASCII of at most <paramref name="limit"/> characters.</summary>
    public static bool FitsHeader(string text, int limit) => text.Length <= limit && Ascii.IsValid(text);
}
