namespace DockerPS.Engine.Compose;

/// <summary>Which services of a project count.</summary>
internal static class ServiceSelection
{
    private const string All = "*";

    /// <summary>The profiles that services name, sorted.</summary>
    public static IReadOnlyList<string> ProfilesOf(ComposeMapping services) =>
        [.. services.SelectMany(static entry => Profiles(entry.Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The services that none of the profiles includes, and those that are not wanted and on which no wanted one depends.</summary>
    /// <param name="services">All services.</param>
    /// <param name="profiles">The active profiles.</param>
    /// <param name="wanted">The wanted services; none is all. A wanted one is active whatever its profiles are.</param>
    /// <exception cref="ComposeException">A wanted service is not there.</exception>
    public static HashSet<string> Disabled(ComposeMapping services, IReadOnlyList<string> profiles, IReadOnlyList<string> wanted)
    {
        foreach (string name in wanted)
        {
            if (services.Entry(name) is null)
                throw new ComposeException(services.Position, $"there is no service {DisplayText.Of(name)}", services.Count is 0 or > 20 ? null : string.Join(", ", services.Keys)) { ErrorId = "ComposeServiceNotFound" };
        }
        var active = new HashSet<string>(profiles, StringComparer.Ordinal);
        active.UnionWith(wanted.SelectMany(name => Profiles(services.Lookup(name)!)));
        var enabled = new HashSet<string>(
            services.Where(entry => Profiles(entry.Value) is [] || active.Contains(All) || Profiles(entry.Value).Exists(active.Contains)).Select(static entry => entry.Name), StringComparer.Ordinal);
        if (wanted.Count > 0)
            enabled.IntersectWith(WithDependencies(services, wanted));
        return new HashSet<string>(services.Keys.Where(name => !enabled.Contains(name)), StringComparer.Ordinal);
    }

    /// <summary>The services that a service cannot be without, with the node that says so: depends_on, links, volumes_from and shared namespaces.</summary>
    public static IEnumerable<(string Name, ComposeNode Node, bool Required)> Dependencies(ComposeMapping service)
    {
        if (service.TryGetValue("depends_on", out ComposeNode? node))
        {
            if (node is ComposeMapping mapping)
            {
                foreach (ComposeEntry entry in mapping)
                    yield return (entry.Name, entry.Key, !((entry.Value as ComposeMapping)?.Lookup("required") is ComposeScalar scalar && scalar.TryGetBoolean(out bool required) && !required));
            }
            foreach (ComposeScalar item in Texts(node))
                yield return (item.Text, item, true);
        }
        foreach (ComposeScalar link in Texts(service.Lookup("links")))
            yield return (link.Text.Split(':')[0], link, true);
        foreach (ComposeScalar from in Texts(service.Lookup("volumes_from")).Where(static from => !from.Text.StartsWith("container:", StringComparison.Ordinal)))
            yield return (from.Text.Split(':')[0], from, true);
        const string Prefix = "service:";
        foreach (string key in (string[])["network_mode", "ipc", "pid", "uts", "cgroup"])
        {
            if (service.Lookup(key) is ComposeScalar scalar && scalar.Text.StartsWith(Prefix, StringComparison.Ordinal))
                yield return (scalar.Text[Prefix.Length..], scalar, true);
        }
    }

    private static HashSet<string> WithDependencies(ComposeMapping services, IEnumerable<string> wanted)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(wanted);
        while (open.TryPop(out string? name))
        {
            if (!found.Add(name) || services.Lookup(name) is not ComposeMapping service)
                continue;
            foreach ((string other, _, _) in Dependencies(service))
                open.Push(other);
        }
        return found;
    }

    private static List<string> Profiles(ComposeNode service) => service is ComposeMapping mapping ? [.. Texts(mapping.Lookup("profiles")).Select(static scalar => scalar.Text)] : [];

    private static IEnumerable<ComposeScalar> Texts(ComposeNode? node) => node is ComposeSequence sequence ? sequence.OfType<ComposeScalar>() : [];
}
