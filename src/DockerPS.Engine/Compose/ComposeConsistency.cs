namespace DockerPS.Engine.Compose;

/// <summary>Looks whether what the active services refer to is there, and whether what they say goes together.</summary>
internal static class ComposeConsistency
{
    private const string DefaultNetwork = "default";

    /// <summary>Checks a tree.</summary>
    /// <exception cref="ComposeException">Something is missing or contradicts.</exception>
    public static void Check(ComposeMapping root, IReadOnlySet<string> disabled)
    {
        if (root.Lookup("services") is ComposeMapping services)
        {
            foreach (ComposeEntry entry in services.Where(entry => !disabled.Contains(entry.Name)))
            {
                if (entry.Value is ComposeMapping service)
                    CheckService(root, services, disabled, entry.Key, service);
                else if (entry.Value is ComposeScalar { IsNull: true })
                    throw entry.Key.Wrong("the service says nothing", "image or build");
            }
            CheckCycles(services, disabled);
        }
        foreach (ComposeEntry entry in root.Mapping("secrets") ?? (IEnumerable<ComposeEntry>)[])
            CheckFileObject(entry, "secret", ["file", "environment"]);
        foreach (ComposeEntry entry in root.Mapping("configs") ?? (IEnumerable<ComposeEntry>)[])
            CheckFileObject(entry, "config", ["file", "environment", "content"]);
    }

    private static void CheckService(ComposeMapping root, ComposeMapping services, IReadOnlySet<string> disabled, ComposeScalar key, ComposeMapping service)
    {
        if (!service.TryGetValue("image", out _) && !service.TryGetValue("build", out _) && !service.TryGetValue("provider", out _))
            throw key.Wrong("the service has neither an image nor a build", "image or build");
        CheckReferences(root, "networks", "network", NamesOf(service.Lookup("networks")), DefaultNetwork);
        CheckReferences(root, "configs", "config", SourcesOf(service.Lookup("configs")), null);
        CheckReferences(root, "secrets", "secret", SourcesOf(service.Lookup("secrets")), null);
        CheckReferences(root, "secrets", "secret", SourcesOf(service.Mapping("build")?.Lookup("secrets")), null);
        CheckReferences(root, "models", "model", NamesOf(service.Lookup("models")), null);
        CheckReferences(root, "volumes", "volume", VolumesOf(service.Lookup("volumes")), null);

        if (service.TryGetValue("network_mode", out ComposeNode? mode) && service.Lookup("networks") is ComposeMapping { Count: > 0 } or ComposeSequence { Count: > 0 })
            throw mode.Wrong("network_mode and networks exclude each other", "one of them");
        foreach ((string name, ComposeNode node, bool required) in ServiceSelection.Dependencies(service))
        {
            if (services.Entry(name) is null)
                throw node.Wrong($"there is no service {DisplayText.Of(name)}", ListOf(services));
            if (required && disabled.Contains(name))
                throw node.Wrong($"the service {name} is not active", "a profile of it among the active ones, or required: false");
        }
        CheckBuild(service);
        CheckScale(service);
    }

    private static void CheckBuild(ComposeMapping service)
    {
        if (service.Mapping("build") is { } build && build.TryGetValue("dockerfile_inline", out ComposeNode? inline) && build.TryGetValue("dockerfile", out _))
            throw inline.Wrong("dockerfile and dockerfile_inline exclude each other", "one of them");
    }

    private static void CheckScale(ComposeMapping service)
    {
        long? scale = IntegerOf(service.Lookup("scale"));
        ComposeNode? replicas = service.Mapping("deploy")?.Lookup("replicas");
        if (scale is { } one && IntegerOf(replicas) is { } other && one != other)
            throw replicas!.Wrong("scale and deploy.replicas say different numbers", "one of them");
        if ((scale ?? IntegerOf(replicas)) > 1 && service.TryGetValue("container_name", out ComposeNode? name))
            throw name.Wrong("container_name is one name for several containers", "no container_name, or one container");
    }

