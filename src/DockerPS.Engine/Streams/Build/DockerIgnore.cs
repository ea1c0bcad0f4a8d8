namespace DockerPS.Engine.Streams.Build;

/// <summary>
/// The patterns of a .dockerignore file, with the engine's own reading of them (github.com/moby/patternmatcher): the last
/// pattern that matches a path or a folder above it decides. Paths are relative to the context, with forward slashes.
/// </summary>
internal sealed class DockerIgnore
{
    private readonly List<IgnorePattern> _patterns = [];
    private bool _hasNegated;

    private DockerIgnore()
    {
    }

    /// <summary>True where there is no pattern.</summary>
    public bool IsEmpty => _patterns.Count == 0;

    /// <summary>Patterns that ignore nothing.</summary>
    public static DockerIgnore CreateEmpty() => new();

    /// <summary>Reads the text of an ignore file.</summary>
    /// <param name="text">The text, a byte order mark allowed.</param>
    /// <param name="source">The file's path, for the error.</param>
    /// <param name="isWindows">True where a backslash is a separator and not an escape.</param>
    /// <exception cref="BuildContextException">A pattern is malformed.</exception>
    public static DockerIgnore Parse(string text, string source, bool isWindows)
    {
        var ignore = new DockerIgnore();
        string[] lines = text.TrimStart('\uFEFF').Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            try
            {
                ignore.AddLine(lines[i], isWindows);
            }
            catch (FormatException exception)
            {
                throw new BuildContextException(
                    $"The pattern '{lines[i].Trim()}' in line {i + 1} of '{source}' is malformed: {exception.Message}.", source, exception);
            }
        }

        return ignore;
    }

    /// <summary>Makes sure that a path is not ignored, whatever the patterns say.</summary>
    public void Keep(string path)
    {
        if (!IsIgnored(path))
            return;

        _patterns.Add(IgnorePattern.Keep(path));
        _hasNegated = true;
    }

    /// <summary>True where the path, looked at for itself, is ignored.</summary>
    public bool IsIgnored(string path)
    {
        bool ignored = false;
        foreach (IgnorePattern pattern in _patterns)
        {
            if (pattern.IsNegated == ignored && MatchesPathOrParent(pattern, path))
                ignored = !pattern.IsNegated;
        }

        return ignored;
    }

    /// <summary>The same for a walk through the folders, which knows already what matched the folder above.</summary>
    /// <param name="path">The path.</param>
    /// <param name="parentMatched">What matched the folder above; null at the top.</param>
    /// <param name="matched">Takes what matched, for the walk below this path; as long as <see cref="NewMatched"/> makes it.</param>
    public bool IsIgnored(string path, bool[]? parentMatched, bool[] matched)
    {
        bool ignored = false;
        for (int i = 0; i < _patterns.Count; i++)
        {
            IgnorePattern pattern = _patterns[i];
            matched[i] = (parentMatched is not null && parentMatched[i]) || (pattern.IsNegated == ignored && pattern.Matches(path));
            if (matched[i])
                ignored = !pattern.IsNegated;
        }

        return ignored;
    }

    public bool[] NewMatched() => new bool[_patterns.Count];

    /// <summary>True where an ignored folder must be walked all the same, because a "!" pattern could keep something below it.</summary>
    public bool MayKeepBelow(string folder) =>
        _hasNegated && _patterns.Exists(pattern => pattern.IsNegated && pattern.MayMatchBelow(folder));

    private static bool MatchesPathOrParent(IgnorePattern pattern, string path)
    {
        if (pattern.Matches(path))
            return true;

        for (int slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (pattern.Matches(path[..slash]))
                return true;
        }

        return false;
    }

    private void AddLine(string line, bool isWindows)
    {
        if (line.StartsWith('#'))
            return;

        string pattern = line.Trim();
        if (pattern.Length == 0)
            return;

        string mark = "";
        if (pattern[0] == '!')
        {
            mark = "!";
            pattern = pattern[1..].Trim();
        }

        if (isWindows)
            pattern = pattern.Replace('\\', '/');

        if (pattern.Length > 0)
        {
            pattern = SlashPath.Clean(pattern);
            if (pattern.Length > 1 && pattern[0] == '/')
                pattern = pattern[1..];
        }

        // Cleaned once more with its mark, as the engine does it: "!/" is a mark without a pattern.
        _patterns.Add(IgnorePattern.Parse(SlashPath.Clean(mark + pattern), hasEscapes: !isWindows));
        _hasNegated |= mark.Length > 0;
    }
}
