namespace DockerPS.Engine.Streams.Build;

/// <summary>Where a path leads once every link in it is followed.</summary>
internal static class RealPath
{
    private const int LinkLimit = 255;

    /// <exception cref="IOException">The links go round in a circle, or cannot be read.</exception>
    public static string Resolve(string path)
    {
        string left = Path.GetFullPath(path);
        string done = Path.GetPathRoot(left)!;
        left = left[done.Length..];
        int links = 0;
        while (left.Length > 0)
        {
            int length = left.IndexOf(Path.DirectorySeparatorChar, StringComparison.Ordinal);
            string next = Path.Join(done, length < 0 ? left : left[..length]);
            left = length < 0 ? "" : left[(length + 1)..];
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                done = next;
                continue;
            }

            if (++links > LinkLimit)
                throw new IOException($"Too many links in '{path}'.");

            string resolved = Path.GetFullPath(Path.Combine(done, target, left));
            done = Path.GetPathRoot(resolved)!;
            left = resolved[done.Length..];
        }

        return Path.TrimEndingDirectorySeparator(done);
    }
}