    private static void CheckReferences(ComposeMapping root, string section, string what, IEnumerable<ComposeScalar> names, string? implied)
    {
        var declared = root.Lookup(section) as ComposeMapping;
        foreach (ComposeScalar name in names)
        {
            if (name.Text != implied && declared?.Entry(name.Text) is null && !name.Text.Contains('$', StringComparison.Ordinal))
                throw name.Wrong($"there is no {what} {DisplayText.Of(name.Text)}", declared is null || declared.Count == 0 ? $"{section} at the top of the file that declares it" : ListOf(declared));
        }
    }

    private static IEnumerable<ComposeScalar> NamesOf(ComposeNode? node) => node switch
    {
        ComposeMapping mapping => mapping.Select(static entry => entry.Key),
        ComposeSequence sequence => sequence.OfType<ComposeScalar>(),
        _ => [],
    };

    private static IEnumerable<ComposeScalar> SourcesOf(ComposeNode? node) => node is ComposeSequence sequence
        ? sequence.Select(static item => item is ComposeMapping mapping ? mapping.Lookup("source") : item).OfType<ComposeScalar>()
        : [];

    private static IEnumerable<ComposeScalar> VolumesOf(ComposeNode? node)
    {
        foreach (ComposeNode item in node as ComposeSequence ?? (IEnumerable<ComposeNode>)[])
        {
            if (item is ComposeMapping mapping && (mapping.Text("type") ?? "volume") == "volume" && mapping.Lookup("source") is ComposeScalar { IsNull: false, Text.Length: > 0 } source)
                yield return source;
            if (item is ComposeScalar scalar && ShortVolume.Parse(scalar.Text) is { Source: { Length: > 0 } name, IsPath: false })
                yield return scalar.WithText(name);
        }
    }

    private static void CheckFileObject(ComposeEntry entry, string what, string[] sources)
    {
        if (entry.Value is not (ComposeMapping or ComposeScalar { IsNull: true }))
            return;
        var mapping = entry.Value as ComposeMapping;
        ComposeEntry[] given = [.. sources.Select(source => mapping?.Entry(source)).OfType<ComposeEntry>()];
        if (given.Length > 1)
            throw given[1].Key.Wrong($"{given[0].Name} and {given[1].Name} exclude each other", "one of them");
        if (given.Length == 0 && mapping?.Lookup("external") is null or ComposeScalar { Text: "false" } && mapping?.Lookup("driver") is null)
            throw entry.Key.Wrong($"the {what} says not where it comes from", $"{string.Join(", ", sources)} or external");
    }

    private static void CheckCycles(ComposeMapping services, IReadOnlySet<string> disabled)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (ComposeEntry entry in services.Where(entry => !disabled.Contains(entry.Name)))
            Follow(services, entry.Name, [], done);
    }

    /// <summary>Goes the ways of dependencies with a stack of its own: files decide how long they are.</summary>
    private static void Follow(ComposeMapping services, string start, List<string> way, HashSet<string> done)
    {
        var open = new Stack<IEnumerator<(string Name, ComposeNode Node, bool Required)>>();
        Enter(start);
        while (open.TryPeek(out IEnumerator<(string Name, ComposeNode Node, bool Required)>? current))
        {
            if (!current.MoveNext())
            {
                open.Pop();
                done.Add(way[^1]);
                way.RemoveAt(way.Count - 1);
                continue;
            }
            (string name, ComposeNode node, _) = current.Current;
            int seen = way.IndexOf(name);
            if (seen >= 0)
                throw node.Wrong($"services depend on each other: {string.Join(" needs ", way.Skip(seen).Append(name))}");
            if (!done.Contains(name) && services.Lookup(name) is ComposeMapping)
                Enter(name);
        }

        void Enter(string name)
        {
            if (done.Contains(name) || services.Lookup(name) is not ComposeMapping service)
                return;
            way.Add(name);
            open.Push(ServiceSelection.Dependencies(service).GetEnumerator());
        }
    }

    private static long? IntegerOf(ComposeNode? node) => node is ComposeScalar scalar && scalar.TryGetInteger(out long value) ? value : null;

    private static string? ListOf(ComposeMapping mapping) => mapping.Count is 0 or > 20 ? null : string.Join(", ", mapping.Keys);
}
