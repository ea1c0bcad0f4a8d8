using System.Globalization;

namespace DockerPS.Engine.Compose.Reading;

/// <summary>Holds the parts of a project against each other: what is named must be there, and keys must not contradict each other.</summary>
internal sealed class ProjectChecks
{
    private const string ServicePrefix = "service:";

    private readonly ComposeProject _project;
    private readonly ComposeMapping _root;

    private ProjectChecks(ComposeProject project, ComposeMapping root)
    {
        _project = project;
        _root = root;
    }

    /// <summary>Checks a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="root">What it was read from, for the places of errors.</param>
    /// <exception cref="ComposeException">Parts of it do not fit together.</exception>
    public static void Check(ComposeProject project, ComposeMapping root)
    {
        var checks = new ProjectChecks(project, root);
        foreach (ComposeService service in project.Services)
        {
            checks.CheckImage(service);
            checks.CheckReferences(service);
            checks.CheckDependencies(service);
            checks.CheckScale(service);
            checks.CheckResources(service);
            checks.CheckTargets(service);
        }

        checks.CheckCycles();
    }

    private void CheckImage(ComposeService service)
    {
        if (string.IsNullOrEmpty(service.Image) && service.Build is null && service.Provider is null)
        {
            throw At(service.Name).Wrong("the service has neither an image nor a build", "image: ... or build: ...");
        }

        if (service.Build is not { } build)
        {
            return;
        }

        if (build.DockerfileInline is { Length: > 0 } && build.Dockerfile is { Length: > 0 })
        {
            throw At(service.Name, "build", "dockerfile_inline").Wrong("dockerfile and dockerfile_inline exclude each other", "one of them");
        }

        if (service.Platform is { Length: > 0 } platform && build.Platforms.Count > 0 && !build.Platforms.Contains(platform))
        {
            throw At(service.Name, "build", "platforms").Wrong($"the service's platform {platform} is not built", $"{platform} among the platforms");
        }

        foreach ((string name, string context) in build.AdditionalContexts.Where(static pair => pair.Value.StartsWith(ServicePrefix, StringComparison.Ordinal)))
        {
            string target = context[ServicePrefix.Length..];
            ComposeNode place = At(service.Name, "build", "additional_contexts", name);
            if (_project.FindService(target) is not { } other)
            {
                throw Missing(place, "service", target, _project.Services.Names);
            }

            if (other.Build is null)
            {
                throw place.Wrong($"the service \"{target}\" is not built", "a service with build");
            }
        }
    }

    private void CheckReferences(ComposeService service)
    {
        if (!string.IsNullOrEmpty(service.NetworkMode) && service.Networks.Count > 0)
        {
            throw At(service.Name, "networks").Wrong("network_mode and networks exclude each other", "one of them");
        }

        foreach (string name in service.Networks.Select(static network => network.Name))
        {
            if (!_project.Networks.Contains(name))
            {
                throw Missing(At(service.Name, "networks", name), "network", name, _project.Networks.Names);
            }
        }

        for (int i = 0; i < service.Volumes.Count; i++)
        {
            if (service.Volumes[i] is { Type: "volume", Source: { Length: > 0 } source } && !_project.Volumes.Contains(source))
            {
                throw Missing(At(service.Name, "volumes", i), "volume", source, _project.Volumes.Names);
            }
        }

        CheckFiles(service.Name, ["secrets"], service.Secrets, "secret", _project.Secrets.Names);
        CheckFiles(service.Name, ["configs"], service.Configs, "config", _project.Configs.Names);
        CheckFiles(service.Name, ["build", "secrets"], service.Build?.Secrets ?? [], "secret", _project.Secrets.Names);
        foreach (string name in service.Models.Names)
        {
            if (!_project.Models.Contains(name))
            {
                throw Missing(At(service.Name, "models", name), "model", name, _project.Models.Names);
            }
        }
    }

