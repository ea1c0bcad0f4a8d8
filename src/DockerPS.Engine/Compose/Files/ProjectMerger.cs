namespace DockerPS.Engine.Compose;

/// <summary>Makes one tree of the files of a project and of those that they include and extend.</summary>
internal sealed class ProjectMerger(ComposeFileReader reader, ComposeLoadOptions options, ComposeWarnings warnings, VariableUse variables)
{
    private static readonly string[] s_sections = ["services", "volumes", "networks", "secrets", "configs", "models"];

    /// <summary>The files of one level, merged, with absolute paths and with the variables that services take from the level's environment.</summary>
    public ComposeMapping Merge(IReadOnlyList<ComposeFile> files, ProjectLevel level)
    {
        var merged = new ComposeMapping([], new ComposePosition(files.Count == 0 ? ComposeSource.None : files[0].Source, 0, 0, ComposePath.Root));
        foreach (ComposeFile file in files)
        {
            foreach (ComposeMapping document in file.Documents)
            {
                ComposeMapping current = Include(Interpolate(document, level), file, level);
                current = new ServiceExtender(this, reader, level, file).Extend(current);
                merged = (ComposeMapping)ComposeMerger.Merge(MergeRule.Root, merged, current);
            }
        }
        merged = options.NoPathResolution ? merged : new PathResolver(level.Folder).Resolve(merged, addContext: true);
        return ServiceVariables.Resolve(merged, level.Environment, options.NoNormalize);
    }

    /// <summary>A document with its variables put in.</summary>
    public ComposeMapping Interpolate(ComposeMapping document, ProjectLevel level)
    {
        if (!options.NoInterpolate)
            return (ComposeMapping)new Interpolator(level.Environment.Lookup, warnings, (_, variable) => variables.Add(variable)).Interpolate(document);
        Interpolator.Find(document, (_, variable) => variables.Add(variable));
        return document;
    }

    private ComposeMapping Include(ComposeMapping document, ComposeFile file, ProjectLevel level)
    {
        if (document.Entry("include") is not { } include)
            return document;
        ComposeMapping result = document.Without("include");
        if (include.Value is ComposeScalar { IsNull: true })
            return result;
        if (include.Value is not ComposeSequence list)
            throw include.Value.Expected("a list of paths, or of mappings with a path");
        foreach (ComposeNode item in list)
        {
            ComposeMapping imported = ReadIncluded(IncludeEntry.Of(item), file, level);
            foreach (string section in s_sections)
            {
                if (imported.Mapping(section) is not { } added)
                    continue;
                if (result.TryGetValue(section, out ComposeNode? own) && own is not ComposeMapping)
                    throw own.Expected($"a mapping of {section}");
                result = result.Set(section, own is ComposeMapping mapping ? Import(section, added, mapping) : added);
            }
        }
        return result;
    }

    /// <summary>What is included lies under what the including file says itself, and under what was included before it, as in docker compose since
    /// version 5; before that it was refused, and still it may be a name that was taken twice by mistake.</summary>
    private ComposeMapping Import(string section, ComposeMapping imported, ComposeMapping own)
    {
        MergeRule rule = MergeRule.Root.Under(section);
        foreach (ComposeEntry entry in own)
        {
            if (imported.Entry(entry.Name) is { } under && !entry.Value.HasSame(under.Value))
                warnings.Add(entry.Key, $"this lies over what is included with {under.Key.Position.Place}, where it is said otherwise; docker compose before version 5 refuses that");
        }
        ComposeMapping merged = own.Map(entry => imported.Lookup(entry.Name) is { } under
            ? ComposeMerger.Merge(rule.Under(entry.Name), under, entry.Value, keepTags: true)
            : entry.Value);
        return new ComposeMapping([.. merged, .. imported.Where(entry => own.Entry(entry.Name) is null)], own.Position, own.Tag);
    }

    private ComposeMapping ReadIncluded(IncludeEntry entry, ComposeFile file, ProjectLevel level)
    {
        string[] paths = [.. entry.Paths.Select(path => Local(path, level.Folder))];
        string folder = entry.ProjectDirectory is { } given ? Local(given, level.Folder) : Path.GetDirectoryName(paths[0]) ?? level.Folder;
        string[] including = [.. level.Including, file.Id];
        if (including.Contains(paths[0], StringComparer.Ordinal))
            throw entry.Paths[0].Wrong($"the file includes itself: {string.Join(" includes ", including.Append(paths[0]))}");
        IEnumerable<string> variableFiles = entry.EnvironmentFiles.Count == 0
            ? ProjectEnvironment.DefaultFiles(folder)
            : entry.EnvironmentFiles.Where(static path => path.Text != "/dev/null").Select(path => Local(path, level.Folder));
        var inner = new ProjectLevel(folder, level.Environment.Nested(variableFiles, entry.Place), including);
        return Merge([.. paths.Select((path, index) => reader.ReadFile(path, level.Folder, entry.Paths[index].Position))], inner);
    }

    private static string Local(ComposeScalar path, string folder) => ProjectPath.IsRemote(path.Text)
        ? throw path.Wrong($"\"{DisplayText.Of(path.Text)}\" is on another machine; only local files are read", "a path")
        : ProjectPath.Clean(ProjectPath.Resolve(path.Text, folder));
}
