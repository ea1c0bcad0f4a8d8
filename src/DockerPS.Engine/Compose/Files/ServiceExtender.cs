namespace DockerPS.Engine.Compose;

/// <summary>Carries out the extends of services: a service lies over the one that it extends, of the same file or of another.</summary>
internal sealed class ServiceExtender(ProjectMerger merger, ComposeFileReader reader, ProjectLevel level, ComposeFile file)
{
    private const int MaximumDepth = 100;
    private readonly Dictionary<string, Origin> _files = new(StringComparer.Ordinal);

    /// <summary>The document with services that extend nothing any more.</summary>
    public ComposeMapping Extend(ComposeMapping document)
    {
        if (document.Lookup("services") is not ComposeMapping services)
            return document;
        var origin = new Origin(file.Id, services);
        return document.Set("services", services.Map(entry => Extended(origin, entry.Name, [])));
    }

    private ComposeNode Extended(Origin origin, string name, List<(string File, string Service)> way)
    {
        if (origin.Done.TryGetValue(name, out ComposeNode? done))
            return done;
        ComposeNode node = origin.Services.Lookup(name)!;
        if (node is not ComposeMapping service || service.Entry("extends") is not { } extends)
            return origin.Done[name] = node;
        if (extends.Value is ComposeScalar { IsNull: true })
            return origin.Done[name] = service.Without("extends");

        (string target, ComposeScalar? path) = Target(extends.Value);
        if (way.Contains((origin.Id, name)))
            throw extends.Value.Wrong($"the service extends itself: {string.Join(" extends ", way.Append((origin.Id, name)).Select(static step => step.Item2))}");
        if (way.Count > MaximumDepth)
            throw extends.Value.Wrong($"services extend each other more than {MaximumDepth} times");
        Origin other = path is null ? origin : OtherFile(path);
        if (other.Services.Lookup(target) is null)
            throw extends.Value.Wrong($"there is no service {target}{(path is null ? "" : $" in {path.Text}")} to extend", NamesOf(other.Services));

        ComposeNode under = Extended(other, target, [.. way, (origin.Id, name)]);
        ComposeMapping over = service.Without("extends");
        return origin.Done[name] = under is ComposeMapping
            ? ComposeMerger.Merge(MergeRule.Service, ComposeMerger.Settle(MergeRule.Service, under), over, keepTags: true)
            : over;
    }

    private static (string Target, ComposeScalar? Path) Target(ComposeNode node)
    {
        if (node is ComposeScalar name)
            return (name.Text, null);
        if (node is not ComposeMapping mapping)
            throw node.Expected("a service, or a mapping with a service");
        foreach (ComposeEntry entry in mapping)
        {
            if (entry.Name is not ("service" or "file"))
                throw entry.Key.Wrong($"extends has no key {entry.Name}", "service or file");
        }
        if (mapping.Lookup("service") is not ComposeScalar { IsNull: false } service)
            throw node.Wrong("the service is missing", "service with the name of a service");
        return (service.Text, mapping.TryGetValue("file", out ComposeNode? path) ? path as ComposeScalar ?? throw path.Expected("a path") : null);
    }

    private Origin OtherFile(ComposeScalar path)
    {
        if (ProjectPath.IsRemote(path.Text))
            throw path.Wrong($"\"{DisplayText.Of(path.Text)}\" is on another machine; only local files are read", "a path");
        string full = ProjectPath.Clean(ProjectPath.Resolve(path.Text, level.Folder));
        if (_files.TryGetValue(full, out Origin? known))
            return known;
        ComposeFile other = reader.ReadFile(full, level.Folder, path.Position);
        var merged = new ComposeMapping([], new ComposePosition(other.Source, 0, 0, ComposePath.Root));
        foreach (ComposeMapping document in other.Documents)
            merged = (ComposeMapping)ComposeMerger.Merge(MergeRule.Root, merged, merger.Interpolate(document, level));
        string folder = Path.GetDirectoryName(full) ?? level.Folder;
        if (new PathResolver(folder).Resolve(merged, addContext: false).Lookup("services") is not ComposeMapping services)
            throw path.Wrong($"{path.Text} has no services to extend");
        return _files[full] = new Origin(full, services);
    }

    private static string? NamesOf(ComposeMapping services) => services.Count is 0 or > 20 ? null : string.Join(", ", services.Keys);

    /// <summary>Where services come from, and those that have been extended.</summary>
    private sealed record Origin(string Id, ComposeMapping Services)
    {
        public Dictionary<string, ComposeNode> Done { get; } = new(StringComparer.Ordinal);
    }
}
