namespace DockerPS.Engine.Compose;

/// <summary>An item of include.</summary>
internal sealed class IncludeEntry
{
    private IncludeEntry(ComposeNode node, IReadOnlyList<ComposeScalar> paths)
    {
        Place = node.Position;
        Paths = paths;
    }

    /// <summary>Where it stands.</summary>
    public ComposePosition Place { get; }

    /// <summary>The files, which are merged; at least one.</summary>
    public IReadOnlyList<ComposeScalar> Paths { get; }

    /// <summary>The folder that relative paths in them count from; null is that of the first file.</summary>
    public ComposeScalar? ProjectDirectory { get; private init; }

    /// <summary>Files of variables in place of .env.</summary>
    public IReadOnlyList<ComposeScalar> EnvironmentFiles { get; private init; } = [];

    /// <summary>Reads the short form, a path, and the long one.</summary>
    /// <exception cref="ComposeException">It is neither.</exception>
    public static IncludeEntry Of(ComposeNode node)
    {
        if (node is ComposeScalar { IsNull: false } path)
            return new IncludeEntry(node, [path]);
        if (node is not ComposeMapping mapping)
            throw node.Expected("a path, or a mapping with a path");
        foreach (ComposeEntry entry in mapping)
        {
            if (entry.Name is not ("path" or "project_directory" or "env_file") && !entry.Name.StartsWith("x-", StringComparison.Ordinal))
                throw entry.Key.Wrong($"include has no key {entry.Name}", "path, project_directory or env_file");
        }
        IReadOnlyList<ComposeScalar> paths = Texts(mapping.Lookup("path"));
        return paths.Count == 0
            ? throw node.Wrong("the path is missing", "path with a file or a list of them")
            : new IncludeEntry(node, paths) { ProjectDirectory = Texts(mapping.Lookup("project_directory")) is [var folder, ..] ? folder : null, EnvironmentFiles = Texts(mapping.Lookup("env_file")) };
    }

    private static IReadOnlyList<ComposeScalar> Texts(ComposeNode? node) => node switch
    {
        null or ComposeScalar { IsNull: true } => [],
        ComposeScalar scalar => [scalar],
        ComposeSequence sequence => [.. sequence.Select(static item => item as ComposeScalar ?? throw item.Expected("a path"))],
        _ => throw node.Expected("a path, or a list of them"),
    };
}