    private void CheckFiles(string service, object[] path, ReadableList<ComposeFileReference> references, string kind, IEnumerable<string> known)
    {
        for (int i = 0; i < references.Count; i++)
        {
            if (!known.Contains(references[i].Source, StringComparer.Ordinal))
            {
                throw Missing(At(service, [.. path, i]), kind, references[i].Source, known);
            }
        }
    }

    private void CheckDependencies(ComposeService service)
    {
        foreach (ComposeDependency dependency in service.DependsOn)
        {
            if (_project.Services.Contains(dependency.Service))
            {
                continue;
            }

            bool isDisabled = _project.DisabledServices.TryGetValue(dependency.Service, out ComposeService? disabled);
            if (isDisabled && !dependency.Required)
            {
                continue;
            }

            ComposeNode place = PlaceOf(service, dependency.Service);
            if (!dependency.Required)
            {
                // What was left out of a canonical file may still be named in it.
                _project.Warnings.Add(place.Say($"there is no service \"{DisplayText.Of(dependency.Service)}\", and nothing waits for it"));
                continue;
            }

            throw isDisabled
                ? place.Wrong($"the service \"{dependency.Service}\" is not active", $"one of its profiles to be active: {disabled!.Profiles}")
                : Missing(place, "service", dependency.Service, _project.Services.Names.Where(name => name != service.Name));
        }
    }

    /// <summary>Where a dependency is written: in depends_on, or in what implies it.</summary>
    private ComposeNode PlaceOf(ComposeService service, string name)
    {
        switch (Find(service.Name, "depends_on"))
        {
            case ComposeMapping mapping when mapping.Entry(name) is { } entry:
                return entry.Key;
            case ComposeSequence list when list.FirstOrDefault(item => item is ComposeScalar scalar && scalar.Text == name) is { } item:
                return item;
        }

        int link = service.Links.FindIndex(text => text == name || text.StartsWith(name + ":", StringComparison.Ordinal));
        if (link >= 0)
        {
            return At(service.Name, "links", link);
        }

        int source = service.VolumesFrom.FindIndex(text => text.Split(':')[0] == name);
        if (source >= 0)
        {
            return At(service.Name, "volumes_from", source);
        }

        foreach ((string key, string? mode) in (ReadOnlySpan<(string, string?)>)[("network_mode", service.NetworkMode), ("ipc", service.Ipc), ("pid", service.Pid), ("uts", service.Uts), ("cgroup", service.Cgroup)])
        {
            if (mode == ServicePrefix + name)
            {
                return At(service.Name, key);
            }
        }

        return At(service.Name, "depends_on");
    }

    private void CheckScale(ComposeService service)
    {
        int? replicas = service.Deploy?.Replicas;
        if (service.Scale is int scale && replicas is int count && scale != count)
        {
            throw At(service.Name, "scale").Wrong(string.Create(CultureInfo.InvariantCulture, $"scale is {scale}, but deploy.replicas is {count}"), "one of them, or the same");
        }

        if ((service.Scale ?? replicas ?? 1) > 1 && service.ContainerName is { Length: > 0 })
        {
            throw At(service.Name, "container_name").Wrong($"{(service.Scale is null ? "deploy.replicas" : "scale")} makes more than one container, and a name is one container's", "no container_name");
        }
    }

    private void CheckResources(ComposeService service)
    {
        ComposeResourceLimits? limits = service.Deploy?.Resources?.Limits;
        ComposeResourceReservations? reservations = service.Deploy?.Resources?.Reservations;
        Same("cpus", service.Cpus is null or 0 ? null : service.Cpus, limits is not null, limits?.Cpus ?? 0, "limits.cpus");
        Same("mem_limit", service.MemoryLimit is null or 0 ? null : service.MemoryLimit, limits is not null, limits?.Memory ?? 0, "limits.memory");
        Same("mem_reservation", service.MemoryReservation is null or 0 ? null : service.MemoryReservation, reservations is not null, reservations?.Memory ?? 0, "reservations.memory");
        Same("pids_limit", service.PidsLimit is null or 0 ? null : service.PidsLimit, limits is not null, limits?.Pids ?? 0, "limits.pids");

        void Same(string key, double? value, bool hasOther, double other, string otherKey)
        {
            if (value is double given && hasOther && given != other)
            {
                throw At(service.Name, key).Wrong($"{key} and deploy.resources.{otherKey} are not the same", "one of them, or the same");
            }
        }
    }

