namespace DockerPS.Engine.Compose;

/// <summary>Reads compose files, and how many at most.</summary>
internal sealed class ComposeFileReader(IComposeYaml yaml, ComposeWarnings warnings)
{
    // Files that include each other twice over would multiply.
    private const int MaximumFiles = 1000;
    private const string CoreTag = "tag:yaml.org,2002:";
    private int _count;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="folder">The project's folder: messages name the file as seen from there.</param>
    /// <param name="place">What names the file.</param>
    public ComposeFile ReadFile(string path, string folder, ComposePosition place)
    {
        if (++_count > MaximumFiles)
            throw new ComposeException(place, $"more than {MaximumFiles} files belong together");
        return ReadText(TextFile.Read(path, place, "compose file"), new ComposeSource(NameOf(path, folder), path));
    }

    /// <summary>Reads a text.</summary>
    public ComposeFile ReadText(string text, ComposeSource source)
    {
        var documents = new List<ComposeMapping>();
        foreach (ComposeNode root in yaml.Read(text, source))
        {
            documents.Add(root as ComposeMapping ?? throw root.Expected("a mapping with services at the top of the file"));
            CheckTags(root);
        }
        return new ComposeFile(source, documents);
    }

    private static string NameOf(string path, string folder)
    {
        string relative = Path.GetRelativePath(folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) && relative.Count(static c => c == Path.DirectorySeparatorChar) > 2 ? path : relative;
    }

    private void CheckTags(ComposeNode node)
    {
        if (node.Tag is { } tag && tag is not ("!" or "!reset" or "!override") && !tag.StartsWith(CoreTag, StringComparison.Ordinal))
            warnings.Add(node, $"the tag {tag} means nothing in a compose file");
        switch (node)
        {
            case ComposeMapping mapping:
                foreach (ComposeEntry entry in mapping)
                    CheckTags(entry.Value);
                break;
            case ComposeSequence sequence:
                foreach (ComposeNode item in sequence)
                    CheckTags(item);
                break;
        }
    }
}
