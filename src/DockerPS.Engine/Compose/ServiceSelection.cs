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

    /// <summary>The services that a service needs: by depends_on, links, volumes_from and shared namespaces.</summary>
    private static IEnumerable<string> Dependencies(ComposeMapping service)
    {
        const string ServicePrefix = "service:";
        const string ContainerPrefix = "container:";
        IEnumerable<string> named = service.Lookup("depends_on") is ComposeMapping mapping ? mapping.Keys : Texts(service.Lookup("depends_on"));
        IEnumerable<string> linked = Texts(service.Lookup("links"))
            .Concat(Texts(service.Lookup("volumes_from")).Where(static from => !from.StartsWith(ContainerPrefix, StringComparison.Ordinal)))
            .Select(static text => text.Split(':')[0]);
        IEnumerable<string> shared = ((string[])["network_mode", "ipc", "pid", "uts", "cgroup"])
            .Select(service.Text)
            .OfType<string>()
            .Where(static text => text.StartsWith(ServicePrefix, StringComparison.Ordinal))
            .Select(static text => text[ServicePrefix.Length..]);
        return [.. named, .. linked, .. shared];
    }

    private static HashSet<string> WithDependencies(ComposeMapping services, IEnumerable<string> wanted)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(wanted);
        while (open.TryPop(out string? name))
        {
            if (!found.Add(name) || services.Lookup(name) is not ComposeMapping service)
                continue;
            foreach (string other in Dependencies(service))
                open.Push(other);
        }
        return found;
    }

    private static List<string> Profiles(ComposeNode service) => service is ComposeMapping mapping ? [.. Texts(mapping.Lookup("profiles"))] : [];

    private static IEnumerable<string> Texts(ComposeNode? node) =>
        node is ComposeSequence sequence ? sequence.OfType<ComposeScalar>().Select(static scalar => scalar.Text) : [];
}