    private void CheckTargets(ComposeService service)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < service.Tmpfs.Count; i++)
        {
            Add(service.Tmpfs[i].Split(':')[0], "tmpfs", i);
        }

        for (int i = 0; i < service.Volumes.Count; i++)
        {
            if (service.Volumes[i].Target is { } target)
            {
                Add(target, "volumes", i);
            }
        }

        void Add(string target, string key, int index)
        {
            if (!targets.TryAdd(target, string.Create(CultureInfo.InvariantCulture, $"{key}[{index}]")))
            {
                throw At(service.Name, key, index).Wrong($"\"{DisplayText.Of(target)}\" has something mounted already, by {targets[target]}", "another target");
            }
        }
    }

    /// <summary>Reports services that wait for each other.</summary>
    private void CheckCycles()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        // Not by recursion: a chain can be as long as the file has services.
        var open = new Stack<(string Name, IEnumerator<string> Next)>();
        foreach (string start in _project.Services.Names.Order(StringComparer.Ordinal))
        {
            Enter(start);
            while (open.TryPeek(out (string Name, IEnumerator<string> Next) current))
            {
                if (!current.Next.MoveNext())
                {
                    open.Pop();
                    path.RemoveAt(path.Count - 1);
                    done.Add(current.Name);
                    continue;
                }

                string next = current.Next.Current;
                int index = path.IndexOf(next);
                if (index >= 0)
                {
                    throw PlaceOf(_project.Services[current.Name], next).Wrong($"services wait for each other: {string.Join(" -> ", path[index..])} -> {next}", "no circle");
                }

                Enter(next);
            }
        }

        void Enter(string name)
        {
            if (!done.Contains(name) && _project.Services.TryGetValue(name, out ComposeService? service))
            {
                path.Add(name);
                open.Push((name, service.DependsOn.Names.Order(StringComparer.Ordinal).GetEnumerator()));
            }
        }
    }

    private static ComposeException Missing(ComposeNode place, string kind, string name, IEnumerable<string> known) => place.Wrong(
        $"there is no {kind} \"{DisplayText.Of(name)}\"",
        NearMiss.Find(name, known) is { } near ? $"perhaps \"{near}\"" : known.Any() && known.Count() <= 8 ? string.Join(", ", known.Order(StringComparer.Ordinal)) : $"it below {kind}s: at the top");

    /// <summary>The node of a service's key, or the nearest above it that is there.</summary>
    private ComposeNode At(string service, params object[] path)
    {
        ComposeNode place = _root.Lookup("services") is ComposeMapping services && services.Entry(service) is { } entry ? path.Length == 0 ? entry.Key : entry.Value : _root;
        foreach (object step in path)
        {
            ComposeNode? next = (place, step) switch
            {
                (ComposeMapping mapping, string key) => mapping.Lookup(key) is ComposeScalar { IsNull: true } ? mapping.Entry(key)!.Key : mapping.Lookup(key),
                (ComposeSequence list, int index) => list.Count > index ? list[index] : null,
                (ComposeSequence list, string text) => list.FirstOrDefault(item => item is ComposeScalar scalar && (scalar.Text == text || scalar.Text.StartsWith(text + "=", StringComparison.Ordinal))),
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            place = next;
        }

        return place;
    }

    private ComposeNode? Find(string service, string key) =>
        (_root.Lookup("services") as ComposeMapping)?.Lookup(service) is ComposeMapping mapping ? mapping.Lookup(key) : null;
}
